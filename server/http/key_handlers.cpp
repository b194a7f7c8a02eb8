// /v1/account/..., /v1/recovery: changing, recovering and ending.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

namespace ferry::server {

void Api::add_key_routes() {
    using Change = Served<Nothing> (KeyService::*)(const Caller&, const protocol::KeyChange&);
    const auto taking = [this](Change change, BodyLimit limit = kControlBody) {
        return [this, change, limit](const Request& request, const Captures&,
                                     const Caller& caller) {
            const auto message = body_message<protocol::KeyChange>(request, limit);
            if (const auto* bad = std::get_if<Refusal>(&message)) return problem_response(*bad);
            return answer_nothing((keys_.*change)(caller, std::get<protocol::KeyChange>(message)));
        };
    };
    router_.add({"PUT", "/v1/account/password", false, taking(&KeyService::put_password)});
    router_.add(
        {"PUT", "/v1/account/recovery-code", false, taking(&KeyService::put_recovery_code)});
    router_.add({"PUT", "/v1/account/recovered", false, taking(&KeyService::put_recovered)});
    router_.add(
        {"PUT", "/v1/account/rotation", false, taking(&KeyService::put_rotation, kRotationBody)});
    router_.add({"GET", "/v1/account/rotations", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200, keys_.rotations(caller));
                 }});
    const auto remove = taking(&KeyService::remove_account);
    router_.add(
        {"DELETE", "/v1/account", false,
         [this, remove](const Request& request, const Captures& path, const Caller& caller) {
             auto response = remove(request, path, caller);
             // What cannot be removed now, housekeeping removes.
             if (depot_ && response.status == 204) (void)depot_->sweep(caller.account);
             return response;
         }});
    router_.add({"POST", "/v1/recovery/challenge", true,
                 [this](const Request& request, const Captures&, const Caller&) {
                     return give_challenge(request);
                 }});
    // Not counted again: without a challenge, which was counted, it cannot succeed.
    router_.add(
        {"POST", "/v1/recovery", true,
         [this](const Request& request, const Captures&, const Caller&) {
             const auto message = body_message<protocol::LoginRequest>(request, kControlBody);
             if (const auto* bad = std::get_if<Refusal>(&message)) return problem_response(*bad);
             return answer(request, 200, keys_.recover(std::get<protocol::LoginRequest>(message)));
         }});
}

} // namespace ferry::server
