// /v1/bundles, /v1/keys
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

#include <algorithm>

namespace ferry::server {
namespace {

Response answer_bytes(const Served<std::string>& served) {
    if (const auto* refused = std::get_if<Refusal>(&served)) return problem_response(*refused);
    return {200, std::get<std::string>(served), "application/octet-stream"};
}

/// What clients make: 64 hexadecimal digits.
bool is_bundle_name(const std::string& text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

bool Api::takes_large_body(const std::string& method, const std::vector<std::string>& path) {
    if (path.size() == 4 && method == "PUT")
        return path[0] == "v1" && path[1] == "depot" && path[2] == "uploads";
    return method == "POST" && path.size() == 3 && path[0] == "v1" && path[1] == "bundles";
}

void Api::add_bundle_routes() {
    router_.add({"GET", "/v1/keys", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200, bundles_.keys(caller));
                 }});
    router_.add({"PUT", "/v1/devices/{id}/keys", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     const auto keys = body_message<protocol::DeviceKeys>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&keys))
                         return problem_response(*bad);
                     return answer_nothing(
                         bundles_.put_keys(caller, path[0], std::get<protocol::DeviceKeys>(keys)));
                 }});
    router_.add({"GET", "/v1/bundles", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200, bundles_.heads(caller));
                 }});
    router_.add({"GET", "/v1/bundles/{name}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, bundles_.history(caller, path[0]));
                 }});
    router_.add({"GET", "/v1/bundles/{name}/{hash}", false,
                 [this](const Request&, const Captures& path, const Caller& caller) {
                     return answer_bytes(bundles_.body(caller, path[0], path[1]));
                 }});
    router_.add({"POST", "/v1/bundles/{name}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     if (!is_bundle_name(path[0]))
                         return problem_response(
                             {400, "bad-request", "a bundle's name has 64 hexadecimal digits"});
                     return answer(request, 201, bundles_.add(caller, path[0], request.body));
                 }});
}

} // namespace ferry::server
