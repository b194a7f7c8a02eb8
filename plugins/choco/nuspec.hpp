// The nuspec of an installed package: XML.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::choco {

struct Nuspec {
    std::string id, version, title, authors;
    std::vector<std::string> dependencies; // ids, as written
};

/// Elements are found by their local names: the namespace differs from year to year. No entity is
/// expanded and nothing is fetched. Errors: BadData with the line.
Result<Nuspec> parse_nuspec(std::string_view content);

} // namespace ferry::choco
