// Writing requests and reading answers.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/http_text.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace ferry::sync {
namespace {

Error garbled(const std::string& what) {
    return Error{Code::BadData,
                 "the answer is no HTTP (" + what + "); is it the address of a ferry server?"};
}

Error too_large() {
    return Error{Code::BadData,
                 "the answer is larger than " + std::to_string(kLargestAnswer >> 20) + " MiB"};
}

/// All of `text` as a number. Nothing where it is none.
std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, base);
    if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

} // namespace

std::string request_head(const HttpRequest& request, const std::string& authority) {
    auto text = request.method + " " + request.target + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    for (const auto& [name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
        text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    return text + "\r\n";
}

Result<bool> AnswerReader::add(std::string_view bytes) {
    received_ += bytes;
    while (!head_done_) {
        const auto head = read_head();
        if (!head) return head.error();
        if (!*head) return false;
    }
    return read_body();
}

Result<void> AnswerReader::finish() {
    if (head_done_ && body_ == Body::UntilEnd) whole_ = true;
    if (whole_) return {};
    return Error{Code::Network, "the connection was cut in mid-answer"};
}

/// False: more bytes are needed. An interim answer (1xx) is passed over: it is none yet.
Result<bool> AnswerReader::read_head() {
    if (!received_.empty() &&
        !std::string_view("HTTP/1.").starts_with(std::string_view(received_).substr(0, 7)))
        return garbled("it begins with \"" + printable(received_.substr(0, 16)) + "\"");
    const auto end = received_.find("\r\n\r\n");
    if (std::min(end, received_.size()) > kLargestAnswerHead) return garbled("an endless head");
    if (end == std::string::npos) return false;
    const auto head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    answer_ = {};
    if (const auto parsed = parse_head(head); !parsed) return parsed.error();
    if (answer_.status / 100 == 1) return true;
    head_done_ = true;
    if (const auto framed = find_framing(); !framed) return framed.error();
    return true;
}

Result<void> AnswerReader::parse_head(std::string_view head) {
    const auto status_line = next_line(head);
    const auto status =
        number(status_line.substr(std::min<std::size_t>(9, status_line.size()), 3), 10);
    if (status_line.size() < 12 || status_line[8] != ' ' || !status || *status < 100)
        return garbled("\"" + printable(status_line.substr(0, 64)) + "\"");
    answer_.status = static_cast<int>(*status);
    keeps_connection_ = status_line[7] == '1';
    while (!head.empty()) {
        const auto line = next_line(head);
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos)
            return garbled("\"" + printable(line.substr(0, 64)) + "\"");
        const auto name = lower(line.substr(0, colon));
        const std::string value(trimmed(line.substr(colon + 1)));
        const auto [at, added] = answer_.headers.emplace(name, value);
        if (added) continue;
        if (name == "content-length" || name == "transfer-encoding") return garbled("two lengths");
        at->second += ", " + value;
    }
    const auto connection = answer_.headers.find("connection");
    if (connection != answer_.headers.end() && lower(connection->second) == "close")
        keeps_connection_ = false;
    return {};
}

Result<void> AnswerReader::find_framing() {
    const auto length = answer_.headers.find("content-length");
    const auto coding = answer_.headers.find("transfer-encoding");
    if (answer_.status == 204 || answer_.status == 304) {
        body_ = Body::None;
    } else if (coding != answer_.headers.end()) {
        if (length != answer_.headers.end()) return garbled("two lengths");
        if (lower(coding->second) != "chunked") return garbled("an unknown transfer coding");
        body_ = Body::Chunked;
    } else if (length != answer_.headers.end()) {
        const auto count = number(length->second, 10);
        if (!count) return garbled("a length that is no number");
        if (*count > kLargestAnswer) return too_large();
        body_ = Body::Counted;
        left_ = *count;
    } else {
        body_ = Body::UntilEnd;
        keeps_connection_ = false;
    }
    return {};
}

/// From what was received to the answer.
Result<void> AnswerReader::append(std::size_t count) {
    if (answer_.body.size() + count > kLargestAnswer) return too_large();
    answer_.body.append(received_, 0, count);
    received_.erase(0, count);
    return {};
}

Result<bool> AnswerReader::read_body() {
    if (body_ == Body::Chunked) return read_chunks();
    const auto count = body_ == Body::UntilEnd  ? received_.size()
                       : body_ == Body::Counted ? std::min(left_, received_.size())
                                                : 0;
    if (const auto appended = append(count); !appended) return appended.error();
    if (body_ == Body::UntilEnd) return false;
    left_ -= body_ == Body::Counted ? count : 0;
    whole_ = left_ == 0;
    // What nobody asked for would be taken for the next answer.
    if (whole_ && !received_.empty()) keeps_connection_ = false;
    return whole_;
}

Result<bool> AnswerReader::read_chunks() {
    while (!whole_) {
        const auto line_end = received_.find("\r\n");
        if (line_end == std::string::npos && received_.size() > 1024)
            return garbled("an endless chunk size");
        if (line_end == std::string::npos) return false;
        const auto line = std::string_view(received_).substr(0, line_end);
        const auto size = number(trimmed(line.substr(0, line.find(';'))), 16);
        if (!size) return garbled("a chunk without a size");
        if (*size > kLargestAnswer) return too_large();
        if (*size == 0) { // then trailers, which nobody here reads, and an empty line
            const auto end = received_.find("\r\n\r\n", line_end);
            if (end == std::string::npos && received_.size() > kLargestAnswerHead)
                return garbled("endless trailers");
            if (end == std::string::npos) return false;
            keeps_connection_ = keeps_connection_ && end + 4 == received_.size();
            whole_ = true;
            break;
        }
        if (received_.size() < line_end + 2 + *size + 2) return false;
        received_.erase(0, line_end + 2);
        if (const auto appended = append(*size); !appended) return appended.error();
        if (!received_.starts_with("\r\n")) return garbled("a chunk without an end");
        received_.erase(0, 2);
    }
    return true;
}

} // namespace ferry::sync
