// HTTP/1.1 as text: requests out, answers in. No sockets, so that every broken answer can be tried.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/transport.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::sync {

inline constexpr std::size_t kLargestAnswerHead = 64u << 10;
inline constexpr std::size_t kLargestAnswer = 33u << 20; // of the body, on the wire

/// The head of a request, with nothing in it that is not needed.
std::string request_head(const HttpRequest& request, const std::string& authority);

/// Takes one answer apart as its bytes come.
class AnswerReader {
public:
    /// True: the answer is whole. Errors: BadData (no HTTP, too large, two lengths).
    Result<bool> add(std::string_view bytes);
    /// The connection has ended. Errors: Network where that is in mid-answer.
    Result<void> finish();
    HttpAnswer take() { return std::move(answer_); }
    bool keeps_connection() const { return keeps_connection_; } // once it is whole

private:
    enum class Body { None, Counted, Chunked, UntilEnd };
    Result<bool> read_head();
    Result<void> parse_head(std::string_view head);
    Result<void> find_framing();
    Result<bool> read_body();
    Result<bool> read_chunks();
    Result<void> append(std::size_t count);

    std::string received_; // and not yet understood
    HttpAnswer answer_;
    bool head_done_ = false;
    bool whole_ = false;
    bool keeps_connection_ = true;
    Body body_ = Body::None;
    std::size_t left_ = 0; // of a counted body
};

} // namespace ferry::sync
