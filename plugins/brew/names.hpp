// What may be called a formula or a cask, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ferry::brew {

struct Name {
    bool cask = false;
    std::string tap;  // "user/repo"; empty: Homebrew's own
    std::string name; // "ripgrep"

    std::string id() const;       // "formula:ripgrep", "cask:user/repo/name"
    std::string argument() const; // "ripgrep", "user/repo/name"
    bool operator==(const Name&) const = default;
};

/// One name without a tap: no path, no address, no file of Ruby.
bool is_name(std::string_view text);
bool is_tap(std::string_view text); // "user/repo"

/// Nothing where the id is neither "formula:..." nor "cask:..." of the grammar.
std::optional<Name> parse_id(std::string_view id);

/// The tap of a receipt, empty for Homebrew's own under any of the names that it has had.
std::string foreign_tap(std::string_view tap);

} // namespace ferry::brew
