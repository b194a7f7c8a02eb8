// Finds the handler of a method and path.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/request.hpp"

#include <functional>
#include <string>
#include <vector>

namespace ferry::server {

/// Segments that a pattern names with {}: "/v1/devices/{id}" gives {"x"} for "/v1/devices/x".
using Captures = std::vector<std::string>;

struct Route {
    std::string method;
    std::string pattern;
    bool open = false; // needs no token
    std::function<Response(const Request&, const Captures&, const Caller&)> handle;
};

struct Match {
    const Route* route = nullptr;
    Captures captures;
    bool path_known = false; // under another method
};

class Router {
public:
    void add(Route route);
    Match find(const Request& request) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> patterns_;
};

} // namespace ferry::server
