// The plugins and the worker of this build tree.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/support/installers.hpp"

#include "core/host/make.hpp"
#include "core/platform/machine.hpp"

namespace ferry::testing {

std::unique_ptr<host::Installers> installers_of(const std::filesystem::path& root,
                                                const ReadOnlyFiles& files,
                                                ProcessRunner& processes) {
    host::HostOptions options;
    options.plugin_folders = {std::filesystem::path(FERRY_BUILD_DIR) / "lib/ferry/plugins"};
    options.root = root;
    options.home = "/root";
    options.worker = std::filesystem::path(FERRY_BUILD_DIR) / "bin/ferry-worker";
    options.device = this_device(files, "/");
    return host::make_installers(options, files, processes);
}

std::vector<Outcome> act(host::Installers& installers, const InstallerId& installer, Action action,
                         const std::vector<std::string>& ids, const host::ActionEvents& events) {
    host::ActionRequest request{installer, action, {}};
    for (const auto& id : ids)
        request.ids.push_back(NativeId{id});
    return installers.act(request, events);
}

} // namespace ferry::testing
