// /v1/accounts, /v1/login, /v1/session, /v1/account, /v1/recovery
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/calls.hpp"

namespace ferry::sync {

Result<protocol::Session> register_account(Connection& server,
                                           const protocol::RegisterRequest& request) {
    return message_in<protocol::Session>(
        server.ask({"POST", "/v1/accounts", protocol::encode(request)}));
}

Result<protocol::ChallengeAnswer> challenge(Connection& server, const std::string& account) {
    return message_in<protocol::ChallengeAnswer>(server.ask(
        {"POST", "/v1/login/challenge", protocol::encode(protocol::ChallengeRequest{account})}));
}

Result<protocol::Session> log_in(Connection& server, const protocol::LoginRequest& request) {
    return message_in<protocol::Session>(
        server.ask({"POST", "/v1/login", protocol::encode(request)}));
}

Result<void> log_out(Connection& server) {
    const auto answer = server.ask({"DELETE", "/v1/session"});
    if (!answer) return answer.error();
    // A token that is unknown is as dead as it should be: perhaps the first answer was lost.
    if (answer->good() || answer->status == 401) return {};
    return error_of(*answer);
}

Result<protocol::AccountInfo> account(Connection& server) {
    return message_in<protocol::AccountInfo>(server.ask({"GET", "/v1/account"}));
}

Result<protocol::ChallengeAnswer> recovery_challenge(Connection& server,
                                                     const std::string& account) {
    return message_in<protocol::ChallengeAnswer>(server.ask(
        {"POST", "/v1/recovery/challenge", protocol::encode(protocol::ChallengeRequest{account})}));
}

Result<protocol::Session> recover(Connection& server, const protocol::LoginRequest& request) {
    return message_in<protocol::Session>(
        server.ask({"POST", "/v1/recovery", protocol::encode(request)}));
}

Result<void> put_keys(Connection& server, const std::string& what,
                      const protocol::KeyChange& change) {
    const auto answer = server.ask({"PUT", "/v1/account/" + what, protocol::encode(change)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return {};
}

Result<std::vector<protocol::Rotation>> rotations(Connection& server) {
    return message_in<std::vector<protocol::Rotation>>(
        server.ask({"GET", "/v1/account/rotations"}));
}

Result<void> remove_account(Connection& server, const protocol::KeyChange& change) {
    const auto answer = server.ask({"DELETE", "/v1/account", protocol::encode(change)});
    if (!answer) return answer.error();
    // The first answer was lost, and with the account the token went.
    if (answer->good() || problem_title(*answer) == "not-logged-in") return {};
    return error_of(*answer);
}

} // namespace ferry::sync
