// plugin.json: what the host knows of a plugin before anything of it is loaded.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/action.hpp"
#include "core/model/ids.hpp"

#include <ferry/result.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::host {

struct PluginManifest {
    InstallerId id;
    std::string name;                     // for people
    std::vector<std::string> systems;     // "linux", "windows", "macos"
    std::string library;                  // file name without prefix and suffix: "ferry_apt"
    std::vector<std::string> present;     // any of these files or registry keys: may be here
    std::string lock;                     // installers of one lock take turns; the id where absent
    std::set<Action> elevate;             // actions whose worker needs administrator rights
    std::vector<std::string> environment; // variables that the installer's tools may see
};

/// Errors: BadData, with line or key. Unknown keys are an error: a typing error must not pass.
Result<PluginManifest> parse_manifest(std::string_view text);

} // namespace ferry::host
