// The `on` of a package: a system or distribution, with or without a lowest version.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ferry::identity {

struct Condition {
    std::string system;  // os-release id, or "linux", "windows", "macos"; empty: always
    std::string version; // lowest; empty: any

    bool operator==(const Condition&) const = default;
};

/// "debian", "ubuntu>=22.04"; nothing where the text is neither.
std::optional<Condition> parse_condition(std::string_view text);

/// Can both hold on one device? "linux" and "debian" can, "debian" and "ubuntu" cannot.
bool may_overlap(const Condition& left, const Condition& right);

} // namespace ferry::identity
