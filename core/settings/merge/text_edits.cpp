// One pass over the sorted edits; lines end with "\n" and may have a "\r" before it.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/text_edits.hpp"

#include <algorithm>

namespace ferry::settings {

std::string TextEdits::applied_to(std::string_view text) const {
    std::vector<const Edit*> sorted;
    for (const auto& edit : edits_)
        sorted.push_back(&edit);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Edit* left, const Edit* right) {
        return left->span.begin < right->span.begin;
    });
    std::string result;
    std::size_t at = 0;
    for (const auto* edit : sorted) {
        if (edit->span.begin > at) result += text.substr(at, edit->span.begin - at);
        result += edit->text;
        at = std::max(at, edit->span.end);
    }
    result += text.substr(at);
    return result;
}

std::size_t line_number(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::string_view line_end_of(std::string_view text, std::string_view otherwise) {
    for (const auto candidate : {text, otherwise}) {
        const auto end = candidate.find('\n');
        if (end == std::string_view::npos) continue;
        return end > 0 && candidate[end - 1] == '\r' ? "\r\n" : "\n";
    }
    return "\n";
}

std::string with_line_ends(std::string_view text, std::string_view line_end) {
    std::string result;
    for (;;) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (end == std::string_view::npos) return result += line;
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        result += line;
        result += line_end;
        text.remove_prefix(end + 1);
    }
}

std::string with_last_line_ended(std::string_view text, std::string_view line_end) {
    std::string result(text);
    if (!text.empty() && !text.ends_with('\n')) result += line_end;
    return result;
}

void end_like(std::string& text, std::string_view like, std::string_view line_end) {
    if (like.empty() || like.ends_with('\n') || !text.ends_with(line_end)) return;
    const auto shorter = std::string_view(text).substr(0, text.size() - line_end.size());
    // An empty last line stays: in an INI text it may be what a backslash before it goes on with.
    if (!shorter.ends_with('\n')) text.resize(shorter.size());
}

} // namespace ferry::settings
