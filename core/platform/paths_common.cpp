// FERRY_HOME and the layout of an installation: the same on every system.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"
#include "core/platform/paths.hpp"
#include "core/platform/paths_of_system.hpp"

namespace ferry {

Result<Paths> user_paths() {
    auto paths = paths_of_system();
    const auto home = environment("FERRY_HOME");
    if (home.empty()) return paths;
    const auto folder = std::filesystem::absolute(from_utf8(home));
    return paths_below(folder, paths ? paths->home : folder);
}

Paths paths_below(const std::filesystem::path& ferry_home, const std::filesystem::path& home) {
    return {ferry_home / "config", ferry_home / "data", ferry_home / "cache", home};
}

Installation this_installation() {
    const auto program = executable_path();
    const auto prefix = program.parent_path().parent_path();
    return {program.parent_path() / ("ferry-worker" + program.extension().string()),
            prefix / "lib" / "ferry" / "plugins",
            prefix / "share" / "ferry" / "catalog",
            prefix / "lib" / "ferry" / "ferry-network.so",
            prefix / "lib" / "ferry" / "ferry-archive.so",
            program.parent_path() / ("ferry-plugin-check" + program.extension().string()),
            program.parent_path() / ("ferry-catalog-git" + program.extension().string()),
            prefix / "share" / "ferry" / "sdk",
            prefix / "lib" / "ferry" / "ferry-keyring.so"};
}

} // namespace ferry
