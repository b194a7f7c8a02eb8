// The installers of this machine, behind their plugins. What apply, list and plan speak with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>

#include <functional>
#include <string>
#include <vector>

namespace ferry::host {

struct InstallerInfo {
    InstallerId id;
    std::string name; // "APT"
    std::string file; // of the plugin
    bool available = false;
    std::string version; // of the installer, where available
    std::string note;    // how it is read, or why it is not available
    std::string lock;    // installers of equal lock run one after the other; never empty
};

struct ActionRequest {
    InstallerId installer;
    Action action = Action::Install;
    std::vector<NativeId> ids;
};

struct ActionEvents {
    std::function<void(const Progress&)> on_progress{}; // may be empty
    std::function<void(const Outcome&)> on_outcome{};   // once per id, as soon as it is known
    std::function<bool()> cancelled{};
};

/// Every call starts workers, so that a broken plugin costs its own part of the answer only.
/// Thread-safe: different installers may be driven from different threads at once.
class Installers {
public:
    virtual ~Installers() = default;
    /// All plugins that are meant for this system, with what their probe said. Sorted by id.
    virtual Report<std::vector<InstallerInfo>> probe() = 0;
    /// Empty `only` means all. An installer that fails or is incomplete is a problem, never a
    /// shorter list.
    virtual Report<std::vector<InstallerInventory>>
    inventory(const std::vector<InstallerId>& only) = 0;
    /// Ids that are not offered get no offer.
    virtual Result<std::vector<Offer>> look_up(const InstallerId& installer,
                                               const std::vector<NativeId>& ids) = 0;
    virtual Result<std::vector<Offer>> outdated(const InstallerId& installer) = 0;
    /// One outcome per id, in the order asked, whatever happens to the worker.
    virtual std::vector<Outcome> act(const ActionRequest& request, const ActionEvents& events) = 0;
};

} // namespace ferry::host
