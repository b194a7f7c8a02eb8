// One mutex around journal and listener: both are slow only against each other.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/recorder.hpp"

#include <algorithm>
#include <utility>

namespace ferry::apply {
namespace {

constexpr const char* kNotBegun = "not begun";

} // namespace

Recorder::Recorder(const state::JournalRun& run, const Parts& parts, const Events& events)
    : parts_(parts), events_(events), steps_(run.steps), told_(run.steps.size(), false) {
    summary_.run = run.id;
    summary_.title = run.title;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const auto& step = steps_[i];
        const bool done = step.state == state::StepState::Done;
        summary_.outcomes.push_back(
            {step.action, step.package,
             done ? step.outcome : Outcome{step.package.id, ResultClass::Failed, {}, {}}});
        told_[i] = done;
    }
}

bool Recorder::stopped() {
    if (cancelled()) return true;
    const std::lock_guard lock(mutex_);
    return journal_failed_;
}

bool Recorder::start(const std::vector<std::size_t>& steps) {
    const std::lock_guard lock(mutex_);
    if (journal_failed_) return false;
    const auto written = parts_.journal.mark_started(summary_.run, steps);
    if (!written) note_journal_failure(written.error());
    return written.ok();
}

void Recorder::record(std::size_t step, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    if (told_[step]) return;
    const auto state =
        worth_another_try(outcome.result) ? state::StepState::Pending : state::StepState::Done;
    if (!journal_failed_) {
        const auto written = parts_.journal.record(summary_.run, step, state, outcome);
        if (!written) note_journal_failure(written.error());
    }
    tell(step, std::move(outcome));
}

void Recorder::skip(std::size_t step, ResultClass result, const std::string& why) {
    const std::lock_guard lock(mutex_);
    if (!told_[step]) tell(step, {steps_[step].package.id, result, {}, why});
}

void Recorder::tell(std::size_t step, Outcome outcome) {
    outcome.id = steps_[step].package.id;
    told_[step] = true;
    summary_.outcomes[step].outcome = std::move(outcome);
    if (events_.on_outcome) events_.on_outcome(summary_.outcomes[step]);
}

Outcome Recorder::outcome_of(std::size_t step) {
    const std::lock_guard lock(mutex_);
    return summary_.outcomes[step].outcome;
}

void Recorder::progress(const InstallerId& installer, const Progress& progress) {
    if (!events_.on_progress) return;
    const std::lock_guard lock(mutex_);
    events_.on_progress(installer, progress);
}

void Recorder::problem(Problem problem) {
    const std::lock_guard lock(mutex_);
    summary_.problems.push_back(std::move(problem));
}

void Recorder::note_journal_failure(const Error& error) {
    journal_failed_ = true;
    summary_.problems.push_back({"journal", error.message,
                                 "nothing more was begun; make room or mend the file, then run "
                                 "ferry resume",
                                 error.code});
}

Summary Recorder::finish() {
    const bool was_cancelled = cancelled();
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (!told_[i]) tell(i, {{}, ResultClass::Cancelled, {}, kNotBegun});
    }
    const auto& outcomes = summary_.outcomes;
    summary_.cancelled = was_cancelled;
    summary_.resumable =
        journal_failed_ || std::any_of(outcomes.begin(), outcomes.end(), [](const auto& step) {
            return worth_another_try(step.outcome.result);
        });
    if (!summary_.resumable) {
        const auto written = parts_.journal.finish(summary_.run, parts_.clock.now());
        if (!written) {
            note_journal_failure(written.error());
            summary_.resumable = true;
        }
    }
    if (events_.on_summary) events_.on_summary(summary_);
    return summary_;
}

} // namespace ferry::apply
