// A new run: written down first, then carried out.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/apply.hpp"
#include "core/apply/execute.hpp"
#include "core/apply/recorder.hpp"

#include <numeric>
#include <set>
#include <tuple>

namespace ferry::apply {
namespace {

std::vector<state::JournalStep> steps_of(const std::vector<host::ActionRequest>& actions) {
    std::vector<state::JournalStep> steps;
    std::set<std::tuple<Action, InstallerId, NativeId>> seen;
    for (const auto& request : actions) {
        for (const auto& id : request.ids) {
            if (!seen.emplace(request.action, request.installer, id).second) continue;
            state::JournalStep step;
            step.action = request.action;
            step.package = {request.installer, id};
            steps.push_back(step);
        }
    }
    return steps;
}

void tell_start(const state::JournalRun& run, const Events& events) {
    if (!events.on_start) return;
    Start start{run.id, run.title, {}, false};
    for (const auto& step : run.steps)
        start.steps.push_back({step.action, step.package, {}});
    events.on_start(start);
}

} // namespace

Result<Summary> run(const RunRequest& request, const Parts& parts, const Events& events) {
    state::JournalRun run;
    run.title = request.title;
    run.started = parts.clock.now();
    run.steps = steps_of(request.actions);
    const auto id = parts.journal.begin(run);
    if (!id) return id.error().under("journal");
    run.id = *id;
    tell_start(run, events);
    Recorder recorder(run, parts, events);
    std::vector<std::size_t> all(run.steps.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    execute(all, parts.installers, recorder);
    return recorder.finish();
}

} // namespace ferry::apply
