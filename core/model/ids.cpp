// The grammars of Ferry's own ids. Native ids have the grammar of their installer (grammar.hpp).
// SPDX-License-Identifier: Apache-2.0
#include "core/model/ids.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry {
namespace {

bool lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool consists_of(std::string_view text, std::string_view also, std::size_t limit) {
    if (text.empty() || text.size() > limit || !lower_or_digit(text.front())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return lower_or_digit(c) || also.find(c) != std::string_view::npos;
    });
}

} // namespace

bool valid_installer_id(std::string_view text) {
    return consists_of(text, "-", 32);
}

bool valid_software_id(std::string_view text) {
    return consists_of(text, ".+-", 100);
}

Result<PackageRef> parse_package_ref(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size() ||
        !valid_installer_id(text.substr(0, colon)))
        return Error{Code::BadData, "\"" + printable(text.substr(0, 100)) +
                                        "\" is no package; write INSTALLER:ID, as in apt:git"};
    return PackageRef{{std::string(text.substr(0, colon))}, {std::string(text.substr(colon + 1))}};
}

} // namespace ferry
