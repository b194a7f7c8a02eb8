// Words that a name carries beside the name.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/comparable_name.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace ferry::identity {
namespace {

/// Channels, editions and parts: software that carries one is other software than its plain
/// sibling.
constexpr std::array kVariants = {
    "alpha",       "beta",       "betas",     "canary",     "ce",           "classic",   "cli",
    "commandline", "community",  "daily",     "demo",       "dev",          "developer", "eap",
    "edition",     "edu",        "education", "enterprise", "esr",          "free",      "full",
    "headless",    "insider",    "insiders",  "install",    "installer",    "langpack",  "legacy",
    "lite",        "lts",        "msi",       "nightlies",  "nightly",      "oss",       "portable",
    "premium",     "prerelease", "preview",   "pro",        "professional", "rc",        "runtime",
    "sdk",         "server",     "snapshot",  "standalone", "testing",      "trial",     "ultimate",
    "unstable"};

/// Words that one source writes and another leaves out.
constexpr std::array kFillers = {"app",   "application", "for", "mac",     "macos",   "windows",
                                 "linux", "the",         "x64", "64",      "bit",     "64bit",
                                 "win64", "win",         "osx", "version", "desktop", "client",
                                 "inc",   "ltd",         "llc", "gui"};

const std::map<std::string, std::string, std::less<>>& same_variant() {
    static const std::map<std::string, std::string, std::less<>> words = {{"ce", "community"},
                                                                          {"insider", "insiders"},
                                                                          {"betas", "beta"},
                                                                          {"nightlies", "nightly"},
                                                                          {"professional", "pro"},
                                                                          {"edu", "education"},
                                                                          {"commandline", "cli"},
                                                                          {"edition", ""},
                                                                          {"full", ""},
                                                                          {"install", "install"},
                                                                          {"msi", ""},
                                                                          {"installer", ""}};
    return words;
}

template <typename Words>
bool in(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool belongs(char c) {
    return is_upper(c) || is_lower(c) || is_digit(c) || c == '+' || c == '#' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(lower(word));
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!belongs(text[i])) {
            finish();
            continue;
        }
        if (is_upper(text[i]) && i > 0 && is_lower(text[i - 1])) finish();
        word += text[i];
    }
    finish();
    return words;
}

bool is_number(std::string_view word) {
    return std::all_of(word.begin(), word.end(), is_digit);
}

/// "(64-bit)", "(Install)": what stands in brackets is about the package.
std::string without_brackets(std::string_view text) {
    std::string left;
    int depth = 0;
    for (const char c : text) {
        if (c == '(' || c == '[') ++depth;
        if (depth == 0) left += c;
        if ((c == ')' || c == ']') && depth > 0) --depth;
    }
    return left;
}

} // namespace

ComparableName comparable_name(std::string_view text) {
    ComparableName name;
    const auto words = words_of(without_brackets(text));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (i > 0 && is_number(word)) {
            name.variant.insert(word);
        } else if (i > 0 && in(kVariants, word)) {
            const auto same = same_variant().find(word);
            const auto& variant = same == same_variant().end() ? word : same->second;
            if (!variant.empty()) name.variant.insert(variant);
        } else if (i == 0 || !in(kFillers, word)) {
            name.plain += word;
        }
    }
    return name;
}

} // namespace ferry::identity
