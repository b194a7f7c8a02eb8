// Carries out what was ticked: every step in the journal, one failure never stopping the rest.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/summary.hpp"
#include "core/base/clock.hpp"
#include "core/host/installers.hpp"
#include "core/model/plan.hpp"
#include "core/state/journal.hpp"

#include <ferry/result.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ferry::apply {

/// What is used; all of it outlives the call. Take a RunLock first.
struct Parts {
    host::Installers& installers;
    state::Journal& journal;
    const Clock& clock;
};

/// Called from the threads that drive installers, but never two at once. Each may be empty except
/// that `cancelled` is asked at any time from any thread, so it has to be thread-safe.
struct Events {
    std::function<void(const Start&)> on_start{};
    std::function<void(const InstallerId&, const Progress&)> on_progress{};
    std::function<void(const StepOutcome&)> on_outcome{}; // once per step
    std::function<void(const Summary&)> on_summary{};     // last
    std::function<bool()> cancelled{};
};

struct RunRequest {
    std::string title; // for people: "plan from office-pc"
    std::vector<host::ActionRequest> actions;
};

/// The ticked lines that have a package to install, one request per installer.
std::vector<host::ActionRequest> requests_of(const Plan& plan);

/// Ids that do not fit their installer's grammar are refused before anything is run. An Error means
/// that nothing was begun: Io, Conflict (journal). What happens later is in the summary.
Result<Summary> run(const RunRequest& request, const Parts& parts, const Events& events);

/// Finishes the newest run that was cut off. Looks at what is installed first: what is there counts
/// as done and is not touched; where an inventory cannot be read nothing is begun.
/// Errors: NotFound (nothing to resume), Io, Conflict.
Result<Summary> resume(const Parts& parts, const Events& events);

/// What resume would finish, or nothing.
Result<std::optional<state::JournalRun>> resumable_run(state::Journal& journal);

/// Gives the newest unfinished run up. Errors: NotFound, Io.
Result<void> forget_run(const Parts& parts);

} // namespace ferry::apply
