// Application Support and Caches.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/paths_of_system.hpp"

namespace ferry {

Result<Paths> paths_of_system() {
    const auto home = from_utf8(environment("HOME"));
    if (!home.is_absolute())
        return Error{Code::NotFound, "no home folder: set HOME, or FERRY_HOME to any folder"};
    const auto support = home / "Library/Application Support/Ferry";
    return Paths{support / "config", support, home / "Library/Caches/Ferry", home};
}

} // namespace ferry
