// ferry requests answer: carries out what other devices ask of this one.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/request_answer.hpp"
#include "core/cli/request_words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using sync::Request;

/// Those that wait here. Errors also: Denied (requests are off).
Result<std::vector<Request>> waiting_here(Context& context) {
    auto account = Account::open(context);
    if (!account) return account.error();
    const auto policy = (*account)->state().request_policy().load();
    if (!policy) return policy.error();
    if (policy->mode == state::RequestMode::Off)
        return Error{Code::Denied, "requests are off on this device; ferry requests policy ask "
                                   "lets them in again"};
    auto store = sync::RequestStore::open((*account)->parts());
    if (!store) return store.error();
    return store->waiting();
}

class Answer final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("ID", ids_, "which; otherwise each that waits, one after the other");
        options.add_flag("--all", all_, "every one that waits");
        options.add_flag("--by-policy", by_policy_,
                         "only what ferry requests policy allows without a question");
    }

    Result<ExitStatus> run(Context& context) override {
        if (by_policy_ && (all_ || !ids_.empty()))
            return context.wrong_use("--by-policy chooses by itself", "requests answer");
        if (by_policy_) return answer_all_by_policy(context);
        if (context.options.yes && ids_.empty() && !all_)
            return context.wrong_use("--yes needs the requests that it answers, or --all",
                                     "requests answer");
        const auto waiting = waiting_here(context);
        if (!waiting) return waiting.error();
        const auto chosen = choose(*waiting);
        if (!chosen) return chosen.error();
        if (chosen->empty()) context.say("No request waits here.");
        bool partly = false;
        for (const auto& request : *chosen) {
            const auto well = answer(context, request);
            if (!well && (chosen->size() == 1 || well.error().code == Code::Cancelled))
                return well.error();
            if (!well) context.complain(well.error());
            partly = partly || !well || !*well;
        }
        return partly ? ExitStatus::Partly : ExitStatus::Done;
    }

private:
    static Result<ExitStatus> answer_all_by_policy(Context& context) {
        const auto answers = answer_by_policy(context);
        if (!answers) return answers.error();
        for (const auto& problem : answers->problems)
            context.complain(problem);
        context.say(std::to_string(answers->carried_out) + " carried out, " +
                    std::to_string(answers->refused) + " refused, " +
                    std::to_string(answers->waiting) + " wait for a person");
        return answers->problems.empty() ? ExitStatus::Done : ExitStatus::Partly;
    }

    /// What expired is only told to those who name it.
    Result<std::vector<Request>> choose(const std::vector<Request>& waiting) const {
        std::vector<Request> chosen;
        for (const auto& id : ids_) {
            auto request = find_request(waiting, id);
            if (!request) return request.error();
            chosen.push_back(std::move(*request));
        }
        if (!ids_.empty()) return chosen;
        std::copy_if(waiting.begin(), waiting.end(), std::back_inserter(chosen),
                     [](const Request& request) {
                         return request.state == sync::RequestState::Open || request.cut_off;
                     });
        return chosen;
    }

    /// False: some item failed, or the person said no.
    Result<bool> answer(Context& context, const Request& request) const {
        if (!request.fault.empty() && !request.cut_off)
            return Error{Code::Denied, "request " + short_id(request) + " is not carried out: " +
                                           request.fault + "; nothing was run"};
        RequestPlan plan;
        if (request.cut_off) {
            context.say(request.fault.empty()
                            ? "Finishing what was begun for " + request_words(request) + "."
                            : "What was begun for " + request_words(request) +
                                  " is answered as far as it came: " + request.fault + ".");
            if (context.options.dry_run) return true;
        } else {
            auto made = plan_request(context, request);
            if (!made) return made.error();
            for (const auto& problem : made->problems)
                context.complain(problem);
            plan = std::move(made->value);
            show(context, request, plan);
            if (context.options.dry_run) return true;
            const auto sure = context.confirm("Do it?");
            if (!sure) return sure.error();
            if (!*sure) {
                context.say("It waits on; ferry requests decline " + short_id(request) +
                            " refuses it.");
                return true;
            }
        }
        const auto items = answer_request(context, request, plan);
        if (!items) return items.error();
        return tell(context, request, *items);
    }

    static void show(Context& context, const Request& request, const RequestPlan& plan) {
        std::string text = printable(request.from) + " asks (" + short_id(request) + ", " +
                           ago(request.header.created, context.clock().now()) + "):\n";
        for (const auto& item : plan.items) {
            const bool pending = item.outcome == kPending;
            text += "  " + printable(item.software) + ": " +
                    (pending ? "would install" : item.outcome) +
                    (item.detail.empty() ? "" : " " + printable(item.detail)) + "\n";
        }
        if (context.options.json)
            context.say(text); // stdout is for the events
        else
            context.terminal().out(text);
        context.terminal().flush();
    }

    static bool tell(Context& context, const Request& request,
                     const std::vector<protocol::ItemOutcome>& items) {
        std::vector<std::string> words;
        bool well = true;
        for (const auto& item : items) {
            words.push_back(printable(item.software) + " " + item.outcome);
            well = well && item.outcome != kFailed;
        }
        if (context.options.json)
            print_json(context, {{"event", "answered"},
                                 {"request", request.id},
                                 {"outcomes", outcomes_json(items)}});
        context.say("Answered " + printable(request.from) + ": " + join(words, ", ") + ".");
        return well;
    }

    std::vector<std::string> ids_;
    bool all_ = false;
    bool by_policy_ = false;
};

} // namespace

CommandRow requests_answer_command() {
    return {"requests answer", "install what your other devices ask for here",
            "  ferry requests answer\n  ferry requests answer 3fa9c1d2\n"
            "  ferry requests answer --all --yes",
            make_command<Answer>};
}

} // namespace ferry::cli
