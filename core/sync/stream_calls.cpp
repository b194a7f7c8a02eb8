// /v1/devices/ID/streams, /v1/history, /v1/holders, /v1/changes
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/calls.hpp"
#include "core/sync/escaped.hpp"

#include <chrono>
#include <utility>

namespace ferry::sync {
namespace {

constexpr std::chrono::seconds kLargeBody{120}; // over a slow line

std::string path_of(const StreamName& stream) {
    return "/v1/devices/" + escaped(stream.device) + "/streams/" + escaped(stream.installer.text);
}

} // namespace

Result<std::vector<protocol::StreamHead>> stream_heads(Connection& server,
                                                       const std::string& device) {
    return message_in<std::vector<protocol::StreamHead>>(
        server.ask({"GET", "/v1/devices/" + escaped(device) + "/streams"}));
}

Result<std::optional<protocol::Snapshot>> snapshot(Connection& server, const StreamName& stream,
                                                   const std::string& known_hash) {
    Call call{"GET", path_of(stream)};
    call.known_hash = known_hash;
    call.limit = kLargeBody;
    const auto answer = server.ask(call);
    if (answer && answer->status == 304) return std::optional<protocol::Snapshot>();
    auto message = message_in<protocol::Snapshot>(answer);
    if (!message) return message.error();
    return std::optional(std::move(*message));
}

Result<Answer> send_write(Connection& server, const std::string& device,
                          const state::PendingWrite& write) {
    const bool delta = write.kind == state::WriteKind::Delta;
    const auto path = path_of({device, write.installer});
    Call call{delta ? "POST" : "PUT", delta ? path + "/deltas" : path, write.body, true};
    call.idempotency_key = write.idempotency_key;
    call.limit = kLargeBody;
    return server.ask(call);
}

Result<void> remove_stream(Connection& server, const StreamName& stream) {
    const auto answer = server.ask({"DELETE", path_of(stream)});
    if (!answer) return answer.error();
    if (answer->good() || answer->status == 404) return {}; // gone is gone
    return error_of(*answer);
}

Result<std::vector<protocol::RemovedPackage>> history(Connection& server, const std::string& device,
                                                      std::size_t limit) {
    return message_in<std::vector<protocol::RemovedPackage>>(server.ask(
        {"GET", "/v1/history?device=" + escaped(device) + "&limit=" + std::to_string(limit)}));
}

Result<std::vector<protocol::Holder>> holders(Connection& server, const PackageRef& package) {
    return message_in<std::vector<protocol::Holder>>(
        server.ask({"GET", "/v1/holders?installer=" + escaped(package.installer.text) +
                               "&id=" + escaped(package.id.text)}));
}

Result<ChangesAnswer> changes(Connection& server, std::uint64_t since, const std::string& state,
                              const Patience& patience) {
    Call call{"GET", "/v1/changes?since=" + std::to_string(since) + "&state=" + state};
    if (patience.time.count() > 0) call.target += "&wait=" + std::to_string(patience.time.count());
    call.limit += patience.time;
    call.give_up = patience.give_up;
    const auto answer = server.ask(call);
    if (answer && answer->status == 304) return ChangesAnswer{};
    if (answer && answer->status == 410) return ChangesAnswer{ChangesOutcome::UnknownSequence};
    auto message = message_in<protocol::Changes>(answer);
    if (!message) return message.error();
    return ChangesAnswer{ChangesOutcome::Some, std::move(*message)};
}

} // namespace ferry::sync
