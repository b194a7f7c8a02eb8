// The head of a request, read strictly: what two programs could understand differently is refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/service/served.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::server {

inline constexpr std::size_t kLargestHead = 16u << 10;

struct Head {
    std::string method;
    std::string target;                         // as sent, from "/" on
    std::map<std::string, std::string> headers; // names in lower case
    std::size_t content_length = 0;
    bool keep_alive = true;
    bool awaits_continue = false; // the client sends the body once it is told to
};

/// Where the head in `received` ends, behind its empty line; nothing while it is incomplete.
/// Refused at once: a line end that is not CRLF, more than kLargestHead.
Served<std::optional<std::size_t>> end_of_head(std::string_view received);

/// `text`: a whole head with its empty line. Refuses what smuggles requests past a proxy (both
/// lengths, several lengths, folded lines, odd names), bodies of unknown length, and too many
/// fields.
Served<Head> parse_head(std::string_view text);

struct Target {
    std::vector<std::string> path; // segments, decoded
    std::map<std::string, std::string> query;
};
/// Refuses broken escapes, control characters, bad UTF-8 and dotted segments. A plus is a plus.
Served<Target> parse_target(std::string_view text);

} // namespace ferry::server
