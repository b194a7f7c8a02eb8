// Refusals as problem documents (RFC 9457).
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "server/http/request.hpp"

#include <nlohmann/json.hpp>

namespace ferry::server {

Response problem_response(const Refusal& refusal) {
    nlohmann::json document = {
        {"status", refusal.status}, {"title", refusal.title}, {"detail", refusal.detail}};
    if (!refusal.head.empty())
        document["head"] = nlohmann::json::parse(refusal.head, nullptr, false);
    Response response{refusal.status, dump_json(document), "application/problem+json"};
    response.cause = refusal.cause;
    if (refusal.status == 503 || refusal.status == 429) response.headers["Retry-After"] = "2";
    return response;
}

} // namespace ferry::server
