// What may be called a formula or a cask, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferry::brew {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::string_view kFormula = "formula:";
constexpr std::string_view kCask = "cask:";

bool small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_word(std::string_view text, std::string_view also) {
    return !text.empty() && text.size() <= kLongest && small(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return small(c) || also.find(c) != std::string_view::npos; });
}

} // namespace

std::string Name::id() const {
    return std::string(cask ? kCask : kFormula) + argument();
}

std::string Name::argument() const {
    return tap.empty() ? name : tap + "/" + name;
}

bool is_name(std::string_view text) {
    return is_word(text, "+._@-") && !text.ends_with(".rb") && !text.ends_with(".json");
}

bool is_tap(std::string_view text) {
    const auto slash = text.find('/');
    return slash != std::string_view::npos && is_word(text.substr(0, slash), "_-") &&
           is_word(text.substr(slash + 1), "_.-");
}

std::optional<Name> parse_id(std::string_view id) {
    Name name;
    name.cask = id.starts_with(kCask);
    if (!name.cask && !id.starts_with(kFormula)) return std::nullopt;
    id.remove_prefix(name.cask ? kCask.size() : kFormula.size());
    if (const auto slash = id.rfind('/'); slash != std::string_view::npos) {
        if (!is_tap(id.substr(0, slash))) return std::nullopt;
        name.tap = foreign_tap(id.substr(0, slash));
        id.remove_prefix(slash + 1);
    }
    if (!is_name(id)) return std::nullopt;
    name.name = id;
    return name;
}

std::string foreign_tap(std::string_view tap) {
    std::string lower(tap);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    constexpr std::array<std::string_view, 5> own = {
        "homebrew/core", "homebrew/cask", "mxcl/master", "homebrew/homebrew", "caskroom/cask"};
    const bool foreign = is_tap(lower) && std::find(own.begin(), own.end(), lower) == own.end();
    return foreign ? lower : std::string();
}

} // namespace ferry::brew
