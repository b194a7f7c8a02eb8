// Small things with text that the parsers of several plugins need.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::kit {

constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text); // of spaces and tabs
/// Without line ends ("\n", "\r\n", "\r"); empty lines are left out.
std::vector<std::string_view> lines_of(std::string_view text);
std::vector<std::string_view> words_of(std::string_view line); // between spaces and tabs
std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// Fit for a message: control characters become '?', at most `limit` bytes, never half a letter.
std::string excerpt(std::string_view text, std::size_t limit = 60);

/// Foreign words on one line: escape sequences and control characters are dropped, spaces
/// shortened, bytes that are no UTF-8 become '?'.
std::string plain(std::string_view text);

/// The last line with any words in it, plain; empty where there is none.
std::string last_words(std::string_view text);

} // namespace ferry::kit
