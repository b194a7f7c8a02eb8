// A plan as JSON: what `ferry plan --json` prints, and what a person edits and gives to apply.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/plan.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ferry::planner {

/// One line of JSON per line of the plan, so that it is easy to edit. Ends in a newline.
std::string to_json(const Plan& plan, const std::vector<Problem>& problems = {});

/// Whether a file looks like a plan rather than a foreign manifest: a JSON object with "lines".
bool looks_like_plan(std::string_view text);

/// Reads what a person may have edited, so it is strict: unknown and double keys, wrong types, ids
/// against their installer's grammar, and ticks on lines that have nothing to install are errors.
/// "problems" is not read back. Errors: BadData, "line 4 (firefox): ..." counted in "lines" from 1,
/// or line and column where it is no JSON.
Result<Plan> plan_from_json(std::string_view text);

} // namespace ferry::planner
