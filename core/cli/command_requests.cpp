// ferry requests: what devices asked of each other; declining and withdrawing.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/request_answer.hpp"
#include "core/cli/request_words.hpp"
#include "core/cli/table.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;
using sync::Request;

constexpr const char* kDeclined = "declined by the person there";

/// Which of the account's requests a command sees.
using Which = Result<std::vector<Request>> (sync::RequestStore::*)();

Result<std::vector<Request>> requests(Context& context, Which which) {
    std::vector<Request> found;
    const auto done = requests_of(context)([&](sync::RequestStore& store) -> Result<void> {
        auto all = (store.*which)();
        if (!all) return all.error();
        found = std::move(*all);
        return {};
    });
    if (!done) return done.error();
    return found;
}

class List final : public Command {
public:
    void configure(Options&) override {}
    Result<ExitStatus> run(Context& context) override {
        const auto all = requests(context, &sync::RequestStore::list);
        if (!all) return all.error();
        auto list = json::array();
        Table table({"ID", "FROM", "TO", "WHAT", "STATE", "WHEN"});
        for (const auto& request : *all) {
            list.push_back(request_json(request));
            table.add({short_id(request), request.from, request.to, what_of(request),
                       state_words(request), ago(request.header.created, context.clock().now())});
        }
        if (context.options.json) {
            print_json(context, {{"schema", 1}, {"requests", list}});
            return ExitStatus::Done;
        }
        if (all->empty()) context.say("No device asked another for anything.");
        if (!all->empty()) context.terminal().out(table.text());
        tell_details(context, *all);
        return ExitStatus::Done;
    }

private:
    static void tell_details(Context& context, const std::vector<Request>& all) {
        for (const auto& request : all) {
            const auto& fault = request.fault.empty() ? request.bad_answer : request.fault;
            if (!fault.empty() && request.state != sync::RequestState::Expired)
                context.say(short_id(request) + ": " + fault);
            for (const auto& one : request.outcomes)
                if (!one.detail.empty() && (one.outcome == kFailed || one.outcome == kRefused))
                    context.say(short_id(request) + ": " + printable(one.software) + ": " +
                                printable(one.detail));
        }
    }
};

class Decline final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", id_, "which; ferry requests lists them").required();
    }
    Result<ExitStatus> run(Context& context) override {
        const auto all = requests(context, &sync::RequestStore::waiting);
        if (!all) return all.error();
        const auto request = find_request(*all, id_);
        if (!request) return request.error();
        if (context.options.dry_run) {
            context.terminal().out("would decline " + request_words(*request) + "\n");
            return ExitStatus::Done;
        }
        const auto done = refuse(requests_of(context), *request, kDeclined);
        if (!done) return done.error();
        context.say("Declined. " + printable(request->from) + " is told.");
        return ExitStatus::Done;
    }

private:
    std::string id_;
};

class Withdraw final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", id_, "which; ferry requests lists them").required();
    }
    Result<ExitStatus> run(Context& context) override {
        const auto all = requests(context, &sync::RequestStore::list);
        if (!all) return all.error();
        const auto request = find_request(*all, id_);
        if (!request) return request.error();
        if (context.options.dry_run) {
            context.terminal().out("would withdraw " + request_words(*request) + "\n");
            return ExitStatus::Done;
        }
        const auto done = requests_of(context)(
            [&](sync::RequestStore& store) { return store.withdraw(request->id); });
        if (!done) return done.error();
        context.say("Withdrawn.");
        return ExitStatus::Done;
    }

private:
    std::string id_;
};

} // namespace

CommandRow requests_command() {
    return {"requests", "what your devices asked of each other, and what became of it",
            "  ferry requests\n  ferry requests --json", make_command<List>};
}
CommandRow requests_decline_command() {
    return {"requests decline", "refuse what another device asks of this one",
            "  ferry requests decline 3fa9c1d2", make_command<Decline>};
}
CommandRow requests_withdraw_command() {
    return {"requests withdraw", "take back what was asked and is not answered",
            "  ferry requests withdraw 3fa9c1d2", make_command<Withdraw>};
}

} // namespace ferry::cli
