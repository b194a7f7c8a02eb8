// Writes each step into the journal and tells the listener, one at a time, from all threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/apply.hpp"

#include <cstddef>
#include <mutex>
#include <vector>

namespace ferry::apply {

/// Thread-safe. Once the journal cannot be written, nothing more is begun.
class Recorder {
public:
    Recorder(const state::JournalRun& run, const Parts& parts, const Events& events);

    const state::JournalStep& step(std::size_t at) const { return steps_[at]; }
    /// The person, or the journal, says that nothing new may begin.
    bool stopped();
    bool cancelled() const { return events_.cancelled && events_.cancelled(); }

    /// To be called before an installer is. False: do not call it.
    bool start(const std::vector<std::size_t>& steps);
    /// How a step ended. Only the first outcome of a step counts.
    void record(std::size_t step, Outcome outcome);
    /// A step that was not begun, so that nothing about it has to be written.
    void skip(std::size_t step, ResultClass result, const std::string& why);
    Outcome outcome_of(std::size_t step);
    void progress(const InstallerId& installer, const Progress& progress);
    void problem(Problem problem);

    /// Tells the end. Steps without an outcome were not begun.
    Summary finish();

private:
    void tell(std::size_t step, Outcome outcome);
    void note_journal_failure(const Error& error);

    std::mutex mutex_;
    const Parts& parts_;
    const Events& events_;
    std::vector<state::JournalStep> steps_;
    std::vector<bool> told_; // by position
    Summary summary_;
    bool journal_failed_ = false;
};

} // namespace ferry::apply
