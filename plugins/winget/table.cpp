// Columns are places on the screen: a wide letter takes two of them.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/table.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ferry::winget {
namespace {

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

struct Range {
    char32_t first, last;
};

// The East Asian wide ones of Unicode 15 in broad strokes.
constexpr std::array<Range, 9> kWide = {{{0x1100, 0x115f},
                                         {0x2e80, 0x303e},
                                         {0x3041, 0xa4cf},
                                         {0xac00, 0xd7a3},
                                         {0xf900, 0xfaff},
                                         {0xfe30, 0xfe6f},
                                         {0xff00, 0xff60},
                                         {0x1f300, 0x1faff},
                                         {0x20000, 0x3fffd}}};

/// Takes one letter off the front; bytes that are no UTF-8 count as one letter each.
char32_t take_letter(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size == 1 || text.size() < size) {
        text.remove_prefix(1);
        return first;
    }
    char32_t letter = first & (0xffu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i)
        letter = (letter << 6) | (static_cast<unsigned char>(text[i]) & 0x3fu);
    text.remove_prefix(size);
    return letter;
}

std::size_t width_of(char32_t letter) {
    const bool wide = std::any_of(kWide.begin(), kWide.end(), [&](const Range& range) {
        return letter >= range.first && letter <= range.last;
    });
    return wide ? 2 : 1;
}

/// The places at which the words of the heading begin.
std::vector<std::size_t> columns_of(std::string_view heading) {
    std::vector<std::size_t> columns;
    std::size_t place = 0;
    bool inside = false;
    while (!heading.empty()) {
        const bool space = heading.front() == ' ';
        if (!space && !inside) columns.push_back(place);
        inside = !space;
        place += width_of(take_letter(heading));
    }
    return columns;
}

std::vector<std::string> cells_of(std::string_view line, const std::vector<std::size_t>& columns) {
    std::vector<std::string> cells(columns.size());
    std::size_t place = 0, column = 0;
    while (!line.empty()) {
        const auto before = line;
        const auto letter = take_letter(line);
        while (column + 1 < columns.size() && place >= columns[column + 1])
            ++column;
        cells[column] += before.substr(0, before.size() - line.size());
        place += width_of(letter);
    }
    for (auto& cell : cells)
        cell = kit::plain(kit::trimmed(cell));
    return cells;
}

/// Before each column is a space; a sentence below the table has its letters anywhere.
bool keeps_to(std::string_view line, const std::vector<std::size_t>& columns) {
    std::size_t place = 0;
    while (!line.empty()) {
        const bool space = line.front() == ' ';
        place += width_of(take_letter(line));
        const bool before_column =
            std::find(columns.begin() + 1, columns.end(), place) != columns.end();
        if (before_column && !space) return false;
    }
    return place > columns[1];
}

bool is_rule(std::string_view line) {
    return line.size() >= 8 && line.find_first_not_of('-') == std::string_view::npos;
}

/// What is left of a line on the screen: a progress bar is overwritten.
std::string_view visible(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto back = line.rfind('\r');
    return back == std::string_view::npos ? line : line.substr(back + 1);
}

/// Empty lines too: they end a table. Only "\n" ends a line here, see visible().
std::vector<std::string_view> screen_lines(std::string_view out) {
    std::vector<std::string_view> lines;
    while (!out.empty()) {
        const auto end = std::min(out.find('\n'), out.size());
        lines.push_back(visible(out.substr(0, end)));
        out.remove_prefix(std::min(end + 1, out.size()));
    }
    return lines;
}

} // namespace

bool is_cut(std::string_view cell) {
    return cell.ends_with(kEllipsis);
}

std::vector<std::vector<std::string>> parse_table(std::string_view out) {
    std::vector<std::vector<std::string>> rows;
    const auto lines = screen_lines(out);
    const auto rule = std::find_if(lines.begin(), lines.end(), is_rule);
    if (rule == lines.end() || rule == lines.begin()) return rows;
    const auto columns = columns_of(*(rule - 1));
    if (columns.size() < 3) return rows;
    for (auto line = rule + 1; line != lines.end(); ++line) {
        if (!keeps_to(*line, columns)) break; // a footer, or a second table
        rows.push_back(cells_of(*line, columns));
    }
    return rows;
}

} // namespace ferry::winget
