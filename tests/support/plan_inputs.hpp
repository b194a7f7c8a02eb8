// Builds what the planner is asked, in the words of a test.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/planner/planner.hpp"

#include <string>

namespace ferry::testing {

inline PackageRef ref(const std::string& text) {
    return *parse_package_ref(text);
}

inline planner::Wanted wanted(const std::string& package, const std::string& software) {
    planner::Wanted one;
    one.package = ref(package);
    one.name = software;
    one.software = SoftwareId{software};
    return one;
}

/// An input in which one software is wanted and nothing is known about it here.
inline planner::PlanInput wanting(const std::string& package, const std::string& software) {
    planner::PlanInput input;
    input.from = "office-pc";
    input.to = "laptop";
    input.wanted = {wanted(package, software)};
    input.here[{software}].installers_known = {"winget"};
    return input;
}

inline void offer(planner::PlanInput& input, const std::string& package,
                  const std::string& version) {
    const auto which = ref(package);
    input.offers[which] = Offer{which.id, version, {}};
}

/// A counterpart that its installer offers.
inline void add_offered(planner::PlanInput& input, const std::string& software,
                        const std::string& package, const std::string& version = "1") {
    input.here[{software}].counterparts.push_back({ref(package), false, {}});
    offer(input, package, version);
}

} // namespace ferry::testing
