// Tables of text: a header line, then a row per line, cells between tabs. No quoting.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace ferry::identity {

struct TsvRow {
    std::size_t line = 0;                // in the text, from 1
    std::vector<std::string_view> cells; // borrowed, one per column asked for; empty where absent
};

struct Tsv {
    std::vector<TsvRow> rows;
};

/// The wanted columns, wherever they stand. A row that is too short has empty cells at its end.
/// Errors: BadData for a column that the header has not.
Result<Tsv> parse_tsv(std::string_view text, const std::vector<std::string_view>& wanted);

} // namespace ferry::identity
