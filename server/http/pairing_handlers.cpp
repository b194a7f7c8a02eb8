// /v1/pairings
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

namespace ferry::server {

void Api::add_pairing_routes() {
    router_.add({"POST", "/v1/pairings", true,
                 [this](const Request& request, const Captures&, const Caller&) {
                     if (auto refused = refuse_login(request)) return *std::move(refused);
                     const auto offer = body_message<protocol::PairingOffer>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&offer))
                         return problem_response(*bad);
                     return answer(request, 201,
                                   pairings_.open(std::get<protocol::PairingOffer>(offer)));
                 }});
    router_.add({"GET", "/v1/pairings/{pairing}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, pairings_.see(caller, path[0]));
                 }});
    router_.add({"PUT", "/v1/pairings/{pairing}/grant", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     const auto grant = body_message<protocol::PairingGrant>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&grant))
                         return problem_response(*bad);
                     return answer_nothing(
                         pairings_.grant(caller, path[0], std::get<protocol::PairingGrant>(grant)));
                 }});
    // Not counted: the secret cannot be guessed, and a device asks every few seconds.
    router_.add(
        {"POST", "/v1/pairings/{pairing}/collect", true,
         [this](const Request& request, const Captures& path, const Caller&) {
             const auto collect = body_message<protocol::PairingCollect>(request, kControlBody);
             if (const auto* bad = std::get_if<Refusal>(&collect)) return problem_response(*bad);
             return answer(
                 request, 200,
                 pairings_.collect(path[0], std::get<protocol::PairingCollect>(collect).secret));
         }});
}

} // namespace ferry::server
