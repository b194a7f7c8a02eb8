// Laying a table out.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/table.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {

std::size_t display_width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80; // not a continuation byte
    }));
}

Table::Table(std::vector<std::string> headings) {
    rows_.push_back(std::move(headings));
}

void Table::add(std::vector<std::string> cells) {
    cells.resize(rows_.front().size());
    for (auto& cell : cells)
        cell = printable(cell);
    rows_.push_back(std::move(cells));
}

std::string Table::text() const {
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    }
    std::string text;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            line.append(widths[i] - display_width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string human_bytes(std::uint64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    const char* const units[] = {"kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    auto tenths = bytes / 100; // of the unit
    while (tenths >= 10'000 && unit + 1 < std::size(units)) {
        tenths /= 1000;
        ++unit;
    }
    const auto whole = std::to_string(tenths / 10);
    const auto fraction = tenths < 1000 ? "." + std::to_string(tenths % 10) : std::string();
    return whole + fraction + " " + units[unit];
}

} // namespace ferry::cli
