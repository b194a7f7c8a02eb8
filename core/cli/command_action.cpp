// ferry install / remove / upgrade: software by its id, or one package as INSTALLER:ID.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/declined.hpp"
#include "core/cli/named_software.hpp"
#include "core/cli/run_view.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using Inventories = std::vector<InstallerInventory>;

bool is_installed(const Inventories& inventories, const PackageRef& ref) {
    return std::any_of(inventories.begin(), inventories.end(), [&](const auto& inventory) {
        return inventory.installer == ref.installer &&
               std::any_of(inventory.packages.begin(), inventory.packages.end(),
                           [&](const auto& package) { return package.id == ref.id; });
    });
}

Error no_counterpart(const identity::Software& software, Action action) {
    return Error{Code::NotFound,
                 action == Action::Install
                     ? "no installer here has " + software.id.text + "; ferry explain " +
                           software.id.text + " shows who has"
                     : software.id.text + " is not installed here by any installer"};
}

class Actions final : public Command {
public:
    explicit Actions(Action action) : action_(action) {}

    void configure(Options& options) override {
        options.add_option("SOFTWARE", names_, "a software id, or INSTALLER:ID").required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        const auto inventories = context.installers().inventory({});
        for (const auto& problem : inventories.problems)
            context.complain(problem);
        std::map<InstallerId, std::vector<NativeId>> chosen;
        for (const auto& name : names_) {
            const auto ref = package_for(context, **catalog, inventories.value, name);
            if (!ref) return ref.error();
            chosen[ref->installer].push_back(ref->id);
        }
        std::vector<host::ActionRequest> requests;
        for (const auto& [installer, ids] : chosen)
            requests.push_back({installer, action_, ids});
        show_actions(context, requests);
        if (context.options.dry_run) return ExitStatus::Done;
        const auto sure = context.confirm("Go on?");
        if (!sure) return sure.error();
        if (!*sure) return ExitStatus::Done;
        const auto status =
            run_actions(context, {std::string(to_text(action_)) + " by hand", requests});
        if (status && *status == ExitStatus::Done) remember(context, **catalog, requests);
        return status;
    }

private:
    void remember(Context& context, const identity::Catalog& catalog,
                  const std::vector<host::ActionRequest>& requests) const {
        std::set<SoftwareId> named;
        for (const auto& request : requests) {
            for (const auto& id : request.ids) {
                const auto known = catalog.recognise(PackageRef{request.installer, id});
                if (known) named.insert(known->software);
            }
        }
        if (action_ == Action::Remove) remember_wishes(context, named, {});
        if (action_ == Action::Install) remember_wishes(context, {}, named);
    }

    Result<PackageRef> package_for(Context& context, const identity::Catalog& catalog,
                                   const Inventories& inventories, const std::string& name) const {
        if (names_package(name)) return named_package(name);
        const auto software = named_software(catalog, name);
        if (!software) return software.error();
        for (const auto& inventory : inventories) {
            for (const auto& package :
                 identity::fitting_packages(*software, inventory.installer, context.device())) {
                const PackageRef ref{inventory.installer, package.id};
                if (action_ == Action::Install || is_installed(inventories, ref)) return ref;
            }
        }
        return no_counterpart(*software, action_);
    }

    Action action_;
    std::vector<std::string> names_;
};

template <Action action>
std::unique_ptr<Command> make() {
    return std::make_unique<Actions>(action);
}

} // namespace

CommandRow install_command() {
    return {"install", "install software here",
            "  ferry install firefox git\n  ferry install apt:ripgrep --yes",
            make<Action::Install>};
}
CommandRow remove_command() {
    return {"remove", "remove software here", "  ferry remove vlc", make<Action::Remove>};
}
CommandRow upgrade_command() {
    return {"upgrade", "bring software here to the newest version on offer",
            "  ferry upgrade firefox", make<Action::Upgrade>};
}

} // namespace ferry::cli
