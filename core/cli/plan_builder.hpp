// Gathers what the planner needs: the other side's software, this device's, and what is on offer
// here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/cli/context.hpp"
#include "core/model/plan.hpp"
#include "core/planner/planner.hpp"
#include "core/state/depot_memory.hpp"

#include <set>
#include <string>
#include <vector>

namespace ferry::cli {

/// The other side, recognised. By default only what a person asked for there.
std::vector<planner::Wanted> wanted_from(const identity::Catalog& catalog,
                                         const std::vector<InstallerInventory>& inventories,
                                         const std::string& os);

struct PlanRequest {
    std::string from;
    std::vector<planner::Wanted> wanted;
    std::set<SoftwareId> declined;
    std::vector<InstallerId> preference{};      // of installers, best first
    std::vector<state::KnownDepotFile> depot{}; // as the last sync saw it
    std::string to{}; // this device's name in the account; empty: as the machine calls itself
};

/// Asks every installer here, so it may take a second. What an installer could not say is a problem
/// of the report and a reason in its lines.
Report<Plan> build_plan(Context& context, const identity::Catalog& catalog,
                        const PlanRequest& request);

} // namespace ferry::cli
