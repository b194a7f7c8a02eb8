// Asking the server as this device: token, compression, retries, problem documents.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "core/sync/parts.hpp"
#include "core/sync/transport.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace ferry::sync {

struct Call {
    std::string method;
    std::string target;
    std::string body{};            // as it goes over the wire
    bool compressed = false;       // the body is zstd
    std::string idempotency_key{}; // with one, a POST may be repeated
    std::string known_hash{};      // If-None-Match
    std::string range{};           // "bytes=A-B"; then the answer is 206 with that part
    std::chrono::milliseconds limit{std::chrono::seconds(30)};
    std::function<bool()> give_up{}; // as in HttpRequest
};

struct Answer {
    int status = 0;
    std::string body; // decoded

    bool good() const { return status / 100 == 2; }
};

/// Borrows transport and wait. One thread.
class Connection {
public:
    Connection(Transport& transport, const Wait& wait, vault::Secret token = {});
    /// Repeats what may be repeated, with growing pauses, or after the time that the server names.
    /// Any final status is an answer. Errors: those of Transport, Unavailable, Cancelled.
    Result<Answer> ask(const Call& call);

private:
    Result<HttpAnswer> send_once(const Call& call);
    Transport& transport_;
    const Wait& wait_;
    vault::Secret token_;
};

/// What the server refused, in its own words. Codes: Denied (401, 403), NotFound (404), Conflict
/// (409), BadData (other 4xx), Unavailable (429, 5xx).
Error error_of(const Answer& answer);
/// "title" of the problem document; empty where the answer is none.
std::string problem_title(const Answer& answer);

/// The message in a good answer, or the refusal.
template <typename T>
Result<T> message_in(const Result<Answer>& answer) {
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    auto message = protocol::decode<T>(answer->body);
    if (!message) return message.error().under("the server's answer");
    return message;
}

} // namespace ferry::sync
