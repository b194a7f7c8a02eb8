// Strict JSON for everything that comes from outside: files, servers, people.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ferry {

struct JsonLimits {
    std::size_t max_depth = 16;
    std::size_t max_bytes = 64u << 20;
};

/// Refuses duplicate keys, depth over the limit, bad UTF-8, comments and anything after the value.
/// Errors: BadData, "line 4, column 7: ...".
Result<nlohmann::json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// Text of `key`, or empty where it is absent, null or no string.
std::string json_text(const nlohmann::json& object, std::string_view key);

/// For a string that must be there. Errors: BadData, "\"key\" is missing" or "is not a string".
Result<std::string> required_text(const nlohmann::json& object, std::string_view key);

/// One line of compact JSON; invalid UTF-8 is replaced by U+FFFD rather than thrown.
std::string dump_json(const nlohmann::json& value, int indent = -1);

} // namespace ferry
