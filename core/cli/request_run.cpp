// Memory first, then the run, then the answer.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/request_run.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ferry::cli {
namespace {

using protocol::ItemOutcome;
using Steps = std::vector<apply::StepOutcome>;

constexpr std::size_t kShortId = 16;       // digits in a run's title
constexpr std::size_t kRunsLookedAt = 100; // of the journal, newest first

std::string title_begin(const sync::Request& request) {
    return "request " + request.id.substr(0, kShortId) + " ";
}

ItemOutcome outcome_of(const ItemOutcome& item, const apply::StepOutcome& step) {
    const auto& [id, result, version, message] = step.outcome;
    if (result == ResultClass::Ok) return {item.software, kInstalled, version};
    if (result == ResultClass::Already) return {item.software, kPresent, version};
    if (result == ResultClass::NeedsReboot)
        return {item.software, kInstalled, "a restart completes it"};
    std::string why = to_text(result);
    if (!message.empty()) why += ": " + message;
    return {item.software, kFailed, why};
}

/// The items with what the run made of them.
std::vector<ItemOutcome> filled(std::vector<ItemOutcome> items, const Steps& steps) {
    for (auto& item : items) {
        if (item.outcome != kPending) continue;
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const auto& one) {
            return one.package.text() == item.detail;
        });
        item = step == steps.end() ? ItemOutcome{item.software, kFailed, "was not begun"}
                                   : outcome_of(item, *step);
    }
    return items;
}

Error interrupted_run() {
    return {Code::Cancelled, "the request is not answered yet; ferry requests answer goes on"};
}

Result<Steps> finished(const Result<apply::Summary>& summary) {
    if (!summary) return summary.error();
    if (summary->cancelled) return interrupted_run();
    return summary->outcomes;
}

Result<Steps> run(const RequestRunParts& parts, const sync::Request& request,
                  const std::vector<ItemOutcome>& items) {
    const auto actions = actions_of({items});
    if (actions.empty()) return Steps{};
    return finished(apply::run({title_begin(request) + "of " + request.from, actions}, parts.apply,
                               parts.events));
}

/// As the journal has them; `why` is told of those that are not done.
Steps steps_of(const state::JournalRun& run, const std::string& why) {
    Steps steps;
    for (const auto& step : run.steps) {
        steps.push_back({step.action, step.package, step.outcome});
        if (step.state != state::StepState::Done)
            steps.back().outcome = {
                step.package.id, ResultClass::Failed, {}, "the run was cut off; " + why};
    }
    return steps;
}

/// Nothing where it died before the journal knew of it: nothing was run.
Result<std::optional<state::JournalRun>> known_run(const RequestRunParts& parts,
                                                   const sync::Request& request) {
    auto runs = parts.apply.journal.recent(kRunsLookedAt);
    if (!runs) return runs.error().under("journal");
    const auto known = std::find_if(runs->begin(), runs->end(), [&](const auto& one) {
        return one.title.starts_with(title_begin(request));
    });
    if (known == runs->end()) return std::optional<state::JournalRun>();
    return std::optional(std::move(*known));
}

Result<Steps> go_on(const RequestRunParts& parts, const sync::Request& request,
                    const std::vector<ItemOutcome>& items) {
    const auto known = known_run(parts, request);
    if (!known) return known.error();
    if (!*known) return run(parts, request, items);
    const auto open = apply::resumable_run(parts.apply.journal);
    if (!open) return open.error().under("journal");
    if (*open && (*open)->id == (*known)->id)
        return finished(apply::resume(parts.apply, parts.events));
    return steps_of(**known, "ferry resume finishes it");
}

/// What was done before it was cut off. Nothing is run.
Result<Steps> look_back(const RequestRunParts& parts, const sync::Request& request) {
    const auto known = known_run(parts, request);
    if (!known) return known.error();
    if (!*known) return Steps{};
    return steps_of(**known, "this request does not finish it: " + request.fault);
}

Result<Steps> steps_by(sync::Beginning beginning, const RequestRunParts& parts,
                       const sync::Request& request, const std::vector<ItemOutcome>& items) {
    switch (beginning) {
    case sync::Beginning::New:
        return run(parts, request, items);
    case sync::Beginning::CutOff:
        return go_on(parts, request, items);
    case sync::Beginning::Over:
        break;
    }
    return look_back(parts, request);
}

} // namespace

std::vector<host::ActionRequest> actions_of(const RequestPlan& plan) {
    std::map<InstallerId, std::vector<NativeId>> by_installer;
    for (const auto& item : plan.items) {
        if (item.outcome != kPending) continue;
        if (auto ref = parse_package_ref(item.detail))
            by_installer[ref->installer].push_back(std::move(ref->id));
    }
    std::vector<host::ActionRequest> actions;
    for (auto& [installer, ids] : by_installer)
        actions.push_back({installer, Action::Install, std::move(ids)});
    return actions;
}

Result<std::vector<ItemOutcome>> carry_out(const RequestRunParts& parts,
                                           const sync::Request& request, const RequestPlan& plan) {
    auto items = plan.items;
    auto beginning = sync::Beginning::New;
    const auto begun = parts.with_requests([&](sync::RequestStore& store) -> Result<void> {
        const auto begins = store.begin(request, items);
        if (!begins) return begins.error();
        beginning = *begins;
        if (beginning == sync::Beginning::New) return {};
        auto draft = store.draft(request.id);
        if (!draft) return draft.error();
        items = std::move(*draft);
        return {};
    });
    if (!begun) return begun.error();
    const auto steps = steps_by(beginning, parts, request, items);
    if (!steps) return steps.error();
    items = filled(std::move(items), *steps);
    const auto told = parts.with_requests(
        [&](sync::RequestStore& store) { return store.answer(request, items); });
    if (!told) return told.error();
    return items;
}

Result<void> refuse(const WithRequests& with_requests, const sync::Request& request,
                    const std::string& why) {
    std::vector<ItemOutcome> items;
    for (const auto& item : request.header.items)
        items.push_back({item.text(), kRefused, why});
    return with_requests([&](sync::RequestStore& store) -> Result<void> {
        const auto begins = store.begin(request, items);
        if (!begins) return begins.error();
        if (*begins != sync::Beginning::New)
            return Error{Code::Conflict, "request " + request.id.substr(0, 12) +
                                             " was begun here already; ferry requests answer "
                                             "finishes it"};
        return store.answer(request, items);
    });
}

} // namespace ferry::cli
