// Counting outcomes.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/summary.hpp"

#include <algorithm>

namespace ferry::apply {

std::size_t Summary::succeeded() const {
    return static_cast<std::size_t>(
        std::count_if(outcomes.begin(), outcomes.end(), [](const StepOutcome& step) {
            return ferry::succeeded(step.outcome.result);
        }));
}

std::size_t Summary::failed() const {
    return outcomes.size() - succeeded();
}

bool Summary::needs_reboot() const {
    return std::any_of(outcomes.begin(), outcomes.end(), [](const StepOutcome& step) {
        return step.outcome.result == ResultClass::NeedsReboot;
    });
}

bool worth_another_try(ResultClass result) {
    return result == ResultClass::Cancelled || result == ResultClass::Busy ||
           result == ResultClass::Network || result == ResultClass::NeedsElevation;
}

} // namespace ferry::apply
