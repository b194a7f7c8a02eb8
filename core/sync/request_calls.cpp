// /v1/requests
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/request_calls.hpp"

#include "core/sync/escaped.hpp"

namespace ferry::sync {
namespace {

constexpr const char* kPath = "/v1/requests";

/// The same bytes are the same request or result.
Call repeatable(const std::string& target, const std::string& body) {
    Call call{"POST", target, body};
    call.idempotency_key = "content";
    return call;
}

} // namespace

Result<std::vector<protocol::StoredRequest>> stored_requests(Connection& server,
                                                             const std::string& device) {
    const auto filter = device.empty() ? std::string() : "?device=" + escaped(device);
    return message_in<std::vector<protocol::StoredRequest>>(server.ask({"GET", kPath + filter}));
}

Result<protocol::StoredRequest> add_request(Connection& server,
                                            const protocol::SignedHeader& request) {
    return message_in<protocol::StoredRequest>(
        server.ask(repeatable(kPath, protocol::encode(request))));
}

Result<protocol::StoredRequest> add_result(Connection& server, const std::string& id,
                                           const protocol::SignedHeader& result) {
    return message_in<protocol::StoredRequest>(server.ask(
        repeatable(std::string(kPath) + "/" + escaped(id) + "/result", protocol::encode(result))));
}

Result<void> withdraw_request(Connection& server, const std::string& id) {
    const auto answer = server.ask({"DELETE", std::string(kPath) + "/" + escaped(id)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return {};
}

} // namespace ferry::sync
