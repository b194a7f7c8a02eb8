// Takes members out of a JSON object and puts new ones in, as a person would have typed it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/merge/json_document.hpp"
#include "core/settings/merge/text_edits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

/// How the text around an object is laid out. Views of texts that outlive it.
struct JsonLayout {
    std::string_view line_end;
    std::string_view unit;   // one step of indentation
    std::string_view indent; // of the line that the object begins on
    bool spread = true;      // an object without members is opened over several lines
};

/// The blanks before `at` where nothing else stands before it on its line.
std::optional<std::string_view> own_line_indent(std::string_view text, std::size_t at);

/// The indentation that a new member of `object` gets; of use only where it has a line of its own.
std::string member_indent(std::string_view text, const JsonValue& object, const JsonLayout& layout);

struct JsonChange {
    const JsonValue& object; // outlives this
    JsonLayout layout;
    std::vector<std::size_t> removed{}; // ascending positions in the object's members
    std::vector<std::string> added{};   // whole members, "\"key\": 1"; go before the closing brace
};

/// Commas come out right, and a trailing comma stays one.
void change_members(TextEdits& edits, std::string_view text, const JsonChange& change);

} // namespace ferry::settings
