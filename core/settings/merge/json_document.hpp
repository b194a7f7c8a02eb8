// A JSON text in VS Code's dialect, and where in it each member of each object stands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/merge/text_edits.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

struct JsonMember;

struct JsonValue {
    Span span; // from the first byte of the value up to the end of its last
    bool is_object = false;
    std::string meaning; // of everything but objects: equal for values that mean the same
    std::vector<JsonMember> members;                       // of objects, in the order of the text
    std::map<std::string, std::size_t, std::less<>> index; // key to position in `members`

    /// Null where there is none; valid as long as this value stays where it is.
    const JsonMember* find(std::string_view key) const;
    /// A text of nothing but blanks and comments: an object without members and without a place.
    bool is_absent() const { return span.begin == span.end; }
};

inline constexpr std::size_t kNoComma = std::string_view::npos;

struct JsonMember {
    std::string key; // as it is meant, without quotes and escapes
    Span span;       // from the key's quote to the end of the value
    JsonValue value;
    std::size_t comma = kNoComma; // where the comma behind it stands
};

/// Comments and trailing commas are allowed. Errors: BadData, "line 3: ...": no JSON, deeper than
/// 64 levels, or a key twice in one object.
Result<JsonValue> read_json(std::string_view text);

/// The order of keys, spacing and spelling (1.0 and 1, "\u0041" and "A") make no difference.
bool same_meaning(const JsonValue& left, const JsonValue& right);

} // namespace ferry::settings
