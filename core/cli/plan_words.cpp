// Writing a plan, and letting a person tick it.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/plan_words.hpp"

#include "core/base/text.hpp"
#include "core/cli/table.hpp"
#include "core/planner/planner.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ferry::cli {
namespace {

constexpr std::size_t kNamedPresent = 20; // a line or two

bool can_be_ticked(const PlanLine& line) {
    return line.to.has_value() || !line.choices.empty();
}

bool shown_with_number(const PlanLine& line) {
    return line.kind != LineKind::Present && can_be_ticked(line);
}

std::string with_version(const PlanPackage& package) {
    return package.ref.text() + (package.version.empty() ? "" : " " + package.version);
}

std::string name_of(const PlanLine& line) {
    if (line.software) return line.software->text;
    return line.from ? line.from->ref.text() : line.name;
}

std::string here_text(const PlanLine& line) {
    if (line.to) return with_version(*line.to);
    std::vector<std::string> names;
    for (const auto& choice : line.choices)
        names.push_back(choice.ref.text());
    return join(names, " or ");
}

std::string note_of(const PlanLine& line) {
    std::vector<std::string> notes;
    if (line.kind != LineKind::Install) notes.push_back(to_text(line.kind));
    if (!line.reason.empty()) notes.push_back(line.reason);
    std::vector<std::string> others;
    for (const auto& choice : line.choices) {
        if (line.to && choice.ref != line.to->ref) others.push_back(choice.ref.text());
    }
    if (!others.empty()) notes.push_back("also as " + join(others, ", "));
    for (const auto& need : line.needs)
        notes.push_back("needs " + need);
    return join(notes, "; ");
}

std::string table_text(const Plan& plan, bool (*shown)(const PlanLine&)) {
    Table table({"#", "", "SOFTWARE", "THERE", "HERE", ""});
    std::size_t number = 0;
    for (const auto at : tickable_lines(plan)) {
        const auto& line = plan.lines[at];
        ++number; // numbers stay those of the whole plan
        if (!shown(line)) continue;
        table.add({std::to_string(number), line.ticked ? "[x]" : "[ ]", name_of(line),
                   line.from ? with_version(*line.from) : "", here_text(line), note_of(line)});
    }
    auto text = "From " + printable(plan.from) + " to " + printable(plan.to) + "\n";
    return table.empty() ? text : text + table.text();
}

/// A computer that is much like this one has hundreds.
std::string present_text(std::vector<std::string> names) {
    if (names.empty()) return {};
    auto text = "Present already (" + std::to_string(names.size()) + "): ";
    const auto more = names.size() > kNamedPresent ? names.size() - kNamedPresent : 0;
    names.resize(names.size() - more);
    text += printable(join(names, " "));
    if (more > 0) text += " and " + std::to_string(more) + " more, which --json names";
    return text + "\n";
}

std::string rest_text(const Plan& plan) {
    std::vector<std::string> present;
    std::string text;
    for (const auto& line : plan.lines) {
        if (line.kind == LineKind::Present)
            present.push_back(name_of(line));
        else if (!can_be_ticked(line))
            text += "  " + printable(name_of(line)) + ": " + to_text(line.kind) +
                    (line.reason.empty() ? "" : ", " + printable(line.reason)) + "\n";
    }
    if (!text.empty()) text = "Not possible here:\n" + text;
    return text + present_text(std::move(present));
}

/// The line that a person means with a software id or a package, or an error with the nearest name.
Result<std::set<std::size_t>> lines_named(const Plan& plan, const std::vector<std::string>& names) {
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        const auto& line = plan.lines[i];
        known.emplace(name_of(line), i);
        if (line.from) known.emplace(line.from->ref.text(), i);
        if (line.to) known.emplace(line.to->ref.text(), i);
    }
    std::set<std::size_t> found;
    for (const auto& name : names) {
        const auto at = known.find(name);
        if (at != known.end()) {
            found.insert(at->second);
            continue;
        }
        std::vector<std::string> all;
        for (const auto& entry : known)
            all.push_back(entry.first);
        const auto near = nearest(name, all);
        return Error{Code::BadData, "\"" + name + "\" is not in the plan" +
                                        (near.empty() ? "" : "; did you mean " + near + "?")};
    }
    return found;
}

void tick(PlanLine& line, bool on) {
    line.ticked = on;
    if (on && !line.to && !line.choices.empty()) line.to = line.choices.front();
}

Result<void> ask_which(PlanLine& line, Context& context) {
    if (!line.ticked || line.to || line.choices.size() < 2) {
        if (line.ticked) tick(line, true);
        return {};
    }
    std::string question = name_of(line) + " can be:\n";
    for (std::size_t i = 0; i < line.choices.size(); ++i)
        question += "  " + std::to_string(i + 1) + "  " + with_version(line.choices[i]) + "\n";
    const auto answer = context.terminal().ask(question + "which one? [none] ");
    if (!answer) return answer.error();
    const auto picked =
        planner::parse_ticks(*answer, std::vector<bool>(line.choices.size(), false));
    if (!picked) return picked.error();
    const auto first = std::find(picked->begin(), picked->end(), true);
    line.ticked = first != picked->end();
    if (line.ticked) line.to = line.choices[static_cast<std::size_t>(first - picked->begin())];
    return {};
}

} // namespace

std::vector<std::size_t> tickable_lines(const Plan& plan) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        if (shown_with_number(plan.lines[i])) positions.push_back(i);
    }
    return positions;
}

std::string plan_text(const Plan& plan) {
    return table_text(plan, [](const PlanLine&) { return true; }) + rest_text(plan);
}

std::string ticked_text(const Plan& plan) {
    const auto all = tickable_lines(plan);
    const auto ticked = std::count_if(all.begin(), all.end(),
                                      [&](std::size_t at) { return plan.lines[at].ticked; });
    const auto others = plan.lines.size() - static_cast<std::size_t>(ticked);
    return table_text(plan, [](const PlanLine& line) { return line.ticked; }) +
           std::to_string(others) + " other lines of the plan stay as they are\n";
}

Result<void> apply_tick_options(Plan& plan, const TickOptions& options) {
    if (options.all) {
        for (const auto at : tickable_lines(plan))
            tick(plan.lines[at], true);
    }
    const auto only = lines_named(plan, options.only);
    if (!only) return only.error().under("--only");
    const auto except = lines_named(plan, options.except);
    if (!except) return except.error().under("--except");
    for (const auto at : tickable_lines(plan)) {
        auto& line = plan.lines[at];
        if (!options.only.empty()) tick(line, only->contains(at));
        if (except->contains(at)) tick(line, false);
    }
    return {};
}

Result<void> ask_for_ticks(Plan& plan, Context& context) {
    const auto positions = tickable_lines(plan);
    if (positions.empty()) return {}; // no question without a choice
    if (!context.terminal().can_ask())
        return Error{Code::Unavailable,
                     "nobody to ask what to install; --yes takes what is ticked, "
                     "--only SOFTWARE names it"};
    std::vector<bool> ticked;
    for (const auto at : positions)
        ticked.push_back(plan.lines[at].ticked);
    for (;;) {
        const auto answer = context.terminal().ask(
            "Install what is ticked, or say which (as in 1-5 8 ^3, all, none)? [ticked] ");
        if (!answer) return answer.error();
        const auto chosen = planner::parse_ticks(*answer, ticked);
        if (!chosen) {
            context.say(chosen.error().message);
            continue;
        }
        for (std::size_t i = 0; i < positions.size(); ++i) {
            auto& line = plan.lines[positions[i]];
            line.ticked = (*chosen)[i];
            const auto decided = ask_which(line, context);
            if (!decided) return decided.error();
        }
        return {};
    }
}

} // namespace ferry::cli
