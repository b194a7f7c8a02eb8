// JSON as it stands in a file: the order of keys and the line of each value are kept.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ferry::identity {

struct JsonMember;

struct JsonNode {
    enum class Kind { Text, List, Object, Other };

    Kind kind = Kind::Other;
    std::size_t line = 0;
    std::string text;                // of Text
    std::vector<JsonNode> items;     // of List
    std::vector<JsonMember> members; // of Object, in the order of the file

    const JsonNode* find(std::string_view key) const; // null where absent
};

struct JsonMember {
    std::string key;
    std::size_t line = 0;
    JsonNode value;
};

struct JsonFault {
    std::size_t line = 0;
    std::string what;
};

/// Refuses what two readers could understand differently: duplicate keys, bad UTF-8, comments,
/// more than 8 levels, anything after the value.
std::variant<JsonNode, JsonFault> parse_json_tree(std::string_view text);

} // namespace ferry::identity
