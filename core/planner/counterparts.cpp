// Weighing counterparts against what the installers said they offer.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/counterparts.hpp"

#include "core/base/text.hpp"
#include "core/planner/preference.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace ferry::planner {
namespace {

auto sort_key(const Candidate& candidate) {
    return std::tie(candidate.proposed, candidate.rank, candidate.package.ref.installer);
}

} // namespace

std::vector<Candidate> candidates(const SoftwareHere& here, const PlanInput& input) {
    std::vector<Candidate> found;
    for (const auto& counterpart : here.counterparts) {
        Candidate candidate{{counterpart.ref, {}},
                            counterpart.proposed,
                            true,
                            {},
                            rank_of(counterpart.ref.installer, here.desktop, input)};
        const auto offer = input.offers.find(counterpart.ref);
        if (offer != input.offers.end()) {
            // Offered now, so whatever it needs has been added already.
            candidate.package.version = offer->second.version;
        } else if (input.not_asked.contains(counterpart.ref.installer)) {
            candidate.asked = false;
            candidate.needs = counterpart.needs;
        } else {
            continue;
        }
        found.push_back(std::move(candidate));
    }
    std::stable_sort(found.begin(), found.end(), [](const Candidate& left, const Candidate& right) {
        if (left.asked != right.asked) return left.asked;
        return sort_key(left) < sort_key(right);
    });
    return found;
}

bool undecided(const std::vector<Candidate>& candidates) {
    if (candidates.empty()) return false;
    const auto& best = candidates.front();
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
        return other.package.ref.installer != best.package.ref.installer &&
               other.asked == best.asked && other.proposed == best.proposed &&
               other.rank == best.rank;
    });
}

std::string why_none(const SoftwareHere& here, const PlanInput& input) {
    std::vector<std::string> refused;
    for (const auto& counterpart : here.counterparts) {
        if (!input.offers.contains(counterpart.ref)) refused.push_back(counterpart.ref.text());
    }
    if (!refused.empty()) return join(refused, ", ") + " is not offered here now";
    if (here.installers_known.empty()) return "the catalog knows no package of it";
    return "the catalog knows it only under " + join(here.installers_known, ", ");
}

std::vector<std::string> missing_needs(const SoftwareHere& here) {
    std::vector<std::string> needs;
    for (const auto& counterpart : here.counterparts) {
        for (const auto& need : counterpart.needs) {
            if (std::find(needs.begin(), needs.end(), need) == needs.end()) needs.push_back(need);
        }
    }
    return needs;
}

} // namespace ferry::planner
