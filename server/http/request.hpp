// A request and a response as plain values: all that a handler knows of HTTP.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/service/served.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

struct Request {
    std::string method;                         // "GET"
    std::vector<std::string> path;              // segments, decoded: {"v1", "devices", "x"}
    std::map<std::string, std::string> query;   // decoded; the last of equal names
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;                           // as received, perhaps compressed
    std::string peer;                           // address without port; of IPv6 its /64 network

    std::string header(const char* name) const { // empty where it is absent
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// Of the query; 0 where it is absent, nothing where it is no whole number.
std::optional<std::uint64_t> query_number(const Request& request, const char* name);

/// The connection waits until the account changes or the time is over; then the handler is asked
/// again.
struct Park {
    std::string account;
    std::uint64_t seen = 0; // of ChangeSignal
    std::chrono::seconds limit{};
};

struct Response {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::map<std::string, std::string> headers{};
    std::optional<Park> park{};
    std::string cause{}; // for the log
};

Response problem_response(const Refusal& refusal);

} // namespace ferry::server
