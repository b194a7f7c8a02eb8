// Works on places in the text only: what stands between two members may be comments.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/json_members.hpp"

#include <algorithm>

namespace ferry::settings {
namespace {

constexpr auto kNone = std::string_view::npos;

std::size_t before_blanks(std::string_view text, std::size_t at, std::string_view blanks) {
    while (at > 0 && blanks.find(text[at - 1]) != kNone)
        --at;
    return at;
}

/// The beginning of the next line where only blanks and comments follow on this one.
std::size_t next_line(std::string_view text, std::size_t at) {
    for (;;) {
        at = text.find_first_not_of(" \t\r", at);
        if (at == kNone) return kNone;
        if (text[at] == '\n') return at + 1;
        const auto two = text.substr(at, 2);
        if (two == "//") {
            at = text.find('\n', at);
            continue;
        }
        const auto end = two == "/*" ? text.find("*/", at + 2) : kNone;
        if (end == kNone || text.substr(at, end - at).find('\n') != kNone) return kNone;
        at = end + 2;
    }
}

void remove_member(TextEdits& edits, std::string_view text, const JsonValue& object,
                   std::size_t position) {
    const auto& member = object.members[position];
    const auto begin = member.span.begin;
    const auto end = member.comma == kNoComma ? member.span.end : member.comma + 1;
    const auto next = next_line(text, end);
    const auto indent = own_line_indent(text, begin);
    if (indent && next != kNone)
        edits.remove({begin - indent->size(), next});
    else if (position + 1 == object.members.size())
        edits.remove({before_blanks(text, begin, " \t"), end});
    else
        edits.remove({begin, std::min(text.find_first_not_of(" \t", end), text.size())});
}

/// Of the last member that stays; `more`: new ones come behind it.
void mend_comma(TextEdits& edits, const JsonMember& last_kept, bool trailing, bool more) {
    const auto comma = last_kept.comma;
    if (more && comma == kNoComma) edits.insert(last_kept.span.end, ",");
    if (!more && comma != kNoComma && !trailing) edits.remove({comma, comma + 1});
}

void add_members(TextEdits& edits, std::string_view text, const JsonChange& change) {
    const auto& object = change.object;
    const auto& layout = change.layout;
    const auto& added = change.added;
    const auto brace = object.span.end - 1;
    const auto brace_indent = own_line_indent(text, brace);
    const auto after_last = before_blanks(text, brace, " \t\r\n");
    const bool empty = after_last == object.span.begin + 1;
    const bool by_line = brace_indent || (empty && layout.spread);
    const auto indent = by_line ? member_indent(text, object, layout) : std::string(" ");
    const bool trailing = !object.members.empty() && object.members.back().comma != kNoComma;

    std::string joined;
    for (std::size_t i = 0; i < added.size(); ++i) {
        if (i > 0 || !empty || by_line) joined += indent;
        joined += added[i];
        if (i + 1 < added.size() || trailing) joined += ',';
        if (by_line) joined += layout.line_end;
    }
    if (brace_indent)
        edits.insert(brace - brace_indent->size(), std::move(joined));
    else if (by_line)
        edits.replace({after_last, brace},
                      std::string(layout.line_end) + joined + std::string(layout.indent));
    else
        edits.insert(after_last, std::move(joined));
}

} // namespace

std::optional<std::string_view> own_line_indent(std::string_view text, std::size_t at) {
    const auto begin = before_blanks(text, at, " \t");
    if (begin > 0 && text[begin - 1] != '\n') return std::nullopt;
    return text.substr(begin, at - begin);
}

std::string member_indent(std::string_view text, const JsonValue& object,
                          const JsonLayout& layout) {
    for (auto member = object.members.rbegin(); member != object.members.rend(); ++member) {
        if (const auto indent = own_line_indent(text, member->span.begin))
            return std::string(*indent);
    }
    return std::string(layout.indent) + std::string(layout.unit);
}

void change_members(TextEdits& edits, std::string_view text, const JsonChange& change) {
    const auto& members = change.object.members;
    const auto& removed = change.removed;
    for (const auto position : removed)
        remove_member(edits, text, change.object, position);
    auto kept = members.size();
    for (auto gone = removed.rbegin(); gone != removed.rend() && *gone + 1 == kept; ++gone)
        --kept;
    if (kept > 0) {
        const bool trailing = members.back().comma != kNoComma;
        mend_comma(edits, members[kept - 1], trailing, !change.added.empty());
    }
    if (!change.added.empty()) add_members(edits, text, change);
}

} // namespace ferry::settings
