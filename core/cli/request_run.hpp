// Carrying a request of another device out, at most once, whatever dies in between.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/apply.hpp"
#include "core/protocol/requests.hpp"
#include "core/sync/requests.hpp"

#include <ferry/result.hpp>

#include <functional>
#include <string>
#include <vector>

namespace ferry::cli {

// How an item of a request ended.
inline constexpr const char* kInstalled = "installed";
inline constexpr const char* kPresent = "present";
inline constexpr const char* kFailed = "failed";
inline constexpr const char* kRefused = "refused";
inline constexpr const char* kPending = "pending"; // of drafts: to be installed; detail: package

/// What is to be done here, item by item.
struct RequestPlan {
    std::vector<protocol::ItemOutcome> items; // pending, or how it ends without a run
    bool sure = true; // false: a person has to look, since the catalog does not decide
};
std::vector<host::ActionRequest> actions_of(const RequestPlan& plan);

/// Lends the account's requests for one piece of work; in between the account is free for others.
using WithRequests =
    std::function<Result<void>(const std::function<Result<void>(sync::RequestStore&)>&)>;

struct RequestRunParts {
    WithRequests with_requests;
    apply::Parts apply; // the run lock is held
    apply::Events events{};
};

/// Remembers, runs, answers. One that was begun before is not begun again: the journal says what
/// became of it, and what is left is finished, unless it has a fault by now. Returns how each item
/// ended. Errors: Denied (a fault, or answered before: nothing was run), Cancelled (the next call
/// goes on), Io, and those of the network, after which the answer is signed and sent by the next
/// call.
Result<std::vector<protocol::ItemOutcome>>
carry_out(const RequestRunParts& parts, const sync::Request& request, const RequestPlan& plan);

/// Answers without running anything. Errors: Conflict (it was begun), and as above.
Result<void> refuse(const WithRequests& with_requests, const sync::Request& request,
                    const std::string& why);

} // namespace ferry::cli
