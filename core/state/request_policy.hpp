// What this device does with requests of other devices. Only a person here can change it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <optional>
#include <set>
#include <string>

namespace ferry::state {

enum class RequestMode {
    Off,       // every request is refused
    Ask,       // a person answers
    AllowList, // what is on the list is installed without a question; a person answers the rest
    All        // everything is installed without a question
};

const char* to_text(RequestMode mode); // "off", "ask", "allow-list", "all"
std::optional<RequestMode> request_mode_from_text(const std::string& text);

struct RequestPolicy {
    RequestMode mode = RequestMode::Ask;
    std::set<std::string> allowed{}; // software ids, or INSTALLER:ID

    bool operator==(const RequestPolicy&) const = default;
};

class RequestPolicies {
public:
    explicit RequestPolicies(sqlite::Database& database) : database_(database) {}
    Result<RequestPolicy> load();
    Result<void> save(const RequestPolicy& policy);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
