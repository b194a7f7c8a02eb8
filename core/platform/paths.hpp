// Where Ferry keeps what: FERRY_HOME, or the platform's own folders.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>

namespace ferry {

struct Paths {
    std::filesystem::path config; // config.json
    std::filesystem::path data;   // state.db, secrets, user plugins
    std::filesystem::path cache;  // may be deleted at any time
    std::filesystem::path home;   // the person's home folder
};

/// FERRY_HOME puts all below one folder: config, data, cache. Errors: NotFound (no home folder).
Result<Paths> user_paths();
/// As FERRY_HOME says it.
Paths paths_below(const std::filesystem::path& ferry_home, const std::filesystem::path& home);

/// Where this installation keeps its parts, found from the program's own place.
struct Installation {
    std::filesystem::path worker;      // ferry-worker
    std::filesystem::path plugins;     // lib/ferry/plugins
    std::filesystem::path catalog;     // share/ferry/catalog
    std::filesystem::path network;     // lib/ferry/ferry-network.so, called so on every system
    std::filesystem::path archive;     // lib/ferry/ferry-archive.so, likewise
    std::filesystem::path checker;     // ferry-plugin-check
    std::filesystem::path catalog_git; // ferry-catalog-git
    std::filesystem::path sdk;         // share/ferry/sdk: templates and documents
    std::filesystem::path keyring;     // lib/ferry/ferry-keyring.so, on Linux alone
};
Installation this_installation();

} // namespace ferry
