// XDG base directories.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/paths_of_system.hpp"

namespace ferry {
namespace {

/// The specification: a relative value is invalid and ignored.
std::filesystem::path folder(const char* variable, const std::filesystem::path& otherwise) {
    const auto value = from_utf8(environment(variable));
    return (value.is_absolute() ? value : otherwise) / "ferry";
}

} // namespace

Result<Paths> paths_of_system() {
    const auto home = from_utf8(environment("HOME"));
    if (!home.is_absolute())
        return Error{Code::NotFound, "no home folder: set HOME, or FERRY_HOME to any folder"};
    return Paths{folder("XDG_CONFIG_HOME", home / ".config"),
                 folder("XDG_DATA_HOME", home / ".local/share"),
                 folder("XDG_CACHE_HOME", home / ".cache"), home};
}

} // namespace ferry
