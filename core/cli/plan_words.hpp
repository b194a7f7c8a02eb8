// A plan for people: numbered lines that can be ticked, and what stays as it is, with its reason.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/model/plan.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ferry::cli {

/// Positions in plan.lines of what can be ticked, in the order of their numbers (from 1).
std::vector<std::size_t> tickable_lines(const Plan& plan);

std::string plan_text(const Plan& plan);
/// The ticked lines only, and how many others there are.
std::string ticked_text(const Plan& plan);

/// How --only, --except, --all and a person at the terminal change the ticks.
struct TickOptions {
    std::vector<std::string> only;   // software ids, or installer:id
    std::vector<std::string> except; // likewise
    bool all = false;                // everything that can be ticked
};

/// Errors: BadData for a name that no line has, with the nearest one.
Result<void> apply_tick_options(Plan& plan, const TickOptions& options);

/// Asks, where anything can be ticked. A line with several choices asks which one.
/// Errors: Unavailable off a terminal, naming the flag; Cancelled.
Result<void> ask_for_ticks(Plan& plan, Context& context);

} // namespace ferry::cli
