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

Table::Table(Row headings) : widths_(headings.size(), 0) {
    add(headings);
}

void Table::add(Row cells) {
    auto cell = cells.begin();
    for (auto& widest : widths_) {
        auto text = cell == cells.end() ? std::string() : printable(*cell++);
        const auto width = display_width(text);
        widest = std::max(widest, width);
        cells_.push_back({std::move(text), width});
    }
}

std::string Table::text() const {
    std::string text;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto column = i % widths_.size();
        text += cells_[i].text;
        if (column + 1 < widths_.size()) {
            text.append(widths_[column] - cells_[i].width + 2, ' ');
            continue;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
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
