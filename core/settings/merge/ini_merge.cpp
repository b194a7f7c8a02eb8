// A key of a section has a list of values, as git allows, which merges as a whole.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/settings/merge/ini_document.hpp"
#include "core/settings/merge/sides.hpp"

#include <algorithm>

namespace ferry::settings {
namespace {

constexpr std::string_view kBlanks = " \t\r";

using Values = std::vector<std::optional<std::string>>;
using Positions = std::vector<std::size_t>;

const Positions& positions_of(const IniDocument& document, const IniName& name) {
    static const Positions kNone;
    const auto found = document.positions.find(name);
    return found == document.positions.end() ? kNone : found->second;
}

Values values_of(const IniDocument& document, const Positions& positions) {
    Values values;
    for (const auto position : positions)
        values.push_back(document.entries[position].value);
    return values;
}

std::string shown(const Values& values) {
    if (values.empty()) return std::string(kNotThere);
    std::vector<std::string> texts;
    for (const auto& value : values)
        texts.push_back(value.value_or("(no value)"));
    return join(texts, ", ");
}

std::string_view indent_of(std::string_view line) {
    return line.substr(0, line.find_first_not_of(kBlanks));
}

bool ends_in_empty_line(std::string_view text) {
    const auto last = text.find_last_not_of(kBlanks);
    if (last == std::string_view::npos || text[last] != '\n') return false;
    const auto before = last == 0 ? last : text.find_last_not_of(kBlanks, last - 1);
    return last == 0 || before == std::string_view::npos || text[before] == '\n';
}

/// Where new keys of a section go in our text.
struct Target {
    std::size_t at = 0;
    std::optional<std::string_view> indent; // of the key before; none behind a header
};

std::map<std::string, Target> targets_in(const IniDocument& ours, std::string_view text) {
    std::map<std::string, Target> targets;
    for (const auto& block : ours.blocks) {
        if (block.count > 0) {
            const auto last = ours.entries[block.first + block.count - 1].span;
            targets[block.section] = {last.end, indent_of(last.of(text))};
        } else {
            targets.emplace(block.section, Target{block.header.end, {}});
        }
    }
    // Keys before any section where there are none yet: behind the comments of a file that has
    // nothing else, but never between a header and its comments.
    auto& top = targets[""];
    if (!top.indent && ours.blocks.size() == 1) top.at = text.size();
    return targets;
}

class IniMerge {
public:
    /// The last line of `sides.ours` has an end.
    IniMerge(const Sides& sides, const IniDocument& base, const IniDocument& ours,
             const IniDocument& theirs)
        : sides_(sides), base_(base), ours_(ours), theirs_(theirs),
          line_end_(line_end_of(sides.ours, sides.theirs)), kept_(ours.entries.size(), true),
          targets_(targets_in(ours, sides.ours)) {
        for (const auto& block : theirs.blocks)
            their_headers_.emplace(block.section, block.header);
    }

    Merged merge() {
        for (std::size_t i = 0; i < ours_.entries.size(); ++i) {
            const IniName name{ours_.entries[i].section, ours_.entries[i].key};
            if (positions_of(ours_, name).front() == i) merge_key(name);
        }
        for (std::size_t i = 0; i < theirs_.entries.size(); ++i) {
            const IniName name{theirs_.entries[i].section, theirs_.entries[i].key};
            if (positions_of(theirs_, name).front() == i && positions_of(ours_, name).empty())
                merge_key(name);
        }
        for (const auto& block : ours_.blocks)
            remove_if_empty(block);
        for (auto& text : new_sections_)
            edits_.insert(sides_.ours.size(), std::move(text));
        return {edits_.applied_to(sides_.ours), std::move(clashes_)};
    }

private:
    void merge_key(const IniName& name) {
        const auto& our_positions = positions_of(ours_, name);
        const auto& their_positions = positions_of(theirs_, name);
        const auto old = values_of(base_, positions_of(base_, name));
        const auto ours = values_of(ours_, our_positions);
        const auto theirs = values_of(theirs_, their_positions);
        const auto decision = decide(ours == theirs, ours != old, theirs != old, sides_.newer);
        if (decision.clash) {
            const auto& [section, key] = name;
            clashes_.push_back(clash_of(section.empty() ? key : section + " " + key, shown(ours),
                                        shown(theirs), sides_.newer));
        }
        if (decision.side == Side::Theirs) take_theirs(our_positions, their_positions);
    }

    /// Pair by pair; what is over on our side goes, what is over on theirs comes.
    void take_theirs(const Positions& ours, const Positions& theirs) {
        const auto pairs = std::min(ours.size(), theirs.size());
        for (std::size_t i = 0; i < pairs; ++i) {
            const auto& old = ours_.entries[ours[i]];
            const auto& entry = theirs_.entries[theirs[i]];
            if (old.value != entry.value)
                edits_.replace(old.span, lines_of(entry, indent_of(old.span.of(sides_.ours))));
        }
        for (std::size_t i = pairs; i < ours.size(); ++i) {
            edits_.remove(ours_.entries[ours[i]].span);
            kept_[ours[i]] = false;
        }
        for (std::size_t i = pairs; i < theirs.size(); ++i) {
            const auto& entry = theirs_.entries[theirs[i]];
            if (pairs == 0)
                add(entry);
            else
                edits_.insert(ours_.entries[ours.back()].span.end, lines_of(entry, {}));
        }
    }

    void add(const IniEntry& entry) {
        if (const auto target = targets_.find(entry.section); target != targets_.end())
            return edits_.insert(target->second.at, lines_of(entry, target->second.indent));
        const auto [position, is_new] = new_positions_.emplace(entry.section, new_sections_.size());
        if (is_new) new_sections_.push_back(header_for(entry.section));
        new_sections_[position->second] += lines_of(entry, {});
    }

    /// With an empty line before it where theirs has one.
    std::string header_for(const std::string& section) const {
        const auto header = their_headers_.at(section);
        const bool apart = ends_in_empty_line(sides_.theirs.substr(0, header.begin)) &&
                           !sides_.ours.empty() && !ends_in_empty_line(sides_.ours);
        return (apart ? std::string(line_end_) : std::string()) + ended(header);
    }

    /// An entry of theirs as it goes into our text.
    std::string lines_of(const IniEntry& entry, std::optional<std::string_view> indent) const {
        auto text = ended(entry.span);
        if (indent) text.replace(0, indent_of(text).size(), *indent);
        return text;
    }

    std::string ended(Span span) const {
        return with_last_line_ended(with_line_ends(span.of(sides_.theirs), line_end_), line_end_);
    }

    /// A header that theirs has taken away goes with the last key below it, but not with comments.
    void remove_if_empty(const IniBlock& block) {
        const bool gone =
            base_.sections.count(block.section) > 0 && theirs_.sections.count(block.section) == 0;
        if (!gone || block.has_comments) return;
        for (std::size_t i = 0; i < block.count; ++i) {
            if (kept_[block.first + i]) return;
        }
        edits_.remove({block.header.begin, block.end});
    }

    const Sides& sides_;
    const IniDocument& base_;
    const IniDocument& ours_;
    const IniDocument& theirs_;
    std::string_view line_end_;
    std::vector<bool> kept_; // of our entries
    std::map<std::string, Target> targets_;
    std::map<std::string, Span> their_headers_;        // the first of each section
    std::map<std::string, std::size_t> new_positions_; // section to position in `new_sections_`
    std::vector<std::string> new_sections_;            // their texts, in theirs' order
    TextEdits edits_;
    std::vector<Clash> clashes_;
};

} // namespace

Result<Merged> merge_ini(const Sides& sides) {
    const auto base = read_ini(sides.base);
    if (!base) return base.error().under("base");
    const auto line_end = line_end_of(sides.ours, sides.theirs);
    const auto our_text = with_last_line_ended(sides.ours, line_end);
    const auto ours = read_ini(our_text);
    if (!ours) return ours.error().under("ours");
    const auto theirs = read_ini(sides.theirs);
    if (!theirs) return theirs.error().under("theirs");
    const Sides ended{sides.base, our_text, sides.theirs, sides.newer};
    auto merged = IniMerge(ended, *base, *ours, *theirs).merge();
    end_like(merged.text, sides.ours, line_end);
    return merged;
}

} // namespace ferry::settings
