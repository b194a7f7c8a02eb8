// Secrets that the name before them gives away: passwords in addresses, keys with values.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/secret_forms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>

namespace ferry::settings {
namespace {

/// The end of the key without '_', '-' and '.', and how a person would say it.
struct SecretKey {
    std::string_view end;
    std::string_view what;
};

constexpr std::array<SecretKey, 9> kKeys = {{
    {"password", "a value for \"password\""},
    {"passwd", "a value for \"passwd\""},
    {"passphrase", "a value for \"passphrase\""},
    {"secret", "a value for \"secret\""},
    {"token", "a value for \"token\""},
    {"apikey", "a value for \"api key\""},
    {"accesskey", "a value for \"access key\""},
    {"secretkey", "a value for \"secret key\""},
    {"privatekey", "a value for \"private key\""},
}};

constexpr std::string_view kNoSecrets[] = {
    "true", "false", "yes", "no",     "on",    "off",     "null",    "none",     "nil",
    "0",    "1",     "ask", "prompt", "never", "default", "enabled", "disabled", "undefined"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_key_byte(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

bool is_quote(char c) {
    return c == '"' || c == '\'' || c == '`';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// The name that ends at `end`: blanks, a quote and its backslash may stand between.
std::string_view key_before(std::string_view line, std::size_t end) {
    const auto floor = end > kLongestKey ? end - kLongestKey : 0;
    while (end > floor && is_blank(line[end - 1]))
        --end;
    if (end > floor && (is_quote(line[end - 1]) || line[end - 1] == ']')) --end;
    while (end > floor && (line[end - 1] == '\\' || is_quote(line[end - 1])))
        --end;
    auto begin = end;
    while (begin > floor && is_key_byte(line[begin - 1]))
        --begin;
    return line.substr(begin, end - begin);
}

/// What stands between two quotes, at most as much as is read.
std::string_view quoted(std::string_view text) {
    const auto quote = text.front();
    text.remove_prefix(1);
    auto value = text.substr(0, text.find(quote));
    if (value.ends_with('\\')) value.remove_suffix(1); // JSON within JSON
    return value;
}

bool is_call(std::string_view value) {
    return value.find_first_of("([{") != std::string_view::npos;
}

/// The value behind a separator, or nothing where it is no plain value.
std::optional<std::string_view> value_after(std::string_view line, std::size_t separator) {
    auto text = line.substr(separator + 1, kLongestValue);
    if (line[separator] == '>') return trimmed(text.substr(0, text.find('<')));
    while (!text.empty() && (is_blank(text.front()) || text.front() == '\\' ||
                             text.front() == '=' || text.front() == '>'))
        text.remove_prefix(1);
    if (text.empty() || text.front() == ':') return std::nullopt; // "secret::key" is code
    if (is_quote(text.front())) return quoted(text);
    for (const std::string_view comment : {" #", " ;", " //"})
        text = text.substr(0, text.find(comment));
    text = trimmed(text);
    while (!text.empty() && (text.back() == ',' || text.back() == ';'))
        text.remove_suffix(1);
    // "the password: type it here" is prose, and f(x) is code.
    const bool prose = line[separator] == ':' && text.find(' ') != std::string_view::npos;
    if (prose || is_call(text)) return std::nullopt;
    return text;
}

bool is_separator(std::string_view line, std::size_t at) {
    if (line[at] == '=' || line[at] == ':') return true;
    return line[at] == '>' && at > 0 && (is_key_byte(line[at - 1]) || is_quote(line[at - 1]));
}

bool is_color(std::string_view value) {
    return value.size() >= 4 && value.size() <= 9 && value.front() == '#' &&
           value.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

bool is_path(std::string_view value) {
    for (const std::string_view front : {"~/", "./", "../", "~\\", ".\\", "..\\", "file:"}) {
        if (value.starts_with(front)) return true;
    }
    if (value.starts_with('/')) return value.find_first_of("+=") == std::string_view::npos;
    return value.size() > 2 && is_letter(value[0]) && value[1] == ':' &&
           (value[2] == '\\' || value[2] == '/');
}

} // namespace

std::string_view what_of_key(std::string_view key) {
    const auto text = lower(key);
    for (const std::string_view end : {"_pass", "-pass", ".pass"}) {
        if (text == "pass" || text.ends_with(end)) return kKeys[0].what;
    }
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters),
                 [](char c) { return c != '_' && c != '-' && c != '.'; });
    for (const auto& known : kKeys) {
        if (letters.ends_with(known.end)) return known.what;
    }
    return {};
}

bool is_placeholder(std::string_view value) {
    value = trimmed(value);
    if (value.empty() || is_path(value) || is_color(value)) return true;
    const auto text = lower(value);
    if (std::find(std::begin(kNoSecrets), std::end(kNoSecrets), text) != std::end(kNoSecrets))
        return true;
    if (value.find("${") != std::string_view::npos || value.find("{{") != std::string_view::npos)
        return true;
    const auto within = [&](char first, char last) {
        return value.size() > 2 && value.front() == first && value.back() == last;
    };
    if (within('<', '>') || within('%', '%') || within('{', '}')) return true;
    const bool one_variable = value.size() > 1 && value.front() == '$' &&
                              std::all_of(value.begin() + 1, value.end(),
                                          [](char c) { return is_letter(c) || c == '_'; });
    const bool mask =
        value.size() > 2 && value.find_first_not_of("*.xX-") == std::string_view::npos;
    return one_variable || mask;
}

std::string_view password_in_address(std::string_view line) {
    constexpr std::string_view begin = "://";
    for (auto at = line.find(begin); at != std::string_view::npos; at = line.find(begin, at)) {
        at += begin.size();
        const auto end = std::min(line.find_first_of("/ \t\r\"'<>`?#\\", at), line.size());
        const auto authority = line.substr(at, end - at);
        const auto user = authority.substr(0, std::min(authority.rfind('@'), authority.size()));
        const auto colon = user.find(':');
        if (user.size() < authority.size() && colon != std::string_view::npos &&
            !is_placeholder(user.substr(colon + 1)))
            return "a password in an address";
        at = end;
    }
    return {};
}

std::string_view named_secret_in(std::string_view line) {
    for (std::size_t i = line.find_first_of("=:>"); i != std::string_view::npos;
         i = line.find_first_of("=:>", i + 1)) {
        if (!is_separator(line, i)) continue;
        const auto what = what_of_key(key_before(line, i));
        if (what.empty()) continue;
        const auto value = value_after(line, i);
        if (value && !is_placeholder(*value)) return what;
    }
    return {};
}

} // namespace ferry::settings
