// Hand-written matchers: std::regex recurses on long input, and a hostile id may be of any length.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/grammar.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstddef>

namespace ferry {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c);
}
bool upper_or_digit(char c) {
    return is_upper(c) || is_digit(c);
}
bool letter_or_digit(char c) {
    return lower_or_digit(c) || is_upper(c);
}

bool consists_of(std::string_view text, bool (*letter)(char), std::string_view also) {
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || also.find(c) != std::string_view::npos; });
}

bool apt_name(std::string_view name) {
    return name.size() >= 2 && name.size() <= 128 && lower_or_digit(name.front()) &&
           consists_of(name, lower_or_digit, "+.-");
}

/// "i386", "kfreebsd-amd64". Ends in a letter or digit: apt-get removes what "foo:amd64-" names.
bool apt_arch(std::string_view arch) {
    return !arch.empty() && arch.size() <= 32 && lower_or_digit(arch.front()) &&
           lower_or_digit(arch.back()) && consists_of(arch, lower_or_digit, "-");
}

bool apt_id(std::string_view id) {
    const auto colon = id.find(':');
    return apt_name(id.substr(0, colon)) &&
           (colon == std::string_view::npos || apt_arch(id.substr(colon + 1)));
}

bool dnf_id(std::string_view id) {
    return !id.empty() && id.size() <= 200 && (letter_or_digit(id.front()) || id.front() == '_') &&
           consists_of(id, letter_or_digit, "._+-");
}

bool brew_part(std::string_view part, std::string_view also) {
    return !part.empty() && lower_or_digit(part.front()) && consists_of(part, lower_or_digit, also);
}

/// "name", or "user/repo/name" of another tap. brew runs a path, a URL or a ".rb" file as code.
bool brew_name(std::string_view name) {
    if (name.size() > 200 || name.ends_with(".rb")) return false;
    const auto first = name.find('/');
    if (first == std::string_view::npos) return brew_part(name, "+._@-");
    const auto second = name.find('/', first + 1);
    return second != std::string_view::npos && brew_part(name.substr(0, first), "_-") &&
           brew_part(name.substr(first + 1, second - first - 1), "_-") &&
           brew_part(name.substr(second + 1), "+._@-");
}

bool brew_id(std::string_view id) {
    for (const std::string_view kind : {"cask:", "formula:"}) {
        if (id.starts_with(kind)) return brew_name(id.substr(kind.size()));
    }
    return false;
}

bool store_id(std::string_view id) {
    return (id.size() == 12 || (id.size() == 14 && id.starts_with("XP"))) &&
           consists_of(id, upper_or_digit, "");
}

/// Stricter than winget's own schema: ids with '&' or accents exist and are never installed by us.
bool winget_id(std::string_view id) {
    if (store_id(id)) return true;
    if (id.empty() || id.size() > 128 || !letter_or_digit(id.front())) return false;
    const auto parts = split(id, '.');
    return parts.size() >= 2 && parts.size() <= 8 &&
           std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
               return !part.empty() && part.size() <= 32 &&
                      consists_of(part, letter_or_digit, "_+-");
           });
}

bool choco_id(std::string_view id) {
    if (id.empty() || id.size() > 100) return false;
    const auto folded = lower(id);
    for (const std::string_view ending : {".config", ".nupkg", ".nuspec"}) {
        if (folded.ends_with(ending)) return false; // choco reads it as a file
    }
    bool after_word = false;
    for (const char c : id) {
        const bool word = letter_or_digit(c) || c == '_';
        if (!word && !((c == '.' || c == '-') && after_word)) return false;
        after_word = word;
    }
    return after_word && folded != "all";
}

bool flatpak_id(std::string_view id) {
    if (id.size() > 255) return false;
    const auto parts = split(id, '.');
    return parts.size() >= 3 &&
           std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
               return !part.empty() && !is_digit(part.front()) && part.front() != '-' &&
                      consists_of(part, letter_or_digit, &part == &parts.back() ? "_-" : "_");
           });
}

bool careful_id(std::string_view id) {
    return !id.empty() && id.size() <= 200 && letter_or_digit(id.front()) &&
           consists_of(id, letter_or_digit, "._+@:/-") && id.find("..") == std::string_view::npos;
}

struct Rule {
    std::string_view installer;
    bool (*fits)(std::string_view);
    bool ignores_case;
    std::string_view words;
};

constexpr Rule kRules[] = {
    {"apt", apt_id, false, "a-z 0-9 + . -, beginning with a letter or digit, at least two"},
    {"brew", brew_id, true, "cask:NAME or formula:NAME in lower case, or with the tap USER/REPO/"},
    {"choco", choco_id, true, "words of A-Z a-z 0-9 _ between single dots or hyphens"},
    {"dnf", dnf_id, false, "A-Z a-z 0-9 . _ + -, beginning with a letter, digit or _"},
    {"flatpak", flatpak_id, false, "three or more words between dots, as in org.gnome.Maps"},
    {"winget", winget_id, true, "Publisher.Name of A-Z a-z 0-9 _ + - and dots, or a store id"},
    {"", careful_id, false, "A-Z a-z 0-9 . _ + @ : / -, beginning with a letter or digit"},
};

const Rule& rule_of(const InstallerId& installer) {
    const auto* last = std::end(kRules) - 1; // for every other installer
    return *std::find_if(std::begin(kRules), last,
                         [&](const Rule& rule) { return rule.installer == installer.text; });
}

} // namespace

bool valid_native_id(const InstallerId& installer, std::string_view id) {
    return rule_of(installer).fits(id);
}

std::string_view native_id_rule(const InstallerId& installer) {
    return rule_of(installer).words;
}

bool same_native_id(const InstallerId& installer, std::string_view left, std::string_view right) {
    return left == right || (rule_of(installer).ignores_case && lower(left) == lower(right));
}

} // namespace ferry
