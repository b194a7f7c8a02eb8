// /v1/changes: at once, or parked until there is something.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

#include <algorithm>

namespace ferry::server {
namespace {

constexpr std::uint64_t kLongestWait = 60; // seconds

} // namespace

void Api::add_change_routes() {
    router_.add({"GET", "/v1/changes", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto since = query_number(request, "since");
                     const auto wait = query_number(request, "wait");
                     if (!since || !wait)
                         return problem_response(
                             {400, "bad-request", "since and wait are whole numbers from 0"});
                     const auto state = request.query.find("state");
                     const auto seen = signal_.count(caller.account); // before looking
                     const auto changes = changes_.after(
                         caller,
                         {*since, state == request.query.end() ? std::string() : state->second});
                     if (const auto* refused = std::get_if<Refusal>(&changes))
                         return problem_response(*refused);
                     const auto& found = std::get<std::optional<protocol::Changes>>(changes);
                     if (found) return with_body(request, 200, protocol::encode(*found));
                     Response nothing{304, ""};
                     if (*wait > 0)
                         nothing.park = Park{caller.account, seen,
                                             std::chrono::seconds(std::min(*wait, kLongestWait))};
                     return nothing;
                 }});
}

} // namespace ferry::server
