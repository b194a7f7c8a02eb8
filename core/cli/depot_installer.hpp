// The depot among the installers, so that a run installs its files like everything else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/cli/depot_desk.hpp"
#include "core/depot/choose.hpp"
#include "core/host/installers.hpp"
#include "core/model/inventory.hpp"
#include "core/platform/paths.hpp"
#include "core/sync/depot.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::cli {

/// "depot". Its ids are those of the software.
InstallerId depot_installer();

struct ChosenFile {
    sync::DepotFile file;
    depot::Choice choice;
};

/// The depot's file of the software for this device, by signed manifests alone; refused ones are
/// told. Errors: those of sync::Depot and depot::choose.
Result<ChosenFile> choose_file(Context& context, DepotDesk& desk, const std::string& software);

/// Fetches, checks and installs it. A download that was cut off goes on.
Outcome install_file(Context& context, DepotDesk& desk, const ChosenFile& chosen,
                     const host::ActionEvents& events);

/// What the depot's archives and AppImages put here. Packages that the system keeps track of belong
/// to its own installer.
std::vector<Package> depot_packages(const ReadOnlyFiles& files, const Paths& paths);

/// All installers of this machine and the depot beside them. Borrows the context; only the depot's
/// own calls use it, and those are never two at once.
class WithDepot final : public host::Installers {
public:
    explicit WithDepot(Context& context) : context_(context), others_(context.installers()) {}

    Report<std::vector<host::InstallerInfo>> probe() override;
    Report<std::vector<InstallerInventory>>
    inventory(const std::vector<InstallerId>& only) override;
    Result<std::vector<Offer>> look_up(const InstallerId& installer,
                                       const std::vector<NativeId>& ids) override;
    Result<std::vector<Offer>> outdated(const InstallerId& installer) override;
    std::vector<Outcome> act(const host::ActionRequest& request,
                             const host::ActionEvents& events) override;

private:
    Context& context_;
    host::Installers& others_;
};

} // namespace ferry::cli
