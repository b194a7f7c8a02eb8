// How much of a list of popular packages the catalog knows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"
#include "core/identity/kind.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// The ids of a TSV whose header has one of the columns id, token, formula, app_id, package; in
/// the order of the list. Errors: BadData for a header without, and for a list without rows.
Result<std::vector<std::string>> parse_popular(std::string_view text);

/// Numbers of ids of one list.
struct PopularCoverage {
    std::size_t listed = 0;
    std::size_t curated = 0;
    std::size_t elsewhere = 0; // of the curated, those with a package for a second system
    std::size_t proposed = 0;
    std::vector<std::string> unknown; // in the order of the list
};

PopularCoverage cover(const std::vector<Entry>& entries, const Kind& kind,
                      const std::vector<std::string>& popular);

} // namespace ferry::identity
