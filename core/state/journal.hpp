// What apply set out to do and how far it came, so that a run can be finished after a crash.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/model/action.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ferry::state {

enum class StepState {
    Pending, // not begun, or put back to be tried again
    Started, // handed to the installer; only its inventory tells whether it got there
    Done     // over, well or badly; never begun again
};

struct JournalStep {
    Action action = Action::Install;
    PackageRef package;
    StepState state = StepState::Pending;
    Outcome outcome{}; // of Done; of Pending: the last try, or an empty id
};

struct JournalRun {
    std::int64_t id = 0;
    std::string title; // for people: "plan from office-pc"
    UnixMillis started = 0;
    UnixMillis finished = 0; // 0: can be resumed
    std::vector<JournalStep> steps;
};

/// Every write is on disk when the call returns. One thread at a time. Errors: Io (disk full),
/// Conflict (locked by another process), BadData (damaged file).
class Journal {
public:
    virtual ~Journal() = default;
    /// A new run with all its steps pending: written whole or not at all. Returns its id.
    virtual Result<std::int64_t> begin(const JournalRun& run) = 0;
    virtual Result<void> mark_started(std::int64_t run, const std::vector<std::size_t>& steps) = 0;
    /// `state` is Done or Pending (to be tried again by resume).
    virtual Result<void> record(std::int64_t run, std::size_t step, StepState state,
                                const Outcome& outcome) = 0;
    virtual Result<void> finish(std::int64_t run, UnixMillis when) = 0;
    /// The newest run that is not finished.
    virtual Result<std::optional<JournalRun>> unfinished() = 0;
    virtual Result<std::vector<JournalRun>> recent(std::size_t limit) = 0; // newest first
};

enum class JournalAccess {
    Write, // by the holder of the run lock only: two writers could lose a commit
    Read   // at any time; the writing functions fail
};

/// `file` is the journal's own database; writing makes it. Errors: NotFound (to read, and absent),
/// Io, Denied, BadData (no database).
Result<std::unique_ptr<Journal>> open_journal(const std::filesystem::path& file,
                                              JournalAccess access = JournalAccess::Write);

} // namespace ferry::state
