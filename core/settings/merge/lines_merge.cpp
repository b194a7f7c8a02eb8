// Lists of lines (known hosts, ignore patterns): a line is there or not. Empty lines are layout.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/merge/sides.hpp"
#include "core/settings/merge/text_edits.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <unordered_set>

namespace ferry::settings {
namespace {

using LineSet = std::unordered_set<std::string_view>;

struct Line {
    std::string_view text; // without its end
    Span span;             // with its end
};

/// All but the empty ones.
std::vector<Line> lines_in(std::string_view text) {
    std::vector<Line> result;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
        auto line = text.substr(at, end - at);
        if (line.ends_with('\n')) line.remove_suffix(1);
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!trimmed(line).empty()) result.push_back({line, {at, end}});
        at = end;
    }
    return result;
}

LineSet set_of(const std::vector<Line>& lines) {
    LineSet set;
    for (const auto& line : lines)
        set.insert(line.text);
    return set;
}

} // namespace

Merged merge_lines(const Sides& sides) {
    const auto line_end = line_end_of(sides.ours, sides.theirs);
    const auto our_text = with_last_line_ended(sides.ours, line_end);
    const auto ours = lines_in(our_text);
    const auto theirs = lines_in(sides.theirs);
    const auto in_base = set_of(lines_in(sides.base));
    const auto in_theirs = set_of(theirs);

    TextEdits edits;
    std::unordered_map<std::string_view, std::size_t> after; // a line that is there, to its end
    for (const auto& line : ours) {
        if (in_base.count(line.text) > 0 && in_theirs.count(line.text) == 0)
            edits.remove(line.span);
        else
            after.emplace(line.text, line.span.end);
    }
    std::string_view before; // the line of theirs before this one
    for (const auto& line : theirs) {
        if (after.count(line.text) == 0 && in_base.count(line.text) == 0) {
            const auto found = after.find(before);
            const auto at = found == after.end() ? our_text.size() : found->second;
            edits.insert(at, std::string(line.text) + std::string(line_end));
            after.emplace(line.text, at);
        }
        before = line.text;
    }
    Merged merged{edits.applied_to(our_text), {}};
    end_like(merged.text, sides.ours, line_end);
    return merged;
}

} // namespace ferry::settings
