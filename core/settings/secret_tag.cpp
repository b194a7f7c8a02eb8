// Secrets in XML tags: the name stands in one attribute, the value in another or behind the tag.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/secret_forms.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace ferry::settings {
namespace {

constexpr std::string_view kBlanks = " \t\r";

/// Takes the front up to one of `ends` off; all of it where none comes.
std::string_view take_until(std::string_view& rest, std::string_view ends) {
    const auto taken = rest.substr(0, rest.find_first_of(ends));
    rest.remove_prefix(taken.size());
    return taken;
}

void skip_blanks(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
}

/// `name="value"`; nothing at the end of a tag, and where it is none.
std::optional<std::pair<std::string_view, std::string_view>> attribute(std::string_view& rest) {
    skip_blanks(rest);
    const auto name = take_until(rest, "= \t\r\"'<>/");
    skip_blanks(rest);
    if (name.empty() || !rest.starts_with('=')) return std::nullopt;
    rest.remove_prefix(1);
    skip_blanks(rest);
    if (!rest.starts_with('"') && !rest.starts_with('\'')) return std::nullopt;
    const auto quote = rest.substr(0, 1);
    rest.remove_prefix(1);
    const auto value = take_until(rest, quote);
    if (rest.empty()) return std::nullopt;
    rest.remove_prefix(1);
    return std::pair(name, value);
}

bool is_secret(std::string_view value) {
    return !is_placeholder(value.substr(0, kLongestValue));
}

/// `rest` begins behind a '<', and ends behind what was read.
std::string_view secret_of_tag(std::string_view& rest) {
    auto element = take_until(rest, " \t\r\"'<>/=");
    if (element.empty()) return {};
    element.remove_prefix(element.rfind(':') + 1); // none: npos + 1 is 0
    std::string_view named;
    std::string_view value;
    while (const auto found = attribute(rest)) {
        const auto name = lower(found->first.substr(0, kLongestKey));
        if (name == "name" || name == "key")
            named = what_of_key(found->second.substr(0, kLongestKey));
        if (name == "value") value = found->second;
    }
    if (!named.empty() && is_secret(value)) return named;
    if (!rest.starts_with('>')) return {};
    rest.remove_prefix(1);
    if (named.empty()) named = what_of_key(element.substr(0, kLongestKey));
    return !named.empty() && is_secret(take_until(rest, "<")) ? named : std::string_view();
}

} // namespace

std::string_view secret_in_tag(std::string_view line) {
    for (auto at = line.find('<'); at != std::string_view::npos; at = line.find('<')) {
        line.remove_prefix(at + 1);
        if (const auto what = secret_of_tag(line); !what.empty()) return what;
    }
    return {};
}

} // namespace ferry::settings
