// Cells are views into the text: tables of a hundred thousand rows cost what they weigh.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/tsv.hpp"

#include <algorithm>
#include <string>

namespace ferry::identity {
namespace {

/// Takes the text up to `separator`, and it, off the front.
std::string_view take(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::string_view take_line(std::string_view& rest) {
    auto line = take(rest, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

} // namespace

Result<Tsv> parse_tsv(std::string_view text, const std::vector<std::string_view>& wanted) {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> slots; // column of the text -> number of the wanted one
    auto header = take_line(text);
    while (!header.empty()) {
        const auto found = std::find(wanted.begin(), wanted.end(), take(header, '\t'));
        slots.push_back(found == wanted.end() ? kNone
                                              : static_cast<std::size_t>(found - wanted.begin()));
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (std::find(slots.begin(), slots.end(), i) == slots.end())
            return Error{Code::BadData,
                         "line 1: the column \"" + std::string(wanted[i]) + "\" is missing"};
    }
    Tsv table;
    for (std::size_t line = 2; !text.empty(); ++line) {
        auto rest = take_line(text);
        if (rest.empty()) continue;
        TsvRow row{line, std::vector<std::string_view>(wanted.size())};
        for (std::size_t column = 0; column < slots.size() && !rest.empty(); ++column) {
            const auto cell = take(rest, '\t');
            if (slots[column] != kNone) row.cells[slots[column]] = cell;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace ferry::identity
