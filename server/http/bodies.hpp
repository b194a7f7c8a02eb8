// Bodies on the wire: compression, size limits, decoding into messages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "server/http/request.hpp"

#include <cstddef>
#include <string>
#include <variant>

namespace ferry::server {

struct BodyLimit {
    std::size_t wire = 64u << 10; // as received
    std::size_t decoded = 64u << 10;
};

inline constexpr BodyLimit kControlBody{64u << 10, 64u << 10};
inline constexpr BodyLimit kRotationBody{512u << 10, 512u << 10};
inline constexpr BodyLimit kDeltaBody{256u << 10, 2u << 20};
inline constexpr BodyLimit kSnapshotBody{1u << 20, 8u << 20};
inline constexpr std::size_t kLargestBody = 1u << 20; // on the wire, of any kind but bundles

/// The JSON text. 413 over a limit, 415 for an unknown encoding, 400 for broken zstd.
Served<std::string> body_text(const Request& request, const BodyLimit& limit);

/// 400 with what is wrong and where.
template <typename T>
Served<T> message_in(const std::string& text) {
    auto message = protocol::decode<T>(text);
    if (!message) return Refusal{400, "bad-request", "the body: " + message.error().message};
    return std::move(*message);
}

template <typename T>
Served<T> body_message(const Request& request, const BodyLimit& limit) {
    const auto text = body_text(request, limit);
    if (const auto* refused = std::get_if<Refusal>(&text)) return *refused;
    return message_in<T>(std::get<std::string>(text));
}

/// Compresses where the client takes it and it pays.
Response with_body(const Request& request, int status, std::string json);

} // namespace ferry::server
