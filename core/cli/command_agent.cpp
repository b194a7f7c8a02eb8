// ferry agent run: the agent in the foreground, as a service manager starts it.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/agent.hpp"
#include "core/agent/standing.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/request_answer.hpp"
#include "core/cli/sync_words.hpp"
#include "core/platform/machine.hpp"
#include "core/sync/retry.hpp"
#include "core/sync/wait_for_news.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using agent::Exchange;

/// Each call opens the account and closes it: other commands work in between.
class AccountExchange final : public Exchange {
public:
    explicit AccountExchange(Context& context) : context_(context) {}

    Result<sync::SyncSummary> sync(Inventory inventory) override {
        if (inventory == Inventory::Anew || !local_) read();
        auto account = Account::open(context_);
        if (!account) return account.error();
        return sync::sync(able_to_stop(**account), {{device_, local_->value}, {}});
    }
    Result<bool> wait_for_news(const std::function<bool()>& give_up) override {
        auto account = Account::open(context_, state::Access::Read);
        if (!account) return account.error();
        return sync::wait_for_news((*account)->parts(), give_up);
    }

private:
    void read() {
        device_ = this_device(context_.files(), from_utf8(context_.options.root));
        local_ = context_.installers().inventory({});
        for (const auto& problem : local_->problems)
            context_.complain(problem);
    }
    static sync::Parts able_to_stop(const Account& account) {
        auto parts = account.parts();
        parts.make_transport = sync::giving_up(parts.make_transport, interrupted);
        return parts;
    }

    Context& context_;
    Device device_;
    std::optional<Report<std::vector<InstallerInventory>>> local_;
};

/// What the person's policy allows without a question, and nothing else.
class Answers final : public agent::OnNews {
public:
    explicit Answers(Context& context) : context_(context) {}
    void fetched(const sync::SyncSummary&) override {
        const auto answers = answer_by_policy(context_);
        if (!answers) return context_.complain(answers.error());
        for (const auto& problem : answers->problems)
            if (told_.insert(problem.subject + problem.what).second) context_.complain(problem);
    }

private:
    Context& context_;
    std::set<std::string> told_{}; // a request that is not believed stays until it expires
};

/// Tells what happens, and leaves it for `ferry agent status`.
class Chronicle final : public agent::Observer {
public:
    explicit Chronicle(Context& context) : context_(context) {
        standing_.process = process_id();
        standing_.started = context_.clock().now();
        save();
    }

    void exchanged(const sync::SyncSummary& summary, bool reported) override {
        if (!standing_.error.empty()) context_.say("The server answers again.");
        standing_.error.clear();
        standing_.failing_since = 0;
        standing_.last_exchange = context_.clock().now();
        if (reported) standing_.last_report = standing_.last_exchange;
        save();
        for (const auto& stream : summary.sent)
            context_.say("Reported " + stream.installer.text + ".");
        say_news(context_, summary);
        for (const auto& problem : summary.problems)
            context_.complain(problem);
    }

    void failed(const Error& error) override {
        if (error.message == standing_.error) return; // told already
        if (standing_.failing_since == 0) standing_.failing_since = context_.clock().now();
        standing_.error = error.message;
        save();
        context_.complain(error);
    }

private:
    void save() {
        const auto saved =
            agent::write_standing(context_.files(), context_.paths().data, standing_);
        if (!saved) context_.complain(saved.error());
    }

    Context& context_;
    agent::Standing standing_;
};

class Run final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("--ferry-home", home_, "as FERRY_HOME, where nothing can set it")
            .type_name("DIR");
    }

    Result<ExitStatus> run(Context& context) override {
        watch_for_termination();
        if (!home_.empty()) context.use_ferry_home(from_utf8(home_));
        const auto lock = agent::take_agent_lock(context.files(), context.paths().data);
        if (!lock) return lock.error();
        Chronicle chronicle(context);
        AccountExchange exchange(context);
        agent::FileWatch watch(context.files(), from_utf8(context.options.root),
                               context.paths().home);
        Answers on_news(context);
        context.say("The agent runs (process " + std::to_string(process_id()) +
                    "); Ctrl-C ends it.");
        agent::Agent({exchange, watch, on_news, chronicle, context.clock(),
                      sync::real_wait(interrupted), interrupted, sync::random_share})
            .run();
        answer_interrupt();
        return ExitStatus::Done;
    }

private:
    std::string home_;
};

} // namespace

CommandRow agent_run_command() {
    return {"agent run", "report changes and fetch news until it is stopped", "  ferry agent run",
            make_command<Run>};
}

} // namespace ferry::cli
