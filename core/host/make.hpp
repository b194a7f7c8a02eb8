// Builds the Installers of this machine from plugin folders.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/installers.hpp"
#include "core/host/worker_client.hpp"
#include "core/model/device.hpp"
#include "core/platform/files.hpp"
#include "core/platform/paths.hpp"
#include "core/platform/process.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ferry::host {

struct HostOptions {
    std::vector<std::filesystem::path> plugin_folders; // in the order of search
    std::filesystem::path root = "/";
    std::filesystem::path home;
    std::filesystem::path worker;
    Device device;
    bool interactive = false; // a password may be asked for
    WorkerLimits limits{};
};

/// --plugin-dir, then FERRY_PLUGIN_PATH (separated as PATH is), the user's data folder, the
/// installation.
std::vector<std::filesystem::path> plugin_folders(const std::vector<std::filesystem::path>& given,
                                                  const Paths& paths,
                                                  const Installation& installation);

/// `files` and `processes` outlive the result.
std::unique_ptr<Installers> make_installers(const HostOptions& options, const ReadOnlyFiles& files,
                                            ProcessRunner& processes);

} // namespace ferry::host
