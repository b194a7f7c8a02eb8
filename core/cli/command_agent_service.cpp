// ferry agent install, remove, status: the agent as a service of this person's session.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service.hpp"
#include "core/agent/standing.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

class Install final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        const auto service = agent::service_of_system(context.paths());
        if (!service) return service.error();
        const auto file = printable(to_utf8(service->file));
        if (context.options.dry_run) {
            context.say("Would write " + file + ":");
            context.terminal().out(service->content);
            return ExitStatus::Done;
        }
        const auto done = agent::install_service(context.files(), context.processes(), *service);
        if (!done) return done.error();
        context.say((done->changed ? "Wrote " : "Already there: ") + file);
        if (done->not_started.empty()) {
            context.say("The agent runs, and starts at every login.");
            return ExitStatus::Done;
        }
        context.complain(Problem{"agent", "it was not started: " + done->not_started,
                                 "in your own session, run " + service->by_hand});
        return ExitStatus::Partly;
    }
};

class Remove final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        const auto service = agent::service_of_system(context.paths());
        if (!service) return service.error();
        const auto file = printable(to_utf8(service->file));
        if (context.options.dry_run) {
            const bool there = context.files().exists(service->file);
            context.say(there ? "Would stop the agent and delete " + file
                              : "There is nothing to remove.");
            return ExitStatus::Done;
        }
        const auto removed = agent::remove_service(context.files(), context.processes(), *service);
        if (!removed) return removed.error();
        context.say(*removed ? "Stopped the agent and deleted " + file
                             : "There is nothing to remove.");
        return ExitStatus::Done;
    }
};

struct Seen {
    std::string file;
    bool installed = false;
    bool running = false;
    std::optional<agent::Standing> standing; // of this agent or of the last one
};

Result<Seen> look(Context& context) {
    Seen seen;
    const auto service = agent::service_of_system(context.paths());
    if (!service) return service.error();
    seen.file = to_utf8(service->file);
    seen.installed = context.files().exists(service->file);
    seen.running = agent::agent_runs(context.files(), context.paths().data);
    const auto standing = agent::read_standing(context.files(), context.paths().data);
    if (standing)
        seen.standing = *standing;
    else if (standing.error().code != Code::NotFound)
        return standing.error();
    return seen;
}

json time_or_null(UnixMillis time) {
    return time == 0 ? json() : json(iso8601(time));
}

json as_json(const Seen& seen) {
    const auto known = seen.standing.value_or(agent::Standing{});
    json document = {{"schema", 1},
                     {"installed", seen.installed},
                     {"file", seen.file},
                     {"running", seen.running},
                     {"process", seen.running ? json(known.process) : json()},
                     {"started", seen.running ? time_or_null(known.started) : json()},
                     {"last_report", time_or_null(known.last_report)},
                     {"last_exchange", time_or_null(known.last_exchange)},
                     {"last_error", nullptr}};
    if (!known.error.empty())
        document["last_error"] = {{"since", iso8601(known.failing_since)},
                                  {"message", known.error}};
    return document;
}

std::string words(const Seen& seen, UnixMillis now) {
    const auto known = seen.standing.value_or(agent::Standing{});
    const auto when = [&](UnixMillis time) {
        return time == 0 ? std::string("never") : ago(time, now);
    };
    std::string text = seen.installed ? "Installed: " + printable(seen.file) + "\n"
                                      : "Not installed; ferry agent install starts it at login.\n";
    text += seen.running ? "Running as process " + std::to_string(known.process) + ", started " +
                               when(known.started) + "\n"
                         : "Not running\n";
    text += "Last report " + when(known.last_report) + ", last exchange with the server " +
            when(known.last_exchange) + "\n";
    if (!known.error.empty())
        text += "Failing since " + when(known.failing_since) + ": " + printable(known.error) + "\n";
    return text;
}

class Status final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        const auto seen = look(context);
        if (!seen) return seen.error();
        if (context.options.json)
            print_json(context, as_json(*seen));
        else
            context.terminal().out(words(*seen, context.clock().now()));
        return ExitStatus::Done;
    }
};

} // namespace

CommandRow agent_install_command() {
    return {"agent install", "start the agent now and at every login",
            "  ferry agent install\n  ferry agent install --dry-run", make_command<Install>};
}

CommandRow agent_remove_command() {
    return {"agent remove", "stop the agent and undo its installation", "  ferry agent remove",
            make_command<Remove>};
}

CommandRow agent_status_command() {
    return {"agent status", "whether the agent runs, and how it does",
            "  ferry agent status\n  ferry agent status --json", make_command<Status>};
}

} // namespace ferry::cli
