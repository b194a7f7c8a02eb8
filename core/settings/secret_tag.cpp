// Secrets in XML tags: the name stands in one attribute, in the element or in the tag before, the
// value in another attribute or behind the tag.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/secret_forms.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace ferry::settings {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

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
    const auto name = take_until(rest, "= \t\r\n\"'<>/");
    skip_blanks(rest);
    if (name.empty() || !rest.starts_with('=')) return std::nullopt;
    rest.remove_prefix(1);
    skip_blanks(rest);
    if (!rest.starts_with('"') && !rest.starts_with('\'')) return std::nullopt;
    const auto quote = rest.substr(0, 1);
    rest.remove_prefix(1);
    const auto end = rest.find(quote);
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return std::pair(name, value);
}

bool is_secret(std::string_view value) {
    return !is_placeholder(trimmed(value).substr(0, kLongestValue));
}

struct Tag {
    std::string_view element; // without its prefix; empty: an end, a comment
    std::string_view named;   // what its attribute "name" or "key" stands for
    std::string_view value;   // of its attribute "value"
    std::string_view text;    // behind it, up to the next tag
};

/// `rest` begins behind a '<', and ends behind what was read.
Tag read_tag(std::string_view& rest) {
    Tag tag;
    tag.element = take_until(rest, " \t\r\n\"'<>/=");
    if (tag.element.starts_with('!')) return {};           // what a comment holds may be a tag
    tag.element.remove_prefix(tag.element.rfind(':') + 1); // none: npos + 1 is 0
    while (const auto found = attribute(rest)) {
        const auto name = lower(found->first.substr(0, kLongestKey));
        if (name == "name" || name == "key")
            tag.named = what_of_key(found->second.substr(0, kLongestKey));
        if (name == "value") tag.value = found->second;
    }
    if (!rest.starts_with('>')) return tag;
    rest.remove_prefix(1);
    tag.text = take_until(rest, "<");
    return tag;
}

/// `key`: what the tag before it named, as property lists do: <key>token</key> <string>x</string>.
std::string_view secret_of(const Tag& tag, std::string_view key) {
    if (!tag.named.empty() && is_secret(tag.value)) return tag.named;
    auto what = tag.named;
    if (what.empty()) what = what_of_key(tag.element.substr(0, kLongestKey));
    if (what.empty() && (tag.element == "string" || tag.element == "data")) what = key;
    return !what.empty() && is_secret(tag.text) ? what : std::string_view();
}

} // namespace

std::vector<TagSecret> secrets_in_tags(std::string_view text, std::size_t most) {
    std::vector<TagSecret> found;
    std::string_view key;
    auto rest = text;
    for (auto at = rest.find('<'); at != std::string_view::npos && found.size() < most;
         at = rest.find('<')) {
        const auto begin = text.size() - rest.size() + at;
        rest.remove_prefix(at + 1);
        const auto tag = read_tag(rest);
        if (const auto what = secret_of(tag, key); !what.empty()) found.push_back({begin, what});
        if (tag.element == "key")
            key = what_of_key(trimmed(tag.text).substr(0, kLongestKey));
        else if (!tag.element.empty())
            key = {};
    }
    return found;
}

} // namespace ferry::settings
