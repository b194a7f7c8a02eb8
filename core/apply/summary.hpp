// How a run went, step by step.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/action.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ferry::apply {

struct StepOutcome {
    Action action = Action::Install;
    PackageRef package;
    Outcome outcome; // message: the tool's own words
};

struct Start {
    std::int64_t run = 0;
    std::string title;
    std::vector<StepOutcome> steps; // what will be done; outcomes empty
    bool resumed = false;
};

struct Summary {
    std::int64_t run = 0;
    std::string title;
    std::vector<StepOutcome> outcomes; // of every step of the run, in the order asked
    std::vector<Problem> problems;     // about the run itself: the journal, an inventory
    bool cancelled = false;
    bool resumable = false; // some step can still be finished by resume

    std::size_t succeeded() const; // ok, already, needs-reboot
    std::size_t failed() const;
    bool needs_reboot() const;
};

/// Cancelled, busy, network, needs elevation: the step stays open, since a later try may work.
bool worth_another_try(ResultClass result);

} // namespace ferry::apply
