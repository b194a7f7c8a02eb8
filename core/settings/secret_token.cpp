// Secrets that their own form gives away. Prefixes as their makers publish them (November 2026).
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/secret_forms.hpp"

#include <algorithm>
#include <cstddef>

namespace ferry::settings {
namespace {

bool is_upper_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_alnum(char c) {
    return is_upper_or_digit(c) || (c >= 'a' && c <= 'z');
}

bool is_name_byte(char c) {
    return is_alnum(c) || c == '_';
}

bool is_url_base64(char c) {
    return is_name_byte(c) || c == '-';
}

struct Token {
    std::string_view prefix;
    std::size_t at_least; // bytes behind the prefix
    bool (*allowed)(char c);
    bool exact; // no further letter or digit may follow
    std::string_view what;
};

constexpr Token kTokens[] = {
    {"ghp_", 36, is_alnum, false, "a GitHub token"},
    {"gho_", 36, is_alnum, false, "a GitHub token"},
    {"ghu_", 36, is_alnum, false, "a GitHub token"},
    {"ghs_", 36, is_alnum, false, "a GitHub token"},
    {"ghr_", 36, is_alnum, false, "a GitHub token"},
    {"github_pat_", 22, is_name_byte, false, "a GitHub token"},
    {"glpat-", 20, is_url_base64, false, "a GitLab token"},
    {"AKIA", 16, is_upper_or_digit, true, "an AWS access key"},
    {"ASIA", 16, is_upper_or_digit, true, "an AWS access key"},
    {"xoxb-", 10, is_url_base64, false, "a Slack token"},
    {"xoxa-", 10, is_url_base64, false, "a Slack token"},
    {"xoxp-", 10, is_url_base64, false, "a Slack token"},
    {"xoxr-", 10, is_url_base64, false, "a Slack token"},
    {"xoxs-", 10, is_url_base64, false, "a Slack token"},
    {"AIza", 35, is_url_base64, false, "a Google key"},
    {"sk_live_", 16, is_alnum, false, "a Stripe key"},
    {"rk_live_", 16, is_alnum, false, "a Stripe key"},
    {"npm_", 36, is_alnum, false, "an npm token"},
};

/// Reads no further than the token's least length, so that a line costs no more than its size.
bool begins_with(std::string_view text, const Token& token) {
    if (!text.starts_with(token.prefix)) return false;
    text.remove_prefix(token.prefix.size());
    if (text.size() < token.at_least ||
        !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(token.at_least),
                     token.allowed))
        return false;
    return !token.exact || text.size() == token.at_least || !is_alnum(text[token.at_least]);
}

/// Takes a run of base64 and the dot behind it off the front; false where there is no such part.
bool take_part(std::string_view& text, std::string_view prefix) {
    constexpr std::size_t shortest = 8;
    if (!text.starts_with(prefix)) return false;
    const auto end = std::find_if_not(text.begin(), text.end(), is_url_base64);
    const auto length = static_cast<std::size_t>(end - text.begin());
    if (length < shortest || end == text.end() || *end != '.') return false;
    text.remove_prefix(length + 1);
    return true;
}

/// Header and payload are JSON objects, whose first bytes are always "eyJ" in base64.
bool begins_with_web_token(std::string_view text) {
    return take_part(text, "eyJ") && take_part(text, "eyJ");
}

/// "-----BEGIN OPENSSH PRIVATE KEY-----" and its like; also within a text of JSON.
bool has_private_key(std::string_view line) {
    constexpr std::string_view begin = "-----BEGIN ";
    constexpr std::size_t longest = 60; // of the words up to the next dashes
    for (auto at = line.find(begin); at != std::string_view::npos; at = line.find(begin, at)) {
        at += begin.size();
        const auto words = line.substr(at, longest);
        if (words.substr(0, words.find('-')).find("PRIVATE KEY") != std::string_view::npos)
            return true;
    }
    return line.starts_with("PuTTY-User-Key-File-");
}

} // namespace

std::string_view token_in(std::string_view line) {
    if (has_private_key(line)) return "a private key";
    for (std::size_t i = 0; i < line.size(); ++i) {
        constexpr std::string_view first_letters = "gAxsrne";
        if (first_letters.find(line[i]) == std::string_view::npos) continue;
        if (i > 0 && is_alnum(line[i - 1])) continue;
        const auto rest = line.substr(i);
        for (const auto& token : kTokens) {
            if (begins_with(rest, token)) return token.what;
        }
        // Behind '-' or '_' too it would read one run of base64 again and again.
        if ((i == 0 || !is_url_base64(line[i - 1])) && begins_with_web_token(rest))
            return "a JSON web token";
    }
    return {};
}

} // namespace ferry::settings
