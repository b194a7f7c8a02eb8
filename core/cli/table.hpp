// A table for people: columns as wide as their widest cell, never cut.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::cli {

class Table {
public:
    explicit Table(std::vector<std::string> headings);
    /// As many cells as headings. Control characters become '?'.
    void add(std::vector<std::string> cells);
    bool empty() const { return rows_.size() == 1; }
    std::string text() const; // with a heading line; no spaces at line ends

private:
    std::vector<std::vector<std::string>> rows_; // the headings first
};

/// Characters on the screen, as far as counting code points tells.
std::size_t display_width(std::string_view text);

/// "1.2 MB", "310 kB", "17 B".
std::string human_bytes(std::uint64_t bytes);

} // namespace ferry::cli
