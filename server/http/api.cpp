// From a request to its handler, past authentication and limits.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

#include <utility>

namespace ferry::server {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr UnixMillis kBetweenCleanings = 3'600'000;

Response too_many(int seconds) {
    auto response = problem_response(
        {429, "rate-limited", "too many requests; try again in " + std::to_string(seconds) + " s"});
    response.headers["Retry-After"] = std::to_string(seconds);
    return response;
}

} // namespace

Api::Api(Store& store, ChangeSignal& signal, const Clock& clock, Random random,
         const ApiOptions& options)
    : store_(store), signal_(signal), clock_(clock), options_(options),
      accounts_({store, signal, activity_, clock, random, options.origins}),
      keys_({store, signal, activity_, clock, random, options.origins}, accounts_),
      pairings_({store, signal, activity_, clock, random, options.origins}, accounts_),
      devices_(store, signal, activity_, clock, random), streams_(store, signal, clock),
      changes_(store), bundles_(store, signal, clock), requests_(store, signal, clock),
      audit_(store, clock), login_limit_(clock, {options.login_burst, 1 / 60.0}),
      device_limit_(clock, {options.device_requests_per_minute / 4 + 1,
                            options.device_requests_per_minute / 60}) {
    add_account_routes();
    add_key_routes();
    add_pairing_routes();
    add_device_routes();
    add_stream_routes();
    add_change_routes();
    add_bundle_routes();
    add_request_routes();
    add_operator_routes();
    add_audit_routes();
    if (options_.blobs != nullptr)
        depot_.emplace(store, signal, *options_.blobs, clock, options_.depot_quota);
    if (depot_) add_depot_routes();
}

Response Api::handle(const Request& request) {
    auto response = dispatch(request);
    counts_.at(static_cast<std::size_t>(response.status / 100) % counts_.size())++;
    return response;
}

Result<void> Api::keep_house() {
    const auto written = accounts_.write_activity();
    if (!written) return written.error();
    if (clock_.now() < next_cleaning_) return {};
    next_cleaning_ = clock_.now() + kBetweenCleanings;
    if (const auto done = requests_.forget_old(); !done) return done;
    if (const auto done = streams_.forget_old(); !done) return done;
    if (const auto done = audit_.forget_old(); !done || !depot_) return done;
    return depot_->keep_house();
}

Response Api::dispatch(const Request& request) {
    const auto match = router_.find(request);
    if (match.route == nullptr) {
        if (match.path_known)
            return problem_response(
                {405, "wrong-method", "this path does not take " + request.method});
        return problem_response(
            {404, "not-found", "there is no such path; the API begins with /v1/"});
    }
    if (match.route->open) return match.route->handle(request, match.captures, {});
    const auto caller = authenticated(request.header("authorization"));
    if (const auto* refused = std::get_if<Refusal>(&caller)) return problem_response(*refused);
    const auto& who = std::get<Caller>(caller);
    if (const int seconds = device_limit_.seconds_to_wait(who.device)) return too_many(seconds);
    return match.route->handle(request, match.captures, who);
}

bool Api::may_send_large(const std::string& method, const std::vector<std::string>& path,
                         const std::string& authorization) {
    return takes_large_body(method, path) &&
           std::holds_alternative<Caller>(authenticated(authorization));
}

Served<Caller> Api::authenticated(const std::string& authorization) {
    if (!authorization.starts_with(kBearer))
        return Refusal{401, "not-logged-in", "this needs a token; run ferry login"};
    return accounts_.authenticate(authorization.substr(kBearer.size()));
}

} // namespace ferry::server
