// A table for people: columns as wide as their widest cell, never cut.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::cli {

class Table {
public:
    using Row = std::initializer_list<std::string_view>;
    explicit Table(Row headings);
    /// As many cells as headings, copied. Control characters become '?'.
    void add(Row cells);
    bool empty() const { return cells_.size() == widths_.size(); }
    std::string text() const; // with a heading line; no spaces at line ends

private:
    struct Cell {
        std::string text;
        std::size_t width;
    };
    std::vector<std::size_t> widths_; // of the columns
    std::vector<Cell> cells_;         // row after row, the headings first
};

/// Characters on the screen, as far as counting code points tells.
std::size_t display_width(std::string_view text);

/// "1.2 MB", "310 kB", "17 B".
std::string human_bytes(std::uint64_t bytes);

} // namespace ferry::cli
