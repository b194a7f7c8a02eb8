// Compares software of other devices with this one and says what would have to happen. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"
#include "core/model/plan.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ferry::planner {

/// One thing that the other side has, after recognition.
struct Wanted {
    std::optional<PackageRef> package; // none for a trace
    std::string version;
    std::string name;
    std::optional<SoftwareId> software; // none: unmapped
    std::string unmapped_reason;        // where there is no software
    bool proposed = false;              // recognised through an unconfirmed entry
};

/// A counterpart that an installer of this device could give.
struct Counterpart {
    PackageRef ref;
    bool proposed = false;
    std::vector<std::string> needs{};
};

/// What the planner has to know about one software; the caller gathers it from catalog and
/// installers.
struct SoftwareHere {
    std::optional<PlanPackage> present; // installed here already, by any installer
    bool present_as_trace = false;
    bool declined = false;                 // removed here or refused before
    std::vector<Counterpart> counterparts; // of installers that are available here, best first
    std::optional<PlanPackage> depot;      // the depot's file for this device
    std::string depot_words; // who added it, or why the depot's files do not fit; may be empty
    std::vector<std::string> installers_known; // that the catalog knows it under, on any system
    std::vector<SoftwareId> like;
    bool desktop = false; // an application with windows, not a tool of the command line
};

struct PlanInput {
    std::string from;
    std::string to;
    std::vector<Wanted> wanted;              // may name one software several times
    std::map<SoftwareId, SoftwareHere> here; // also for the software named in `like`
    std::map<PackageRef, Offer>
        offers;                      // what look_up said; a counterpart without one is not offered
    std::set<InstallerId> not_asked; // look_up failed: their counterparts stay, with a reason
    std::vector<InstallerId> preference; // what the person said, best first
    std::set<InstallerId> used;          // that gave something here that the person asked for
};

/// Deterministic: lines are sorted by kind, then name. One line per software.
Plan make_plan(const PlanInput& input);

/// Whether a package is one that a person asked for: explicit, and no part of the system itself.
bool asked_for(const Package& package);

/// "1-5 8 ^3", "1,2", "all", "none", over lines numbered from 1; empty text keeps what is ticked.
/// Errors: BadData naming the word that is not understood or the number that does not exist.
Result<std::vector<bool>> parse_ticks(const std::string& text, const std::vector<bool>& ticked);

} // namespace ferry::planner
