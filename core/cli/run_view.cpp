// Runs on the screen.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/run_view.hpp"

#include "core/base/text.hpp"
#include "core/cli/depot_installer.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace ferry::cli {
namespace {

using nlohmann::json;

constexpr const char* kClearLine = "\r\033[K";

json outcome_json(const apply::StepOutcome& step) {
    return {{"action", to_text(step.action)},
            {"installer", step.package.installer.text},
            {"id", step.package.id.text},
            {"result", to_text(step.outcome.result)},
            {"version", text_or_null(step.outcome.version)},
            {"message", text_or_null(step.outcome.message)}};
}

std::string bar(std::uint32_t permille) {
    const std::size_t filled = permille * 24 / 1000;
    return "[" + std::string(filled, '#') + std::string(24 - filled, ' ') + "]";
}

std::string words(const apply::StepOutcome& step) {
    std::string text = std::string(to_text(step.action)) + " " + step.package.text() + ": " +
                       to_text(step.outcome.result);
    if (!step.outcome.version.empty()) text += " " + step.outcome.version;
    if (!step.outcome.message.empty()) text += "\n    " + printable(step.outcome.message);
    return text;
}

Result<ExitStatus> finish(Context& context, const Result<apply::Summary>& summary,
                          const AfterRun& after) {
    if (!summary) return summary.error();
    const bool well = !after || summary->cancelled || after(*summary);
    const auto status = tell_summary(context, *summary);
    return status == ExitStatus::Done && !well ? ExitStatus::Partly : status;
}

} // namespace

Result<OpenRun> open_run(Context& context) {
    const auto made = context.files().create_folders(context.paths().data, true);
    if (!made) return made.error();
    auto lock = apply::RunLock::take(context.paths().data / "run.lock");
    if (!lock) return lock.error();
    auto journal = state::open_journal(context.paths().data / "journal.db");
    if (!journal) return journal.error();
    return OpenRun{std::move(*lock), std::move(*journal)};
}

apply::Events events_for(Context& context) {
    apply::Events events;
    events.cancelled = interrupted;
    if (context.options.json) {
        events.on_start = [&context](const apply::Start& start) {
            print_json(context, {{"event", "start"},
                                 {"schema", 1},
                                 {"title", start.title},
                                 {"steps", start.steps.size()}});
        };
        events.on_progress = [&context](const InstallerId& installer, const Progress& progress) {
            print_json(context, {{"event", "progress"},
                                 {"installer", installer.text},
                                 {"id", text_or_null(progress.id.text)},
                                 {"permille", progress.permille},
                                 {"text", text_or_null(progress.text)}});
        };
        events.on_outcome = [&context](const apply::StepOutcome& step) {
            auto line = outcome_json(step);
            line["event"] = "outcome";
            print_json(context, line);
        };
        return events;
    }
    const bool bars = context.terminal().err_is_terminal() && !context.options.quiet;
    if (bars)
        events.on_progress = [&context](const InstallerId& installer, const Progress& progress) {
            context.terminal().err(kClearLine + installer.text + " " + bar(progress.permille) +
                                   " " + printable(progress.text).substr(0, 48));
        };
    events.on_outcome = [&context, bars](const apply::StepOutcome& step) {
        if (bars) context.terminal().err(kClearLine);
        context.say(words(step));
    };
    return events;
}

ExitStatus tell_summary(Context& context, const apply::Summary& summary) {
    for (const auto& problem : summary.problems)
        context.complain(problem);
    if (context.options.json) {
        print_json(context, {{"event", "summary"},
                             {"succeeded", summary.succeeded()},
                             {"failed", summary.failed()},
                             {"resumable", summary.resumable},
                             {"needs_reboot", summary.needs_reboot()}});
    } else {
        context.say(std::to_string(summary.succeeded()) + " done, " +
                    std::to_string(summary.failed()) + " not");
        if (summary.needs_reboot()) context.say("A restart completes the installation.");
        if (summary.resumable) context.say("What is left can be finished: ferry resume");
    }
    if (summary.cancelled) return ExitStatus::Interrupted;
    if (summary.failed() == 0 && summary.problems.empty()) return ExitStatus::Done;
    return summary.succeeded() > 0 ? ExitStatus::Partly : ExitStatus::Failed;
}

Result<ExitStatus> run_actions(Context& context, const apply::RunRequest& request,
                               const AfterRun& after) {
    auto run = open_run(context);
    if (!run) return run.error();
    WithDepot installers(context);
    return finish(
        context,
        apply::run(request, {installers, *run->journal, context.clock()}, events_for(context)),
        after);
}

Result<ExitStatus> resume_run(Context& context, const AfterRun& after) {
    auto run = open_run(context);
    if (!run) return run.error();
    WithDepot installers(context);
    return finish(context,
                  apply::resume({installers, *run->journal, context.clock()}, events_for(context)),
                  after);
}

void show_actions(Context& context, const std::vector<host::ActionRequest>& actions) {
    if (actions.empty()) context.say("Nothing to do.");
    for (const auto& action : actions) {
        for (const auto& id : action.ids)
            context.terminal().out("would " + std::string(to_text(action.action)) + " " +
                                   PackageRef{action.installer, id}.text() + "\n");
    }
}

} // namespace ferry::cli
