// /v1/requests
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

namespace ferry::server {

void Api::add_request_routes() {
    router_.add({"GET", "/v1/requests", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto device = request.query.find("device");
                     return answer(request, 200,
                                   requests_.list(caller, device == request.query.end()
                                                              ? std::string()
                                                              : device->second));
                 }});
    router_.add({"POST", "/v1/requests", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto sent = body_message<protocol::SignedHeader>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&sent))
                         return problem_response(*bad);
                     return answer(request, 201,
                                   requests_.add(caller, std::get<protocol::SignedHeader>(sent)));
                 }});
    router_.add({"GET", "/v1/requests/{request}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, requests_.show(caller, path[0]));
                 }});
    router_.add({"POST", "/v1/requests/{request}/result", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     const auto sent = body_message<protocol::SignedHeader>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&sent))
                         return problem_response(*bad);
                     return answer(
                         request, 200,
                         requests_.answer(caller, path[0], std::get<protocol::SignedHeader>(sent)));
                 }});
    router_.add({"DELETE", "/v1/requests/{request}", false,
                 [this](const Request&, const Captures& path, const Caller& caller) {
                     return answer_nothing(requests_.withdraw(caller, path[0]));
                 }});
}

} // namespace ferry::server
