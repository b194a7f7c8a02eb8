// Answering requests of other devices: what would be done here, and what this device's policy does
// without a question.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/cli/context.hpp"
#include "core/cli/request_run.hpp"
#include "core/sync/requests.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace ferry::cli {

/// Opens the account for each piece of work. Borrows the context.
WithRequests requests_of(Context& context);

/// Software by the plan that `ferry apply` makes, packages as they are named. Asks the server what
/// the depot has. Errors: those of the network.
Result<Report<RequestPlan>> plan_request(Context& context, const sync::Request& request);

/// Takes the run lock, runs, answers. Errors: those of carry_out; Conflict (another run is alive).
Result<std::vector<protocol::ItemOutcome>>
answer_request(Context& context, const sync::Request& request, const RequestPlan& plan);

/// "laptop: git, apt:jq".
std::string request_words(const sync::Request& request);

struct PolicyAnswers {
    std::size_t carried_out = 0;
    std::size_t refused = 0;       // by "off"
    std::size_t waiting = 0;       // for a person: ferry requests answer
    std::vector<Problem> problems; // requests that are not believed, and answers that failed
};

/// For the background agent: answers what the policy allows without a question, leaves what needs
/// asking, refuses everything where requests are off. What was cut off is finished in any case.
/// Opens the account itself, so the caller must not hold it. Words go where those of `ferry
/// install` go. Errors: NotFound (not logged in), Conflict, Io, and those of the network.
Result<PolicyAnswers> answer_by_policy(Context& context);

} // namespace ferry::cli
