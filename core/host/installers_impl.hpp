// The real Installers: one worker process per plugin and call, all plugins side by side.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/elevation.hpp"
#include "core/host/make.hpp"

#include <mutex>
#include <optional>

namespace ferry::host {

/// `files` and `processes` outlive it.
class WorkerInstallers final : public Installers {
public:
    WorkerInstallers(const HostOptions& options, const ReadOnlyFiles& files,
                     ProcessRunner& processes);

    Report<std::vector<InstallerInfo>> probe() override;
    Report<std::vector<InstallerInventory>>
    inventory(const std::vector<InstallerId>& only) override;
    Result<std::vector<Offer>> look_up(const InstallerId& installer,
                                       const std::vector<NativeId>& ids) override;
    Result<std::vector<Offer>> outdated(const InstallerId& installer) override;
    std::vector<Outcome> act(const ActionRequest& request, const ActionEvents& events) override;

private:
    const Report<std::vector<FoundPlugin>>& plugins();
    Result<const FoundPlugin*> plugin(const InstallerId& id);
    Result<std::unique_ptr<WorkerClient>> worker(const FoundPlugin& plugin, bool elevated);
    InstallerInfo probe_one(const FoundPlugin& plugin, std::vector<Problem>& problems);
    std::optional<InstallerInventory> inventory_of(const FoundPlugin& plugin, bool asked_for,
                                                   std::vector<Problem>& problems);
    Result<std::vector<Offer>> offers(const InstallerId& installer, const CallMessage& message);

    HostOptions options_;
    const ReadOnlyFiles& files_;
    Elevation elevation_;
    std::mutex mutex_;
    std::optional<Report<std::vector<FoundPlugin>>> plugins_;
};

} // namespace ferry::host
