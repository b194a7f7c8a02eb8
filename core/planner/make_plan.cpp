// One line per software: is it here, can it come here, and if not, why.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/planner/counterparts.hpp"
#include "core/planner/planner.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ferry::planner {
namespace {

constexpr const char* kUnconfirmed = "the entry is proposed; nobody has confirmed it";
constexpr const char* kDeclined = "removed or refused here before";

const SoftwareHere& here_of(const SoftwareId& id, const PlanInput& input) {
    static const SoftwareHere nothing{};
    const auto found = input.here.find(id);
    return found == input.here.end() ? nothing : found->second;
}

void append_reason(PlanLine& line, const std::string& reason) {
    line.reason += (line.reason.empty() ? "" : "; ") + reason;
}

/// Offers `found` on the line: the best, or none of several that are equally good.
void put_candidates(PlanLine& line, const std::vector<Candidate>& found) {
    const auto& best = found.front();
    const bool open = undecided(found);
    if (!open) line.to = best.package;
    for (const auto& candidate : found) {
        if (candidate.asked == best.asked) line.choices.push_back(candidate.package);
    }
    if (line.choices.size() == 1) line.choices.clear();
    if (best.asked) return;
    line.needs = best.needs;
    append_reason(line, best.package.ref.installer.text + " could not be asked what it offers");
}

/// Software that does the same job: what could come here, and what is here already.
void put_alternatives(PlanLine& line, const SoftwareHere& here, const PlanInput& input) {
    std::vector<std::string> present;
    std::vector<std::string> offered;
    for (const auto& id : here.like) {
        const auto& other = here_of(id, input);
        if (other.present || other.present_as_trace) {
            present.push_back(id.text);
            continue;
        }
        const auto found = candidates(other, input);
        if (found.empty() || found.front().proposed || !found.front().asked) continue;
        line.choices.push_back(found.front().package);
        offered.push_back(id.text);
    }
    if (!offered.empty()) {
        line.kind = LineKind::Alternative;
        append_reason(line, "does the same job: " + join(offered, ", "));
    }
    if (!present.empty())
        append_reason(line, "here already and does the same job: " + join(present, ", "));
}

/// Only the depot has it.
void put_depot(PlanLine& line, const SoftwareHere& here, bool proposed) {
    line.kind = proposed ? LineKind::Unconfirmed : LineKind::Depot;
    line.to = here.depot;
    line.ticked = !proposed;
    line.reason = here.depot_words;
    if (proposed) append_reason(line, kUnconfirmed);
}

void decide(PlanLine& line, bool proposed, const PlanInput& input) {
    const auto& here = here_of(*line.software, input);
    if (here.present || here.present_as_trace) {
        line.kind = LineKind::Present;
        line.to = here.present;
        if (!here.present) line.reason = "here already, but no installer manages it";
        return;
    }
    const auto found = candidates(here, input);
    if (here.declined) {
        line.kind = LineKind::Declined;
        line.reason = kDeclined;
        if (!found.empty())
            put_candidates(line, found);
        else
            line.to = here.depot;
        return;
    }
    if (found.empty() && here.depot) {
        put_depot(line, here, proposed);
        return;
    }
    if (found.empty()) {
        line.kind = LineKind::NoCounterpart;
        line.reason = why_none(here, input);
        line.needs = missing_needs(here);
        if (!here.depot_words.empty()) append_reason(line, here.depot_words);
        put_alternatives(line, here, input);
        return;
    }
    put_candidates(line, found);
    const auto& best = found.front();
    if (proposed || best.proposed) {
        line.kind = LineKind::Unconfirmed;
        append_reason(line, kUnconfirmed);
    } else if (!line.to) {
        line.kind = LineKind::Choose;
    } else {
        line.kind = LineKind::Install;
        line.ticked = best.asked;
    }
}

/// Everything that the other side has of one software, as one line.
struct Group {
    PlanLine line;
    bool proposed = true; // every recognition of it is unconfirmed
};

void add_to(Group& group, const Wanted& wanted) {
    auto& line = group.line;
    if (line.name.empty()) line.name = wanted.name;
    if (!line.from && wanted.package) line.from = PlanPackage{*wanted.package, wanted.version};
    group.proposed = group.proposed && wanted.proposed;
}

auto sort_key(const PlanLine& line, const std::string& folded) {
    return std::make_tuple(line.kind, folded, line.name,
                           line.software ? line.software->text : std::string(),
                           line.from ? line.from->ref : PackageRef{});
}

void sort_lines(std::vector<PlanLine>& lines) {
    using Key = decltype(sort_key(lines.front(), ""));
    std::vector<std::pair<Key, PlanLine>> keyed;
    keyed.reserve(lines.size());
    for (auto& line : lines) {
        auto key = sort_key(line, lower(line.name));
        keyed.emplace_back(std::move(key), std::move(line));
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    lines.clear();
    for (auto& [key, line] : keyed)
        lines.push_back(std::move(line));
}

} // namespace

Plan make_plan(const PlanInput& input) {
    Plan plan{input.from, input.to, {}};
    std::map<SoftwareId, Group> groups;
    std::map<std::pair<std::optional<PackageRef>, std::string>, const Wanted*> unmapped;
    for (const auto& wanted : input.wanted) {
        if (!wanted.software) {
            const auto name = wanted.package ? std::string() : wanted.name;
            unmapped.try_emplace({wanted.package, name}, &wanted);
            continue;
        }
        auto& group = groups[*wanted.software];
        group.line.software = wanted.software;
        add_to(group, wanted);
    }
    for (auto& [id, group] : groups) {
        decide(group.line, group.proposed, input);
        plan.lines.push_back(std::move(group.line));
    }
    for (const auto& [key, wanted] : unmapped) {
        PlanLine line;
        line.name = wanted->name;
        if (wanted->package) line.from = PlanPackage{*wanted->package, wanted->version};
        line.reason = wanted->unmapped_reason;
        plan.lines.push_back(std::move(line));
    }
    sort_lines(plan.lines);
    return plan;
}

} // namespace ferry::planner
