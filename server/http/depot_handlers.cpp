// /v1/depot
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

#include <algorithm>
#include <charconv>

namespace ferry::server {
namespace {

constexpr BodyLimit kItemBody{256u << 10, 256u << 10};

bool is_sha256(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Response bad_sha256() {
    return problem_response({400, "bad-request", "a SHA-256 has 64 hexadecimal digits"});
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

std::string parameter(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0; // inclusive
};

/// "bytes=A-B" or "bytes=A-"; other kinds are not understood, which is as if none was asked for.
std::optional<ByteRange> range_in(const std::string& header) {
    constexpr std::string_view kUnit = "bytes=";
    const auto dash = header.find('-');
    if (!header.starts_with(kUnit) || dash == std::string::npos) return std::nullopt;
    const auto text = std::string_view(header);
    const auto first = number(text.substr(kUnit.size(), dash - kUnit.size()));
    const auto last =
        dash + 1 == text.size() ? std::optional(~std::uint64_t{0}) : number(text.substr(dash + 1));
    if (!first || !last || *last < *first) return std::nullopt;
    return ByteRange{*first, *last};
}

Response piece_of(std::string bytes, std::uint64_t first, std::uint64_t size) {
    Response response{206, std::move(bytes), "application/octet-stream"};
    response.headers["Content-Range"] = "bytes " + std::to_string(first) + "-" +
                                        std::to_string(first + response.body.size() - 1) + "/" +
                                        std::to_string(size);
    return response;
}

} // namespace

Response Api::take_piece(const Request& request, const std::string& sha256, const Caller& caller) {
    if (!is_sha256(sha256)) return bad_sha256();
    const auto offset = number(parameter(request, "offset"));
    if (!offset)
        return problem_response(
            {400, "bad-request", "say with ?offset=N where in the file this piece begins"});
    return answer(request, 200, depot_->append(caller, sha256, *offset, request.body));
}

/// A piece at a time, so that memory stays bounded; more than one piece is given its beginning.
Response Api::give_piece(const Request& request, const std::string& sha256, const Caller& caller) {
    if (!is_sha256(sha256)) return bad_sha256();
    const auto found = depot_->size(caller, sha256);
    if (const auto* refused = std::get_if<Refusal>(&found)) return problem_response(*refused);
    const auto size = std::get<std::uint64_t>(found);
    const auto range = range_in(request.header("range"));
    const auto first = range ? range->first : 0;
    if (first >= size) {
        auto response =
            problem_response({416, "bad-range", "the file has " + std::to_string(size) + " bytes"});
        response.headers["Content-Range"] = "bytes */" + std::to_string(size);
        return response;
    }
    if (!range && size > protocol::kLargestPiece)
        return problem_response({400, "range-needed",
                                 "ask for pieces of at most " +
                                     std::to_string(protocol::kLargestPiece) +
                                     " bytes, with Range: bytes=A-B"});
    const auto last = std::min(range ? range->last : size - 1, size - 1);
    const auto count = std::min<std::uint64_t>(last - first + 1, protocol::kLargestPiece);
    auto bytes = depot_->read(caller, sha256, first, static_cast<std::size_t>(count));
    if (const auto* refused = std::get_if<Refusal>(&bytes)) return problem_response(*refused);
    auto& piece = std::get<std::string>(bytes);
    if (range) return piece_of(std::move(piece), first, size);
    return {200, std::move(piece), "application/octet-stream"};
}

void Api::add_depot_routes() {
    router_.add({"POST", "/v1/depot/uploads", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto wish = body_message<protocol::UploadRequest>(request, kControlBody);
                     if (const auto* bad = std::get_if<Refusal>(&wish))
                         return problem_response(*bad);
                     return answer(request, 200,
                                   depot_->begin(caller, std::get<protocol::UploadRequest>(wish)));
                 }});
    router_.add({"PUT", "/v1/depot/uploads/{sha256}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return take_piece(request, path[0], caller);
                 }});
    router_.add({"POST", "/v1/depot/items", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     const auto item = body_message<protocol::DepotItem>(request, kItemBody);
                     if (const auto* bad = std::get_if<Refusal>(&item))
                         return problem_response(*bad);
                     return answer(request, 201,
                                   depot_->add(caller, std::get<protocol::DepotItem>(item)));
                 }});
    router_.add({"GET", "/v1/depot/items", false,
                 [this](const Request& request, const Captures&, const Caller& caller) {
                     return answer(request, 200,
                                   depot_->items(caller, parameter(request, "software")));
                 }});
    router_.add({"GET", "/v1/depot/items/{item}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return answer(request, 200, depot_->item(caller, path[0]));
                 }});
    router_.add({"DELETE", "/v1/depot/items/{item}", false,
                 [this](const Request&, const Captures& path, const Caller& caller) {
                     return answer_nothing(depot_->remove(caller, path[0]));
                 }});
    router_.add({"GET", "/v1/depot/blobs/{sha256}", false,
                 [this](const Request& request, const Captures& path, const Caller& caller) {
                     return give_piece(request, path[0], caller);
                 }});
}

} // namespace ferry::server
