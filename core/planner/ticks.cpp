// Reads "1-5 8 ^3": what a person types under a numbered plan.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/planner/planner.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace ferry::planner {
namespace {

struct Range {
    std::size_t first = 0;
    std::size_t last = 0; // included
};

Error not_understood(std::string_view word) {
    return Error{Code::BadData, "\"" + printable(word.substr(0, 40)) +
                                    "\" is not understood; write numbers as in 1-5 8 ^3, all, or "
                                    "none"};
}

/// A number of any length is a number; one that is too large for us names no line.
bool read_number(std::string_view text, std::size_t& number) {
    const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return false;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc()) number = 0;
    return true;
}

Result<Range> read_range(std::string_view word, std::size_t lines) {
    const auto dash = word.find('-');
    const auto left = word.substr(0, dash);
    const auto right = dash == std::string_view::npos ? left : word.substr(dash + 1);
    Range range;
    if (!read_number(left, range.first) || !read_number(right, range.last))
        return not_understood(word);
    for (const auto& [text, number] : {std::pair(left, range.first), {right, range.last}}) {
        if (number == 0 || number > lines)
            return Error{Code::BadData, "there is no line " + std::string(text.substr(0, 40)) +
                                            "; the lines are numbered from 1 to " +
                                            std::to_string(lines)};
    }
    if (range.first > range.last)
        return Error{Code::BadData, "\"" + std::string(word) + "\" runs backwards; write " +
                                        std::string(right) + "-" + std::string(left)};
    return range;
}

std::vector<std::string> words_of(const std::string& text) {
    auto spaced = lower(text);
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return c == ',' || c == '\t' || c == '\n'; },
        ' ');
    auto words = split(spaced, ' ');
    std::erase(words, "");
    return words;
}

} // namespace

Result<std::vector<bool>> parse_ticks(const std::string& text, const std::vector<bool>& ticked) {
    const auto words = words_of(text);
    const bool only_exclusions = std::all_of(
        words.begin(), words.end(), [](const std::string& word) { return word.front() == '^'; });
    auto chosen = only_exclusions ? ticked : std::vector<bool>(ticked.size(), false);
    std::vector<bool> excluded(ticked.size(), false);
    for (const auto& word : words) {
        if (word == "none") continue;
        if (word == "all") {
            chosen.assign(chosen.size(), true);
            continue;
        }
        const bool exclude = word.front() == '^';
        const auto range =
            read_range(std::string_view(word).substr(exclude ? 1 : 0), ticked.size());
        if (!range) return range.error();
        auto& target = exclude ? excluded : chosen;
        for (auto line = range->first; line <= range->last; ++line)
            target[line - 1] = true;
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (excluded[i]) chosen[i] = false;
    }
    return chosen;
}

} // namespace ferry::planner
