// From a request to what would be done here: the plan of ferry apply, with the depot as it is now.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/depot_installer.hpp"
#include "core/cli/plan_builder.hpp"
#include "core/cli/request_answer.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {
namespace {

using protocol::ItemOutcome;
using protocol::RequestItem;

/// Asked for now: an answer is final, so what the last sync saw will not do.
Result<Report<std::vector<state::KnownDepotFile>>> depot_files(Context& context) {
    auto desk = DepotDesk::open(context);
    if (!desk) return desk.error();
    Report<std::vector<state::KnownDepotFile>> report;
    auto list = desk->depot.list("");
    if (!list && list.error().code == Code::NotFound) return report; // an older server
    if (!list) return list.error();
    for (auto& file : list->files)
        report.value.push_back({file.id, std::move(file.manifest), std::move(file.author)});
    for (const auto& refused : list->refused)
        report.problems.push_back({"depot", refused.id.substr(0, 12) + ": " + refused.reason,
                                   "no plan offers this file", Code::Denied});
    return report;
}

bool installs(LineKind kind) {
    return kind == LineKind::Install || kind == LineKind::Unconfirmed || kind == LineKind::Choose ||
           kind == LineKind::Depot;
}

/// Makes the items of one request; asks the installers once.
class Planner {
public:
    Planner(Context& context, const identity::Catalog& catalog, const sync::Request& request)
        : context_(context), catalog_(catalog), request_(request) {}

    Report<RequestPlan> plan(std::vector<state::KnownDepotFile> depot) {
        wish_.from = request_.from;
        wish_.depot = std::move(depot);
        for (const auto& item : request_.header.items)
            if (item.installer.empty()) wish_.wanted.push_back(wanted_software(item));
        auto software = build_plan(context_, catalog_, wish_);
        plan_ = std::move(software.value);
        here_ = WithDepot(context_).inventory({}).value;
        Report<RequestPlan> report;
        report.add(std::move(software.problems));
        for (const auto& item : request_.header.items)
            report.value.items.push_back(item.installer.empty() ? of_software(item)
                                                                : of_package(item));
        report.value.sure = sure_;
        return report;
    }

private:
    static planner::Wanted wanted_software(const RequestItem& item) {
        planner::Wanted wanted;
        wanted.name = item.software;
        wanted.software = SoftwareId{item.software};
        return wanted;
    }

    ItemOutcome of_package(const RequestItem& item) const {
        const PackageRef ref{{item.installer}, {item.id}};
        for (const auto& inventory : here_) {
            for (const auto& package : inventory.packages) {
                if (PackageRef{inventory.installer, package.id} == ref && !package.broken)
                    return {item.text(), kPresent, package.version};
            }
        }
        return {item.text(), kPending, ref.text()};
    }

    ItemOutcome of_software(const RequestItem& item) {
        const auto line = std::find_if(plan_.lines.begin(), plan_.lines.end(), [&](const auto& l) {
            return l.software && l.software->text == item.software;
        });
        if (line == plan_.lines.end()) return {item.text(), kFailed, "no plan has it"};
        if (line->kind == LineKind::Present)
            return {item.text(), kPresent, line->to ? line->to->ref.text() : line->reason};
        PlanPackage to;
        if (line->to)
            to = *line->to;
        else if (!line->choices.empty())
            to = line->choices.front();
        if (!installs(line->kind) || to.ref.id.empty())
            return {item.text(), kFailed, why_not(*line)};
        sure_ = sure_ && line->ticked;
        return {item.text(), kPending, to.ref.text()};
    }

    std::string why_not(const PlanLine& line) const {
        const bool in_depot =
            std::any_of(wish_.depot.begin(), wish_.depot.end(), [&](const auto& file) {
                return file.manifest.software == line.software->text;
            });
        if (!in_depot && !catalog_.find(*line.software))
            return "the catalog there does not know it; ferry catalog update may help";
        return line.reason.empty() ? "no installer there has it" : line.reason;
    }

    Context& context_;
    const identity::Catalog& catalog_;
    const sync::Request& request_;
    PlanRequest wish_;
    Plan plan_;
    std::vector<InstallerInventory> here_;
    bool sure_ = true;
};

} // namespace

Result<Report<RequestPlan>> plan_request(Context& context, const sync::Request& request) {
    const auto catalog = context.catalog();
    if (!catalog) return catalog.error();
    auto depot = depot_files(context);
    if (!depot) return depot.error().under("depot");
    auto report = Planner(context, **catalog, request).plan(std::move(depot->value));
    report.add(std::move(depot->problems));
    return report;
}

} // namespace ferry::cli
