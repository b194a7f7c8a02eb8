// /v1/accounts, /v1/login, /v1/session, /v1/account
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

namespace ferry::server {

/// Who has no token is counted by address: a password cannot be guessed quickly, nor names.
std::optional<Response> Api::refuse_login(const Request& request) {
    const int seconds = login_limit_.seconds_to_wait(request.peer);
    if (seconds == 0) return std::nullopt;
    auto response = problem_response(
        {429, "rate-limited",
         "too many logins from here; try again in " + std::to_string(seconds) + " s"});
    response.headers["Retry-After"] = std::to_string(seconds);
    return response;
}

Response Api::give_challenge(const Request& request) {
    if (auto refused = refuse_login(request)) return *std::move(refused);
    const auto message = body_message<protocol::ChallengeRequest>(request, kControlBody);
    if (const auto* bad = std::get_if<Refusal>(&message)) return problem_response(*bad);
    return answer(request, 200, accounts_.challenge(std::get<protocol::ChallengeRequest>(message)));
}

void Api::add_account_routes() {
    router_.add({"POST", "/v1/accounts", true,
                 [this](const Request& request, const Captures&, const Caller&) {
                     if (auto refused = refuse_login(request)) return *std::move(refused);
                     const auto message =
                         body_message<protocol::RegisterRequest>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&message))
                         return problem_response(*bad);
                     return answer(
                         request, 201,
                         accounts_.register_account(std::get<protocol::RegisterRequest>(message)));
                 }});
    router_.add({"POST", "/v1/login/challenge", true,
                 [this](const Request& request, const Captures&, const Caller&) {
                     return give_challenge(request);
                 }});
    // Not counted again: without a challenge, which was counted, it cannot succeed.
    router_.add(
        {"POST", "/v1/login", true, [this](const Request& request, const Captures&, const Caller&) {
             const auto message = body_message<protocol::LoginRequest>(request, kControlBody);
             if (const auto* bad = std::get_if<Refusal>(&message)) return problem_response(*bad);
             return answer(request, 200,
                           accounts_.log_in(std::get<protocol::LoginRequest>(message)));
         }});
    router_.add({"DELETE", "/v1/session", false,
                 [this](const Request&, const Captures&, const Caller& caller) {
                     return answer_nothing(accounts_.log_out(caller));
                 }});
    router_.add({"GET", "/v1/account", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200, accounts_.who_am_i(caller));
                 }});
}

} // namespace ferry::server
