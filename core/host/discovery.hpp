// Finds plugins in folders, and refuses those that somebody else could have put there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/host/manifest.hpp"
#include "core/model/device.hpp"
#include "core/platform/files.hpp"

#include <filesystem>
#include <vector>

namespace ferry::host {

struct FoundPlugin {
    PluginManifest manifest;
    std::filesystem::path library; // absolute
    bool present = false;          // the cheap test says that the installer may be here
};

/// Plugins for the system of `device`, sorted by id; of one id the first folder's. A folder that
/// does not exist holds none. Refused ones are problems that name file and next step; those that an
/// earlier folder hides are problems of code Conflict, which cost no installer its place.
Report<std::vector<FoundPlugin>> find_plugins(const ReadOnlyFiles& files,
                                              const std::vector<std::filesystem::path>& folders,
                                              const Device& device,
                                              const std::filesystem::path& root);

} // namespace ferry::host
