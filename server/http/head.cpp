// Reading heads.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/head.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kMostFields = 64;
constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

// Of these a second one is never honest; of others the values are joined, as HTTP has it.
const std::set<std::string, std::less<>> kOnce = {
    "authorization", "content-encoding", "content-length",   "content-type",
    "host",          "idempotency-key",  "transfer-encoding"};

Refusal bad(const std::string& why) {
    return {400, "bad-request", "the head of the request: " + why};
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || kTokenMarks.find(c) != std::string_view::npos;
    });
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    });
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

/// "GET /path HTTP/1.1"; gives the minor version.
Served<int> parse_request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad("no request line");
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(head.method)) return bad("no method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return Refusal{505, "unknown-version", "this server speaks HTTP/1.1"};
    const bool plain = std::all_of(head.target.begin(), head.target.end(),
                                   [](char c) { return c > 0x20 && c < 0x7F; });
    if (head.target.empty() || head.target.front() != '/' || !plain)
        return bad("the target is no path");
    return version.back() - '0';
}

std::optional<Refusal> add_field(std::string_view line, Head& head) {
    const auto colon = line.find(':');
    // A name with a space before the colon, or a line that continues the one above, is read
    // differently by different programs.
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return bad("a field without a name");
    auto name = lower(line.substr(0, colon));
    const std::string value(trimmed(line.substr(colon + 1)));
    if (has_control(value)) return bad("control characters in " + name);
    const auto [at, added] = head.headers.try_emplace(name, value);
    if (added) return std::nullopt;
    if (kOnce.contains(name)) return bad("more than one " + name);
    at->second += ", " + value;
    return std::nullopt;
}

std::optional<Refusal> read_length(Head& head) {
    const auto length = head.headers.find("content-length");
    if (head.headers.contains("transfer-encoding")) {
        if (length != head.headers.end()) return bad("Transfer-Encoding and Content-Length");
        return Refusal{411, "length-required", "send Content-Length instead of Transfer-Encoding"};
    }
    if (length == head.headers.end()) return std::nullopt;
    const auto& text = length->second;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, head.content_length);
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || read.ec != std::errc() || read.ptr != end)
        return bad("Content-Length is no number");
    return std::nullopt;
}

std::string field(const Head& head, const char* name) {
    const auto found = head.headers.find(name);
    return found == head.headers.end() ? std::string() : lower(found->second);
}

std::optional<Refusal> decoded(std::string_view text, std::string& to) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string byte(1, text[i]);
        if (text[i] == '%') {
            if (!from_hex(lower(text.substr(i + 1, 2)), byte) || byte.size() != 1)
                return bad("a broken escape in the target");
            i += 2;
        }
        to += byte;
    }
    if (has_control(to) || !valid_utf8(to)) return bad("the target holds no text");
    return std::nullopt;
}

} // namespace

Served<std::optional<std::size_t>> end_of_head(std::string_view received) {
    const auto end = received.find("\r\n\r\n");
    const auto head = received.substr(0, end);
    for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1))
        if (at == 0 || head[at - 1] != '\r') return bad("a line end without CR");
    if (head.size() > kLargestHead)
        return Refusal{431, "too-large-head", "the head of the request is larger than 16 KiB"};
    if (end == std::string_view::npos) return std::optional<std::size_t>();
    return std::optional(end + 4);
}

Served<Head> parse_head(std::string_view text) {
    Head head;
    const auto version = parse_request_line(take_line(text), head);
    if (const auto* refused = std::get_if<Refusal>(&version)) return *refused;
    std::size_t fields = 0;
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
        if (++fields > kMostFields)
            return Refusal{431, "too-many-fields", "more than 64 header fields"};
        if (auto refused = add_field(line, head)) return *refused;
    }
    if (auto refused = read_length(head)) return *refused;
    const bool current = std::get<int>(version) == 1;
    if (current && !head.headers.contains("host")) return bad("no Host");
    const auto connection = field(head, "connection");
    head.keep_alive = current ? connection.find("close") == std::string::npos
                              : connection.find("keep-alive") != std::string::npos;
    const auto expected = field(head, "expect");
    head.awaits_continue = expected == "100-continue";
    if (!expected.empty() && !head.awaits_continue)
        return Refusal{417, "unknown-expectation", "only 100-continue can be expected"};
    return head;
}

Served<Target> parse_target(std::string_view text) {
    Target target;
    const auto question = text.find('?');
    for (const auto& part : split(text.substr(1, question - 1), '/')) {
        std::string segment;
        if (auto refused = decoded(part, segment)) return *refused;
        if (segment == "." || segment == "..") return bad("a dotted part in the path");
        target.path.push_back(std::move(segment));
    }
    if (question == std::string_view::npos) return target;
    for (const auto& pair : split(text.substr(question + 1), '&')) {
        const auto equals = pair.find('=');
        std::string name;
        std::string value;
        if (auto refused = decoded(pair.substr(0, equals), name)) return *refused;
        if (equals != std::string::npos)
            if (auto refused = decoded(pair.substr(equals + 1), value)) return *refused;
        target.query[name] = value;
    }
    return target;
}

} // namespace ferry::server
