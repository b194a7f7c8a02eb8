// Deadlines, sizes and answers of one connection.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace ferry::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kHeadLimit = 10s;
constexpr auto kIdleLimit = 15s;
constexpr auto kBodyLimit = 10s;         // for the first bytes, and then
constexpr std::size_t kBodyRate = 16384; // at least so many a second
constexpr auto kCrowdedLimit = 2s; // for idling and for heads while others wait for the thread
constexpr auto kLingerLimit = 2s;
constexpr std::size_t kLingerBytes = 4u << 20;
constexpr int kMostLarge = 4;   // bundles at once: what bounds the memory
constexpr int kMostGiving = 16; // large answers on their way at once, for the same reason
constexpr std::size_t kBundleFrame = 8u << 10;

const char* reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return "Other";
    }
}

/// The last address that the proxy added, which is the one that it saw itself.
std::string forwarded_for(const Head& head, const std::string& otherwise) {
    const auto found = head.headers.find("x-forwarded-for");
    if (found == head.headers.end()) return otherwise;
    return std::string(trimmed(found->second.substr(found->second.rfind(',') + 1)));
}

std::string head_of(const Response& response, bool keep_alive) {
    std::string head =
        "HTTP/1.1 " + std::to_string(response.status) + " " + reason(response.status) + "\r\n";
    const auto add = [&](std::string_view name, std::string_view value) {
        head.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto& [name, value] : response.headers)
        add(name, value);
    if (response.status != 204 && response.status != 304) {
        add("Content-Type", response.content_type);
        add("Content-Length", std::to_string(response.body.size()));
        add("X-Content-Type-Options", "nosniff");
        add("Cache-Control", "no-store");
    }
    if (!keep_alive) add("Connection", "close");
    return head + "\r\n";
}

} // namespace

std::string counted_address(const std::string& address) {
    if (address.find(':') == std::string::npos) return address;
    auto groups = split(address, ':');
    // "::" stands for as many zero groups as are missing; written out, the first four are the
    // network.
    std::vector<std::string> whole;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const bool gap = groups[i].empty() && i > 0 && i + 1 < groups.size();
        const auto zeros = gap && groups.size() <= 8 ? 9 - groups.size() : 1;
        for (std::size_t n = 0; n < zeros; ++n)
            whole.push_back(groups[i].empty() ? "0" : groups[i]);
    }
    whole.resize(std::min<std::size_t>(whole.size(), 4));
    return join(whole, ":") + "::/64";
}

void Connection::serve() {
    bool is_first = true;
    while (!world_.stopping && serve_one(is_first))
        is_first = false;
}

/// Until the first byte of a request is there. A new connection has sent its first one at once.
Connection::Waited Connection::wait_for_request(bool is_first) {
    const auto since = wire_.now();
    while (received_.empty()) {
        const auto state = wire_.receive(received_);
        if (state == Wire::State::Ended || world_.stopping) return Waited::Over;
        if (state == Wire::State::Got) break;
        const auto limit = world_.crowded() ? std::chrono::seconds(kCrowdedLimit)
                                            : (is_first ? kHeadLimit : kIdleLimit);
        if (wire_.now() - since > limit) return is_first ? Waited::Late : Waited::Over;
    }
    return Waited::Ready;
}

Served<std::optional<Head>> Connection::read_head(bool is_first) {
    const Refusal late{408, "too-slow", "the head of the request did not arrive in time"};
    const auto waited = wait_for_request(is_first);
    began_ = wire_.now();
    if (waited == Waited::Over) return std::optional<Head>();
    if (waited == Waited::Late) return late;
    for (;;) {
        const auto end = end_of_head(received_);
        if (const auto* refused = std::get_if<Refusal>(&end)) return *refused;
        if (const auto size = std::get<std::optional<std::size_t>>(end)) {
            auto head = parse_head(std::string_view(received_).substr(0, *size));
            received_.erase(0, *size);
            if (const auto* refused = std::get_if<Refusal>(&head)) return *refused;
            return std::optional(std::get<Head>(std::move(head)));
        }
        if (wire_.receive(received_) == Wire::State::Ended) return std::optional<Head>();
        const auto limit = world_.crowded() ? kCrowdedLimit : kHeadLimit;
        if (wire_.now() - began_ > limit) return late;
    }
}

Served<std::optional<std::string>> Connection::read_body(const Head& head, const Target& target,
                                                         std::optional<Counted>& large) {
    if (head.content_length <= kLargestBody) return read_bytes(head);
    const auto authorization = head.headers.find("authorization");
    const bool may = head.content_length <= kLargestBundle + kBundleFrame &&
                     authorization != head.headers.end() &&
                     world_.api->may_send_large(head.method, target.path, authorization->second);
    if (!may)
        return Refusal{413, "too-large",
                       "the body is larger than the limit of " + std::to_string(kLargestBody) +
                           " bytes"};
    large.emplace(world_.large);
    if (world_.large > kMostLarge)
        return Refusal{503, "busy", "others are sending large bodies; try again in a moment"};
    return read_bytes(head);
}

Served<std::optional<std::string>> Connection::read_bytes(const Head& head) {
    const auto length = head.content_length;
    if (head.awaits_continue && received_.size() < length &&
        !wire_.send("HTTP/1.1 100 Continue\r\n\r\n"))
        return std::optional<std::string>();
    const auto deadline = wire_.now() + kBodyLimit + std::chrono::seconds(length / kBodyRate);
    while (received_.size() < length) {
        if (wire_.receive(received_) == Wire::State::Ended) return std::optional<std::string>();
        if (received_.size() < length && wire_.now() > deadline)
            return Refusal{408, "too-slow", "the body did not arrive in time"};
    }
    auto body = received_.substr(0, length);
    received_.erase(0, length);
    return std::optional(std::move(body));
}

bool Connection::serve_one(bool is_first) {
    auto read = read_head(is_first);
    if (const auto* refused = std::get_if<Refusal>(&read)) return refuse(*refused, {});
    auto& some_head = std::get<std::optional<Head>>(read);
    if (!some_head) return false;
    const auto& head = *some_head;
    auto target = parse_target(head.target);
    if (const auto* refused = std::get_if<Refusal>(&target)) return refuse(*refused, head);
    std::optional<Counted> large; // until it is answered
    auto body = read_body(head, std::get<Target>(target), large);
    if (const auto* refused = std::get_if<Refusal>(&body)) return refuse(*refused, head);
    auto& some_body = std::get<std::optional<std::string>>(body);
    if (!some_body) return false;
    const auto peer = world_.behind_proxy ? forwarded_for(head, peer_) : peer_;
    auto& found = std::get<Target>(target);
    const Request request{head.method,  std::move(found.path), std::move(found.query),
                          head.headers, std::move(*some_body), counted_address(peer)};
    auto response = answered(request);
    std::optional<Counted> giving;
    if (response.body.size() > kLargestBody) giving.emplace(world_.giving);
    if (giving && world_.giving > kMostGiving)
        response = problem_response(
            {503, "busy", "others are fetching large files; try again in a moment"});
    const bool keep_alive = head.keep_alive && !world_.stopping;
    const bool sent = send(response, keep_alive);
    log(head, response);
    return sent && keep_alive;
}

/// What follows on this connection is not understood, so it ends.
bool Connection::refuse(const Refusal& refusal, const Head& head) {
    const auto response = problem_response(refusal);
    if (send(response, false)) linger();
    log(head, response);
    return false;
}

/// Closing while bytes are still coming in would reset the connection, and with it lose the answer.
void Connection::linger() {
    const auto until = wire_.now() + kLingerLimit;
    std::size_t dropped = 0;
    for (auto state = Wire::State::Got; state != Wire::State::Ended;) {
        received_.clear();
        state = wire_.receive(received_);
        dropped += received_.size();
        const bool quiet = state == Wire::State::Nothing;
        if (quiet || dropped > kLingerBytes || wire_.now() > until || world_.stopping) return;
    }
}

Response Connection::answered(const Request& request) {
    auto response = world_.api->handle(request);
    if (!response.park) return response;
    // A parked connection holds a thread here; half of them at most may wait.
    if (++world_.parked <= world_.most_parked) {
        const auto deadline = wire_.now() + response.park->limit;
        while (response.park &&
               world_.signal.wait(response.park->account, response.park->seen, deadline))
            response = world_.api->handle(request);
    } else {
        response = problem_response(
            {503, "busy", "too many are waiting for changes; ask again without wait"});
    }
    --world_.parked;
    return response;
}

bool Connection::send(const Response& response, bool keep_alive) {
    auto bytes = head_of(response, keep_alive);
    if (response.status != 204 && response.status != 304) bytes += response.body;
    return wire_.send(bytes);
}

void Connection::log(const Head& head, const Response& response) const {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(wire_.now() - began_);
    const auto path = head.target.substr(0, head.target.find('?'));
    world_.log({head.method, path, peer_, response.status, took.count(), response.cause});
}

} // namespace ferry::server
