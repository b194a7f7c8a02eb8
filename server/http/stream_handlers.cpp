// /v1/devices/{id}/streams, /v1/history, /v1/holders
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

#include <algorithm>
#include <charconv>

namespace ferry::server {
namespace {

constexpr std::size_t kMostRows = 10'000;
constexpr std::size_t kLongestKey = 64; // a UUID has 36

std::string header(const Request& request, const char* name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string() : found->second;
}

std::string query(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

/// The hash in If-None-Match, without the quotes that HTTP wants around it.
std::string known_hash(const Request& request) {
    const auto tag = header(request, "if-none-match");
    return tag.size() < 2 ? std::string() : tag.substr(1, tag.size() - 2);
}

std::size_t limit_of(const Request& request) {
    std::size_t limit = 500;
    const auto text = query(request, "limit");
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return std::clamp<std::size_t>(limit, 1, kMostRows);
}

Response created(const Request& request, const Served<std::string>& head) {
    if (const auto* refused = std::get_if<Refusal>(&head)) return problem_response(*refused);
    return with_body(request, 201, std::get<std::string>(head));
}

Response bad_installer() {
    return problem_response({404, "not-found", "an installer's name consists of a-z 0-9 -"});
}

} // namespace

Response Api::take_delta(const Request& request, const StreamKey& key, const Caller& caller) {
    if (!valid_installer_id(key.installer)) return bad_installer();
    const auto idempotency = header(request, "idempotency-key");
    if (idempotency.empty() || idempotency.size() > kLongestKey)
        return problem_response({400, "no-key",
                                 "a delta needs an Idempotency-Key of at most 64 characters, so "
                                 "that it can be sent again"});
    const auto text = body_text(request, kDeltaBody);
    if (const auto* bad = std::get_if<Refusal>(&text)) return problem_response(*bad);
    const auto& body = std::get<std::string>(text);
    const auto delta = message_in<protocol::Delta>(body);
    if (const auto* bad = std::get_if<Refusal>(&delta)) return problem_response(*bad);
    return created(request, streams_.add_delta(caller, key, std::get<protocol::Delta>(delta),
                                               {idempotency, body}));
}

Response Api::take_snapshot(const Request& request, const StreamKey& key, const Caller& caller) {
    if (!valid_installer_id(key.installer)) return bad_installer();
    const auto idempotency = header(request, "idempotency-key");
    if (idempotency.size() > kLongestKey)
        return problem_response({400, "no-key", "an Idempotency-Key has at most 64 characters"});
    const auto text = body_text(request, kSnapshotBody);
    if (const auto* bad = std::get_if<Refusal>(&text)) return problem_response(*bad);
    const auto& body = std::get<std::string>(text);
    const auto snapshot = message_in<protocol::Snapshot>(body);
    if (const auto* bad = std::get_if<Refusal>(&snapshot)) return problem_response(*bad);
    return created(request,
                   streams_.put_snapshot(caller, key, std::get<protocol::Snapshot>(snapshot),
                                         {idempotency, body}));
}

void Api::add_stream_routes() {
    const std::string one = "/v1/devices/{id}/streams/{installer}";
    router_.add({"GET", "/v1/devices/{id}/streams", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, streams_.heads(caller, path[0]));
                 }});
    router_.add({"GET", one, false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     const auto snapshot =
                         streams_.snapshot(caller, {path[0], path[1]}, known_hash(request));
                     if (const auto* refused = std::get_if<Refusal>(&snapshot))
                         return problem_response(*refused);
                     const auto& found = std::get<std::optional<StoredSnapshot>>(snapshot);
                     if (!found) return Response{304, ""};
                     auto response = with_body(request, 200, found->json);
                     response.headers["ETag"] = "\"" + found->hash + "\"";
                     return response;
                 }});
    router_.add({"POST", one + "/deltas", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return take_delta(request, {path[0], path[1]}, caller);
                 }});
    router_.add({"PUT", one, false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return take_snapshot(request, {path[0], path[1]}, caller);
                 }});
    router_.add(
        {"DELETE", one, false, [this](const Request&, const Captures& path, const Caller& caller) {
             return answer_nothing(streams_.remove(caller, {path[0], path[1]}));
         }});
    router_.add({"GET", "/v1/history", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(
                         request, 200,
                         streams_.history(caller, query(request, "device"), limit_of(request)));
                 }});
    router_.add({"GET", "/v1/holders", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200,
                                   streams_.holders(caller, query(request, "installer"),
                                                    query(request, "id")));
                 }});
}

} // namespace ferry::server
