// Requests on the screen, in JSON, and as a person names them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/requests.hpp"

#include <ferry/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ferry::cli {

std::string short_id(const sync::Request& request); // 8 digits; find_request takes them
/// "git, apt:jq"
std::string what_of(const sync::Request& request);
/// "open", "installed", "1 installed, 1 failed", "not believed"
std::string state_words(const sync::Request& request);
nlohmann::json outcomes_json(const std::vector<protocol::ItemOutcome>& outcomes);
nlohmann::json request_json(const sync::Request& request);

/// By the beginning of its id, at least 4 digits. Errors: NotFound, Conflict (several).
Result<sync::Request> find_request(const std::vector<sync::Request>& requests,
                                   const std::string& id);

} // namespace ferry::cli
