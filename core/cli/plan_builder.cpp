// From two inventories, the catalog and the installers to a plan.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/plan_builder.hpp"

#include "core/cli/depot_installer.hpp"
#include "core/cli/depot_words.hpp"
#include "core/depot/choose.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ferry::cli {
namespace {

using planner::PlanInput;
using planner::SoftwareHere;
using planner::Wanted;

/// A package that the catalog does not know is still itself under the same installer. Such a
/// software has an id with a colon, which no catalog entry can have.
SoftwareId own_identity(const PackageRef& ref) {
    return {ref.text()};
}
bool is_own_identity(const SoftwareId& id) {
    return id.text.find(':') != std::string::npos;
}

Wanted wanted_package(const identity::Catalog& catalog, const InstallerId& installer,
                      const Package& package) {
    Wanted wanted;
    wanted.package = PackageRef{installer, package.id};
    wanted.version = package.version;
    wanted.name = package.name.empty() ? package.id.text : package.name;
    if (const auto known = catalog.recognise(*wanted.package)) {
        wanted.software = known->software;
        wanted.name = known->name;
        wanted.proposed = known->why == identity::Why::Proposed;
    } else {
        wanted.unmapped_reason = "the catalog does not know " + wanted.package->text();
    }
    return wanted;
}

Wanted wanted_trace(const identity::Catalog& catalog, const Trace& trace, const std::string& os) {
    Wanted wanted;
    wanted.version = trace.version;
    wanted.name = trace.name;
    if (const auto known = catalog.recognise(trace, os)) {
        wanted.software = known->software;
        wanted.name = known->name;
    } else {
        wanted.unmapped_reason = "no rule of the catalog fits this entry";
    }
    return wanted;
}

/// What is on Flathub or a cask of Homebrew has windows; the rest belongs to the command line.
bool is_desktop(const identity::Software& software) {
    return std::any_of(software.packages.begin(), software.packages.end(), [](const auto& group) {
        if (group.installer.text == "flatpak") return true;
        return std::any_of(group.packages.begin(), group.packages.end(), [](const auto& package) {
            return package.id.text.starts_with("cask:");
        });
    });
}

class Builder {
public:
    Builder(Context& context, const identity::Catalog& catalog, const PlanRequest& request)
        : context_(context), catalog_(catalog), request_(request) {
        input_.from = request.from;
        input_.to = request.to.empty() ? context.device().name : request.to;
        input_.wanted = request.wanted;
        input_.preference = request.preference;
    }

    Report<Plan> build() {
        auto local = context_.installers().inventory({});
        report_.add(std::move(local.problems));
        for (const auto& installer : local.value)
            note_present(installer);
        for (const auto& package : depot_packages(context_.files(), context_.paths()))
            present_.try_emplace(SoftwareId{package.id.text},
                                 PlanPackage{{depot_installer(), package.id}, package.version});
        give_unknown_packages_their_own_identity();
        for (const auto& wanted : request_software())
            consider(wanted);
        look_up();
        report_.value = planner::make_plan(input_);
        for (auto& line : report_.value.lines)
            hide_own_identity(line);
        return std::move(report_);
    }

private:
    void note_present(const InstallerInventory& inventory) {
        available_.insert(inventory.installer);
        for (const auto& package : inventory.packages) {
            if (planner::asked_for(package)) input_.used.insert(inventory.installer);
            const PackageRef ref{inventory.installer, package.id};
            const PlanPackage here{ref, package.version};
            here_by_ref_[ref] = here;
            if (const auto known = catalog_.recognise(ref))
                present_.try_emplace(known->software, here);
        }
        for (const auto& trace : inventory.traces) {
            if (const auto known = catalog_.recognise(trace, context_.device().os))
                traces_.insert(known->software);
        }
    }

    void give_unknown_packages_their_own_identity() {
        for (auto& wanted : input_.wanted) {
            if (wanted.software || !wanted.package ||
                !available_.contains(wanted.package->installer))
                continue;
            wanted.software = own_identity(*wanted.package);
            auto& here = input_.here[*wanted.software];
            const auto found = here_by_ref_.find(*wanted.package);
            if (found != here_by_ref_.end()) here.present = found->second;
            here.declined = request_.declined.contains(*wanted.software);
            here.installers_known = {wanted.package->installer.text};
            here.counterparts = {{*wanted.package, false, {}}};
        }
    }

    std::set<SoftwareId> request_software() const {
        std::set<SoftwareId> all;
        for (const auto& wanted : input_.wanted) {
            if (!wanted.software || is_own_identity(*wanted.software)) continue;
            all.insert(*wanted.software);
            const auto software = catalog_.find(*wanted.software);
            if (software) all.insert(software->like.begin(), software->like.end());
        }
        return all;
    }

    void consider(const SoftwareId& id) {
        auto& here = input_.here[id];
        const auto present = present_.find(id);
        if (present != present_.end()) here.present = present->second;
        here.present_as_trace = traces_.contains(id);
        here.declined = request_.declined.contains(id);
        ask_depot(id, here);
        const auto software = catalog_.find(id);
        if (!software) return;
        here.like = software->like;
        here.desktop = is_desktop(*software);
        for (const auto& [installer, packages] : software->packages) {
            here.installers_known.push_back(installer.text);
            if (!available_.contains(installer)) continue;
            for (const auto& package :
                 identity::fitting_packages(*software, installer, context_.device()))
                here.counterparts.push_back(
                    {PackageRef{installer, package.id}, software->proposed, package.needs});
        }
    }

    void ask_depot(const SoftwareId& id, SoftwareHere& here) {
        std::vector<depot::Offer> offers;
        for (const auto& file : request_.depot)
            if (file.manifest.software == id.text) offers.push_back(offer_of(file.manifest));
        if (offers.empty()) return;
        const auto choice = depot::choose(offers, target_of(context_.device()));
        if (!choice) {
            here.depot_words = choice.error().message;
            return;
        }
        here.depot = PlanPackage{{depot_installer(), {id.text}}, choice->offer.version};
        for (const auto& file : request_.depot)
            if (offer_of(file.manifest) == choice->offer)
                here.depot_words = "added by " + file.author;
    }

    /// One call per installer, for everything that is not here yet.
    void look_up() {
        std::map<InstallerId, std::set<NativeId>> questions;
        for (const auto& [id, here] : input_.here) {
            if (here.present) continue;
            for (const auto& counterpart : here.counterparts)
                questions[counterpart.ref.installer].insert(counterpart.ref.id);
        }
        for (const auto& [installer, ids] : questions) {
            const auto offers = context_.installers().look_up(installer, {ids.begin(), ids.end()});
            if (!offers) {
                input_.not_asked.insert(installer);
                report_.problems.push_back({installer.text, offers.error().message,
                                            "what it offers is not known; run ferry doctor",
                                            offers.error().code});
                continue;
            }
            for (const auto& offer : *offers)
                input_.offers[PackageRef{installer, offer.id}] = offer;
        }
    }

    static void hide_own_identity(PlanLine& line) {
        if (!line.software || !is_own_identity(*line.software)) return;
        line.software.reset();
        if (line.kind == LineKind::NoCounterpart) line.kind = LineKind::Unmapped;
        if (line.reason.empty())
            line.reason = "not in the catalog; the same id under the same installer";
    }

    Context& context_;
    const identity::Catalog& catalog_;
    const PlanRequest& request_;
    PlanInput input_;
    Report<Plan> report_;
    std::set<InstallerId> available_;
    std::map<PackageRef, PlanPackage> here_by_ref_;
    std::map<SoftwareId, PlanPackage> present_;
    std::set<SoftwareId> traces_;
};

} // namespace

std::vector<Wanted> wanted_from(const identity::Catalog& catalog,
                                const std::vector<InstallerInventory>& inventories,
                                const std::string& os) {
    std::vector<Wanted> wanted;
    for (const auto& inventory : inventories) {
        for (const auto& package : inventory.packages) {
            if (planner::asked_for(package))
                wanted.push_back(wanted_package(catalog, inventory.installer, package));
        }
        for (const auto& trace : inventory.traces)
            wanted.push_back(wanted_trace(catalog, trace, os));
    }
    return wanted;
}

Report<Plan> build_plan(Context& context, const identity::Catalog& catalog,
                        const PlanRequest& request) {
    return Builder(context, catalog, request).build();
}

} // namespace ferry::cli
