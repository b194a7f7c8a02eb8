// One entry of a Brewfile as its parts: keyword, names, options, and the system it is meant for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/brewfile_lexer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::formats {

struct BrewOption {
    std::string name;
    std::string text; // of a string, symbol, number or word; empty for a list or hash
};

/// "if OS.mac?" and the like. Nothing else is understood as a condition.
struct OsCondition {
    std::string os; // "macos" or "linux"
    bool negated = false;

    bool holds(std::string_view target_os) const { return (os == target_os) != negated; }
};

struct BrewStatement {
    std::string keyword;              // "brew"
    std::vector<std::string> strings; // the name first
    std::vector<BrewOption> options;
    std::optional<OsCondition> condition{};

    const BrewOption* option(std::string_view name) const; // null where absent
};

/// Nothing where the tokens are no entry made of literals.
std::optional<BrewStatement> brew_statement(const std::vector<BrewToken>& tokens);

/// The tokens from `at` to the end as a condition: "if OS.mac?", "unless OS.linux?".
std::optional<OsCondition> os_condition(const std::vector<BrewToken>& tokens, std::size_t at);

} // namespace ferry::formats
