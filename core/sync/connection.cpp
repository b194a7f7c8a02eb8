// Asking, repeating, and reading refusals.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/connection.hpp"

#include "core/protocol/compression.hpp"
#include "core/sync/retry.hpp"

#include <cstddef>
#include <utility>

namespace ferry::sync {
namespace {

constexpr std::size_t kLargestDecoded = 64u << 20;

Result<Answer> decoded(HttpAnswer answer) {
    const auto coding = answer.headers.find("content-encoding");
    if (coding == answer.headers.end()) return Answer{answer.status, std::move(answer.body)};
    if (coding->second != "zstd")
        return Error{Code::BadData,
                     "the server's answer is encoded as \"" + coding->second + "\", not as zstd"};
    auto text = protocol::decompress(answer.body, kLargestDecoded);
    if (!text) return Error{Code::BadData, "the server's answer: " + text.error().message};
    return Answer{answer.status, std::move(*text)};
}

/// What the person can do about a server that cannot be reached.
Error with_advice(const Error& error) {
    if (error.code != Code::Network && error.code != Code::TimedOut) return error;
    return Error{error.code, error.message + "; nothing is lost, try again when the server can be "
                                             "reached"};
}

Code code_of(int status) {
    switch (status) {
    case 401:
    case 403:
        return Code::Denied;
    case 404:
        return Code::NotFound;
    case 409:
        return Code::Conflict;
    case 429:
        return Code::Unavailable;
    default:
        return status / 100 == 5 ? Code::Unavailable : Code::BadData;
    }
}

} // namespace

Connection::Connection(Transport& transport, const Wait& wait, vault::Secret token)
    : transport_(transport), wait_(wait), token_(std::move(token)) {}

Result<HttpAnswer> Connection::send_once(const Call& call) {
    HttpRequest request{call.method, call.target, {}, call.body, call.limit, call.give_up};
    auto& headers = request.headers;
    if (!token_.empty())
        headers.emplace_back("Authorization", "Bearer " + std::string(token_.view()));
    // Only where an answer may be large: an unchanged sync counts its bytes.
    if (call.method == "GET") headers.emplace_back("Accept-Encoding", "zstd");
    if (!call.body.empty() && !call.compressed)
        headers.emplace_back("Content-Type", "application/json");
    if (call.compressed) headers.emplace_back("Content-Encoding", "zstd");
    if (!call.idempotency_key.empty())
        headers.emplace_back("Idempotency-Key", call.idempotency_key);
    if (!call.known_hash.empty())
        headers.emplace_back("If-None-Match", "\"" + call.known_hash + "\"");
    if (!call.range.empty()) headers.emplace_back("Range", call.range);
    return transport_.send(request);
}

Result<Answer> Connection::ask(const Call& call) {
    for (int tried = 1;; ++tried) {
        auto answer = send_once(call);
        const auto pause = pause_before_retry(call, answer, tried, random_share());
        if (!pause && !answer) return with_advice(answer.error());
        if (!pause) return decoded(std::move(*answer));
        if (!wait_(*pause)) return Error{Code::Cancelled, "stopped while waiting for the server"};
    }
}

Error error_of(const Answer& answer) {
    const auto problem = protocol::decode<protocol::Problem>(answer.body);
    if (!problem)
        return Error{code_of(answer.status),
                     "the server answered with status " + std::to_string(answer.status) +
                         " and without a reason; is it the address of a ferry server?"};
    const auto& words = problem->detail.empty() ? problem->title : problem->detail;
    return Error{code_of(answer.status), "the server says: " + words};
}

std::string problem_title(const Answer& answer) {
    const auto problem = protocol::decode<protocol::Problem>(answer.body);
    return problem ? problem->title : std::string();
}

} // namespace ferry::sync
