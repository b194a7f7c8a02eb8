// Small things with text that the parsers of several plugins need.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::kit {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// Length of the well-formed UTF-8 letter at the front, or 0.
std::size_t letter_at_front(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                               : first >= 0xe0 && first <= 0xef ? 3
                               : first >= 0xf0 && first <= 0xf4 ? 4
                                                                : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0u) != 0x80) return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool beyond = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : length;
}

/// Length of the terminal escape sequence at the front: ESC [ ... letter, or ESC and one byte.
std::size_t escape_at_front(std::string_view text) {
    if (text.size() < 2) return text.size();
    if (text[1] != '[') return 2;
    std::size_t end = 2;
    while (end < text.size() && (text[end] < '@' || text[end] > '~'))
        ++end;
    return std::min(end + 1, text.size());
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        if (end > 0) lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (line = trimmed(line); !line.empty(); line = trimmed(line)) {
        const auto end = std::min(line.find_first_of(" \t"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return words;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const auto& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

std::string plain(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (text.front() == '\x1b') {
            text.remove_prefix(escape_at_front(text));
            continue;
        }
        const auto length = letter_at_front(text);
        if (is_control(text.front()) || text.front() == ' ') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (length == 0) {
            out += '?';
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string excerpt(std::string_view text, std::size_t limit) {
    std::string out;
    while (!text.empty()) {
        const auto length = letter_at_front(text);
        if (out.size() + std::max<std::size_t>(length, 1) > limit) return out + "...";
        if (length == 0 || is_control(text.front()))
            out += '?';
        else
            out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string last_words(std::string_view text) {
    const auto lines = lines_of(text);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (auto words = plain(*line); !words.empty()) return words;
    }
    return {};
}

} // namespace ferry::kit
