// An INI text, and which lines of it each key and each section has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/merge/text_edits.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::settings {

struct IniEntry {
    std::string section; // with its brackets: "[core]"; empty before the first header
    std::string key;
    std::optional<std::string> value; // none where the line has no '='
    Span span;                        // whole lines with their ends, continuation lines too
};

/// From one header up to the next.
struct IniBlock {
    std::string section;
    Span header;           // the line with its end; empty in the block before the first header
    std::size_t end = 0;   // in the text
    std::size_t first = 0; // of its entries
    std::size_t count = 0;
    bool has_comments = false;
};

/// Section and key. Git repeats both, so that a key's value is a list.
using IniName = std::pair<std::string, std::string>;

struct IniDocument {
    std::vector<IniEntry> entries;
    std::vector<IniBlock> blocks; // at least the one before the first header
    std::map<IniName, std::vector<std::size_t>> positions; // in `entries`, ascending
    std::set<std::string> sections;                        // those with a header
};

/// Comments begin with # or ; on a line of their own. A line that ends in an odd number of
/// backslashes goes on with the next. Errors: BadData, "line 3: ...": a section without "]" or with
/// more behind it, a value without a key, a last line that would go on.
Result<IniDocument> read_ini(std::string_view text);

} // namespace ferry::settings
