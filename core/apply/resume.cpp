// Finishing a run that was cut off: first find out what of it is the case already.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/apply.hpp"
#include "core/apply/execute.hpp"
#include "core/apply/recorder.hpp"
#include "core/model/grammar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ferry::apply {
namespace {

using state::JournalRun;
using state::JournalStep;
using state::StepState;

Error nothing_to_resume() {
    return Error{Code::NotFound, "no run is waiting to be finished"};
}

std::vector<std::size_t> open_steps(const JournalRun& run) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        if (run.steps[i].state != StepState::Done) open.push_back(i);
    }
    return open;
}

bool names(const InstallerId& installer, const NativeId& id, const Package& package) {
    return same_native_id(installer, id.text, package.id.text) ||
           (!package.arch.empty() && id.text == package.id.text + ":" + package.arch);
}

/// What is installed now, asked once for all installers of the open steps.
class Present {
public:
    Present(const JournalRun& run, const std::vector<std::size_t>& open, const Parts& parts) {
        std::set<InstallerId> wanted;
        for (const auto at : open)
            wanted.insert(run.steps[at].package.installer);
        auto report = parts.installers.inventory({wanted.begin(), wanted.end()});
        problems_ = std::move(report.problems);
        for (auto& inventory : report.value)
            by_installer_[inventory.installer] = std::move(inventory);
    }

    bool known(const InstallerId& installer) const { return by_installer_.contains(installer); }

    /// Null: not installed, or broken and so not finished.
    const Package* find(const PackageRef& ref) const {
        const auto& packages = by_installer_.at(ref.installer).packages;
        const auto found = std::find_if(packages.begin(), packages.end(), [&](const Package& one) {
            return !one.broken && names(ref.installer, ref.id, one);
        });
        return found == packages.end() ? nullptr : &*found;
    }

    /// Broken ones count: something of them is left.
    bool any_trace_of(const PackageRef& ref) const {
        const auto& packages = by_installer_.at(ref.installer).packages;
        return std::any_of(packages.begin(), packages.end(),
                           [&](const Package& one) { return names(ref.installer, ref.id, one); });
    }

    std::string why_unknown(const InstallerId& installer) const {
        for (const auto& problem : problems_) {
            if (problem.subject == installer.text) return problem.what;
        }
        return installer.text + " gave no inventory";
    }

private:
    std::map<InstallerId, InstallerInventory> by_installer_;
    std::vector<Problem> problems_;
};

/// An upgrade is never known to be done from what is installed; asking again is harmless.
std::optional<Outcome> outcome_by_inventory(const JournalStep& step, const Present& present) {
    const auto result = step.state == StepState::Started ? ResultClass::Ok : ResultClass::Already;
    const char* words = "was there when the run was resumed";
    if (step.action == Action::Install) {
        if (const auto* package = present.find(step.package))
            return Outcome{step.package.id, result, package->version, words};
    }
    if (step.action == Action::Remove && !present.any_trace_of(step.package))
        return Outcome{step.package.id, result, {}, "was gone when the run was resumed"};
    return std::nullopt;
}

void tell_start(const JournalRun& run, const std::vector<std::size_t>& open, const Events& events) {
    if (!events.on_start) return;
    Start start{run.id, run.title, {}, true};
    for (const auto at : open)
        start.steps.push_back({run.steps[at].action, run.steps[at].package, {}});
    events.on_start(start);
}

} // namespace

Result<Summary> resume(const Parts& parts, const Events& events) {
    const auto run = parts.journal.unfinished();
    if (!run) return run.error().under("journal");
    if (!*run) return nothing_to_resume();
    const auto open = open_steps(**run);
    tell_start(**run, open, events);
    Recorder recorder(**run, parts, events);
    std::vector<std::size_t> to_do;
    if (!open.empty()) {
        const Present present(**run, open, parts);
        for (const auto at : open) {
            const auto& step = (*run)->steps[at];
            if (!present.known(step.package.installer)) {
                recorder.skip(at, ResultClass::Busy,
                              "not begun, because what is installed could not be read: " +
                                  present.why_unknown(step.package.installer));
                continue;
            }
            if (auto outcome = outcome_by_inventory(step, present))
                recorder.record(at, std::move(*outcome));
            else
                to_do.push_back(at);
        }
    }
    execute(to_do, parts.installers, recorder);
    return recorder.finish();
}

Result<std::optional<JournalRun>> resumable_run(state::Journal& journal) {
    return journal.unfinished();
}

Result<void> forget_run(const Parts& parts) {
    const auto run = parts.journal.unfinished();
    if (!run) return run.error().under("journal");
    if (!*run) return nothing_to_resume();
    return parts.journal.finish((*run)->id, parts.clock.now());
}

} // namespace ferry::apply
