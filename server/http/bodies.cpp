// Bodies in and out.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/bodies.hpp"

#include "core/protocol/compression.hpp"

#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kWorthCompressing = 512;

Refusal too_large(std::size_t limit) {
    return {413, "too-large",
            "the body is larger than the limit of " + std::to_string(limit) + " bytes"};
}

} // namespace

Served<std::string> body_text(const Request& request, const BodyLimit& limit) {
    if (request.body.size() > limit.wire) return too_large(limit.wire);
    const auto encoding = request.header("content-encoding");
    if (encoding.empty() || encoding == "identity") return request.body;
    if (encoding != "zstd")
        return Refusal{415, "unknown-encoding",
                       "Content-Encoding \"" + encoding + "\" is not zstd"};
    auto text = protocol::decompress(request.body, limit.decoded);
    if (text) return std::move(*text);
    if (text.error().code == Code::Denied) return too_large(limit.decoded);
    return Refusal{400, "bad-request", "the body: " + text.error().message};
}

Response with_body(const Request& request, int status, std::string json) {
    Response response{status, std::move(json)};
    if (response.body.size() < kWorthCompressing ||
        request.header("accept-encoding").find("zstd") == std::string::npos)
        return response;
    response.body = protocol::compress(response.body);
    response.headers["Content-Encoding"] = "zstd";
    return response;
}

} // namespace ferry::server
