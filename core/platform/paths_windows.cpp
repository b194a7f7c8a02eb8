// AppData.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/paths_of_system.hpp"

namespace ferry {

Result<Paths> paths_of_system() {
    const auto roaming = from_utf8(environment("APPDATA"));
    const auto local = from_utf8(environment("LOCALAPPDATA"));
    const auto home = from_utf8(environment("USERPROFILE"));
    if (roaming.empty() || local.empty())
        return Error{
            Code::NotFound,
            "no AppData folder: set APPDATA and LOCALAPPDATA, or FERRY_HOME to any folder"};
    return Paths{roaming / "Ferry", local / "Ferry" / "data", local / "Ferry" / "cache", home};
}

} // namespace ferry
