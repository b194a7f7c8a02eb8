// Names of packages and programs in a form that can be compared, and what sets variants apart.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>
#include <string_view>

namespace ferry::identity {

/// "Visual Studio Code - Insiders" -> visualstudiocode, with the variant "insiders".
struct ComparableName {
    std::string plain;             // letters, digits, + and # in lower case; may be empty
    std::set<std::string> variant; // channels, editions, languages, numbers of parallel versions
};

/// Of an id: words between '-', '.', '_', '@', ' ' and at changes from lower to upper case.
ComparableName comparable_name(std::string_view text);

} // namespace ferry::identity
