// Which packages a plan compares.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/planner.hpp"

namespace ferry::planner {

bool asked_for(const Package& package) {
    // Some installers keep no reasons. Leaving out all they have would be a silently empty plan.
    return package.reason != Reason::Dependency && !package.base;
}

} // namespace ferry::planner
