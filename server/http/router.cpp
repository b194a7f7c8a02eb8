// Matching segment by segment; there are few enough routes to try them all.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/router.hpp"

#include "core/base/text.hpp"

#include <optional>
#include <utility>

namespace ferry::server {
namespace {

std::optional<Captures> captures_of(const std::vector<std::string>& pattern,
                                    const std::vector<std::string>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    Captures captures;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i].front() == '{')
            captures.push_back(path[i]);
        else if (pattern[i] != path[i])
            return std::nullopt;
    }
    return captures;
}

} // namespace

void Router::add(Route route) {
    patterns_.push_back(split(route.pattern.substr(1), '/'));
    routes_.push_back(std::move(route));
}

Match Router::find(const Request& request) const {
    Match match;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        auto captures = captures_of(patterns_[i], request.path);
        if (!captures) continue;
        match.path_known = true;
        if (routes_[i].method != request.method) continue;
        match.route = &routes_[i];
        match.captures = std::move(*captures);
        return match;
    }
    return match;
}

} // namespace ferry::server
