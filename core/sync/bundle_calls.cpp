// /v1/bundles, /v1/keys
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/bundle_calls.hpp"

#include "core/sync/escaped.hpp"

namespace ferry::sync {
namespace {

constexpr std::chrono::minutes kLong{10}; // for a bundle on a slow line

} // namespace

Result<std::vector<protocol::DeviceKeys>> device_keys(Connection& server) {
    return message_in<std::vector<protocol::DeviceKeys>>(server.ask({"GET", "/v1/keys"}));
}

Result<void> put_device_keys(Connection& server, const protocol::DeviceKeys& keys) {
    const auto answer = server.ask(
        {"PUT", "/v1/devices/" + escaped(keys.device_id) + "/keys", protocol::encode(keys)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return {};
}

Result<std::vector<protocol::BundleHead>> bundle_heads(Connection& server) {
    return message_in<std::vector<protocol::BundleHead>>(server.ask({"GET", "/v1/bundles"}));
}

Result<std::vector<protocol::BundleRevision>> bundle_history(Connection& server,
                                                             const std::string& bundle) {
    return message_in<std::vector<protocol::BundleRevision>>(
        server.ask({"GET", "/v1/bundles/" + escaped(bundle)}));
}

Result<protocol::Envelope> bundle_revision(Connection& server, const std::string& bundle,
                                           const std::string& hash) {
    Call call{"GET", "/v1/bundles/" + escaped(bundle) + "/" + escaped(hash)};
    call.limit = kLong;
    const auto answer = server.ask(call);
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    auto envelope = protocol::to_envelope(answer->body);
    if (!envelope) return envelope.error().under("the server's answer");
    return envelope;
}

Result<protocol::BundleStored> add_bundle(Connection& server, const std::string& bundle,
                                          const protocol::Envelope& envelope) {
    Call call{"POST", "/v1/bundles/" + escaped(bundle), protocol::to_bytes(envelope)};
    call.limit = kLong;
    call.idempotency_key = "content"; // the same bytes are the same revision
    return message_in<protocol::BundleStored>(server.ask(call));
}

} // namespace ferry::sync
