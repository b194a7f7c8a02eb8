// Which packages of this device's installers could stand for one software, and which is best.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/planner/planner.hpp"

#include <cstddef>
#include <vector>

namespace ferry::planner {

struct Candidate {
    PlanPackage package;
    bool proposed = false;
    bool asked = true;                // false: its installer could not be asked
    std::vector<std::string> needs{}; // not known to be there already
    std::size_t rank = 0;             // of its installer; equal ranks are equally good
};

/// What can be had, best first: offered before not asked, confirmed before proposed, then by the
/// preference of installers, then in the order of the entry.
std::vector<Candidate> candidates(const SoftwareHere& here, const PlanInput& input);

/// Whether another installer's package is as good as the first, so that a person has to choose.
bool undecided(const std::vector<Candidate>& candidates);

/// Why a software without candidates has none, in words.
std::string why_none(const SoftwareHere& here, const PlanInput& input);

/// What would have to be added first for counterparts that are not offered now; each once.
std::vector<std::string> missing_needs(const SoftwareHere& here);

} // namespace ferry::planner
