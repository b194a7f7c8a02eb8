// The search path for plugins, and the real Installers over it.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/make.hpp"

#include "core/base/text.hpp"
#include "core/host/installers_impl.hpp"
#include "core/host/library_name.hpp"
#include "core/platform/machine.hpp"

namespace ferry::host {

std::vector<std::filesystem::path> plugin_folders(const std::vector<std::filesystem::path>& given,
                                                  const Paths& paths,
                                                  const Installation& installation) {
    auto folders = given;
    for (const auto& part : split(environment("FERRY_PLUGIN_PATH"), path_separator())) {
        if (!part.empty()) folders.push_back(from_utf8(part));
    }
    folders.push_back(paths.data / "plugins");
    folders.push_back(installation.plugins);
    return folders;
}

std::unique_ptr<Installers> make_installers(const HostOptions& options, const ReadOnlyFiles& files,
                                            ProcessRunner& processes) {
    return std::make_unique<WorkerInstallers>(options, files, processes);
}

} // namespace ferry::host
