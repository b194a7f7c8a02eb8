// A journal that stops working at its Nth write: by an error, or by ending the process there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/journal.hpp"

#include <functional>
#include <memory>

namespace ferry::testing {

class FailingJournal final : public state::Journal {
public:
    /// `fault` is called instead of write number `at` (from 1) and of all later ones.
    FailingJournal(std::unique_ptr<state::Journal> real, int at, std::function<void()> fault)
        : real_(std::move(real)), left_(at), fault_(std::move(fault)) {}

    Result<std::int64_t> begin(const state::JournalRun& run) override {
        if (failed()) return disk_full();
        return real_->begin(run);
    }
    Result<void> mark_started(std::int64_t run, const std::vector<std::size_t>& steps) override {
        if (failed()) return disk_full();
        return real_->mark_started(run, steps);
    }
    Result<void> record(std::int64_t run, std::size_t step, state::StepState state,
                        const Outcome& outcome) override {
        if (failed()) return disk_full();
        return real_->record(run, step, state, outcome);
    }
    Result<void> finish(std::int64_t run, UnixMillis when) override {
        if (failed()) return disk_full();
        return real_->finish(run, when);
    }
    Result<std::optional<state::JournalRun>> unfinished() override { return real_->unfinished(); }
    Result<std::vector<state::JournalRun>> recent(std::size_t limit) override {
        return real_->recent(limit);
    }

private:
    static Error disk_full() { return Error{Code::Io, "disk full"}; }
    bool failed() {
        if (left_ > 0) --left_;
        if (left_ > 0) return false;
        fault_();
        return true;
    }

    std::unique_ptr<state::Journal> real_;
    int left_;
    std::function<void()> fault_;
};

} // namespace ferry::testing
