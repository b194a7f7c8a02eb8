// Foreign JSON, with the line where it breaks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace ferry::kit {

/// Errors: BadData with the line.
Result<nlohmann::json> parse_json(std::string_view text);

/// The text under `key`; empty where it is absent or something else.
std::string json_text(const nlohmann::json& object, const char* key);

} // namespace ferry::kit
