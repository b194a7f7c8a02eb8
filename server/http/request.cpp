// Reading what a request asks for.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/request.hpp"

#include <charconv>

namespace ferry::server {

std::optional<std::uint64_t> query_number(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    if (found == request.query.end() || found->second.empty()) return 0;
    std::uint64_t value = 0;
    const auto* end = found->second.data() + found->second.size();
    const auto read = std::from_chars(found->second.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

} // namespace ferry::server
