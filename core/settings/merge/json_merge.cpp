// Objects merge member by member, at any depth; lists and scalars are values as a whole.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/merge/json_document.hpp"
#include "core/settings/merge/json_members.hpp"
#include "core/settings/merge/sides.hpp"

#include <utility>

namespace ferry::settings {
namespace {

constexpr std::string_view kDefaultUnit = "    "; // as VS Code writes it

bool same(const JsonMember* left, const JsonMember* right) {
    if (left == nullptr || right == nullptr) return left == right;
    return same_meaning(left->value, right->value);
}

std::string shown(std::string_view text, const JsonMember* member) {
    return std::string(member == nullptr ? kNotThere : member->value.span.of(text));
}

/// How deep the first member of the text that has its own line stands.
std::string_view first_indent(std::string_view text, const JsonValue& root) {
    for (const auto& member : root.members) {
        const auto indent = own_line_indent(text, member.span.begin);
        if (indent && !indent->empty()) return *indent;
    }
    return {};
}

/// One object on its way down.
struct Place {
    std::string path; // of keys, with '.' behind it; empty for the root
    std::string_view indent;
};

class JsonMerge {
public:
    JsonMerge(const Sides& sides, const JsonValue& ours, const JsonValue& theirs)
        : sides_(sides), line_end_(line_end_of(sides.ours, sides.theirs)),
          unit_(first_indent(sides.ours, ours)),
          has_lines_(trimmed(sides.ours).find('\n') != std::string_view::npos) {
        if (unit_.empty()) unit_ = first_indent(sides.theirs, theirs);
        if (unit_.empty()) unit_ = kDefaultUnit;
    }

    Merged merge(const JsonValue& base, const JsonValue& ours, const JsonValue& theirs) {
        if (!ours.is_object || !theirs.is_object) return merge_whole(base, ours, theirs);
        merge_objects(base.is_object ? &base : nullptr, ours, theirs, {});
        return {edits_.applied_to(sides_.ours), std::move(clashes_)};
    }

private:
    Merged merge_whole(const JsonValue& base, const JsonValue& ours, const JsonValue& theirs) {
        const auto decision = decide(same_meaning(ours, theirs), !same_meaning(base, ours),
                                     !same_meaning(base, theirs), sides_.newer);
        if (decision.clash)
            clashes_.push_back(clash_of("(the whole file)", std::string(trimmed(sides_.ours)),
                                        std::string(trimmed(sides_.theirs)), sides_.newer));
        const bool keep = decision.side == Side::Ours;
        return {keep ? std::string(sides_.ours) : with_line_ends(sides_.theirs, line_end_),
                std::move(clashes_)};
    }

    void merge_objects(const JsonValue* base, const JsonValue& ours, const JsonValue& theirs,
                       const Place& place) {
        const auto old = [&](const JsonMember& member) {
            return base == nullptr ? nullptr : base->find(member.key);
        };
        std::vector<std::size_t> removed;
        for (std::size_t i = 0; i < ours.members.size(); ++i) {
            const auto& member = ours.members[i];
            const auto* other = theirs.find(member.key);
            if (other != nullptr && member.value.is_object && other->value.is_object)
                merge_deeper(old(member), member, *other, place);
            else if (!takes_theirs(old(member), &member, other, place))
                continue;
            else if (other == nullptr)
                removed.push_back(i);
            else
                edits_.replace(member.value.span, moved_value(member, *other));
        }
        std::vector<const JsonMember*> added;
        for (const auto& member : theirs.members) {
            if (ours.find(member.key) == nullptr &&
                takes_theirs(old(member), nullptr, &member, place))
                added.push_back(&member);
        }
        change_object(ours, removed, added, place);
    }

    void merge_deeper(const JsonMember* base, const JsonMember& ours, const JsonMember& theirs,
                      const Place& place) {
        const bool known = base != nullptr && base->value.is_object;
        const auto indent = own_line_indent(sides_.ours, ours.span.begin);
        merge_objects(known ? &base->value : nullptr, ours.value, theirs.value,
                      {place.path + ours.key + ".", indent.value_or(place.indent)});
    }

    /// Whether theirs' value, or its absence, has to go into our text. Notes the clash.
    bool takes_theirs(const JsonMember* base, const JsonMember* ours, const JsonMember* theirs,
                      const Place& place) {
        const auto decision =
            decide(same(ours, theirs), !same(base, ours), !same(base, theirs), sides_.newer);
        if (decision.clash) {
            const auto& key = (ours != nullptr ? ours : theirs)->key;
            clashes_.push_back(clash_of(place.path + key, shown(sides_.ours, ours),
                                        shown(sides_.theirs, theirs), sides_.newer));
        }
        return decision.side == Side::Theirs;
    }

    void change_object(const JsonValue& ours, const std::vector<std::size_t>& removed,
                       const std::vector<const JsonMember*>& added, const Place& place) {
        if (ours.is_absent()) return begin_object(added);
        if (removed.empty() && added.empty()) return;
        const bool spread = place.path.empty() || has_lines_;
        JsonChange change{ours, {line_end_, unit_, place.indent, spread}, removed};
        const auto indent = member_indent(sides_.ours, ours, change.layout);
        for (const auto* member : added)
            change.added.push_back(moved(member->span, *member, indent));
        change_members(edits_, sides_.ours, change);
    }

    /// Our text is empty, or all comments.
    void begin_object(const std::vector<const JsonMember*>& added) {
        if (added.empty()) return;
        const auto end = std::string(line_end_);
        std::string text = sides_.ours.empty() || sides_.ours.ends_with('\n') ? std::string() : end;
        text += "{" + end;
        for (const auto* member : added) {
            text += std::string(unit_) + moved(member->span, *member, unit_);
            text += (member == added.back() ? "" : ",") + end;
        }
        edits_.insert(sides_.ours.size(), text + "}" + end);
    }

    std::string moved_value(const JsonMember& ours, const JsonMember& theirs) const {
        return moved(theirs.value.span, theirs, own_line_indent(sides_.ours, ours.span.begin));
    }

    /// Theirs' text with our line ends; where both sides have the member on its own line, its
    /// further lines stand as deep as ours.
    std::string moved(Span span, const JsonMember& theirs,
                      std::optional<std::string_view> indent) const {
        const auto text = with_line_ends(span.of(sides_.theirs), line_end_);
        const auto from = own_line_indent(sides_.theirs, theirs.span.begin);
        if (!indent || !from) return text;
        std::string result;
        std::size_t at = 0;
        for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
            result.append(text, at, end + 1 - at);
            at = end + 1;
            if (text.compare(at, from->size(), *from) != 0) continue;
            result += *indent;
            at += from->size();
        }
        return result.append(text, at);
    }

    const Sides& sides_;
    std::string_view line_end_;
    std::string_view unit_;
    bool has_lines_; // our text is no single line
    TextEdits edits_;
    std::vector<Clash> clashes_;
};

} // namespace

Result<Merged> merge_json(const Sides& sides) {
    const auto base = read_json(sides.base);
    if (!base) return base.error().under("base");
    const auto ours = read_json(sides.ours);
    if (!ours) return ours.error().under("ours");
    const auto theirs = read_json(sides.theirs);
    if (!theirs) return theirs.error().under("theirs");
    return JsonMerge(sides, *ours, *theirs).merge(*base, *ours, *theirs);
}

} // namespace ferry::settings
