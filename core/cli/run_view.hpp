// Showing a run: progress and outcomes for people, or JSON Lines for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/apply.hpp"
#include "core/apply/run_lock.hpp"
#include "core/cli/command.hpp"
#include "core/cli/context.hpp"
#include "core/state/journal.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ferry::cli {

/// Borrows the context for the run.
apply::Events events_for(Context& context);

/// Prints the summary and says how it ended.
ExitStatus tell_summary(Context& context, const apply::Summary& summary);

/// The journal and the lock of one run.
struct OpenRun {
    apply::RunLock lock;
    std::unique_ptr<state::Journal> journal;
};
/// Errors: Conflict (another run is alive), Io.
Result<OpenRun> open_run(Context& context);

/// What comes between the last step and the summary, unless the person stopped the run; may be
/// empty. False: not all of it went well.
using AfterRun = std::function<bool(const apply::Summary&)>;

/// Takes the run lock, runs, shows. Errors: Conflict (another run is alive), Io.
Result<ExitStatus> run_actions(Context& context, const apply::RunRequest& request,
                               const AfterRun& after = {});
Result<ExitStatus> resume_run(Context& context, const AfterRun& after = {});

/// What would be done, one line per package.
void show_actions(Context& context, const std::vector<host::ActionRequest>& actions);

} // namespace ferry::cli
