// From the policy to an answer.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/request_answer.hpp"

#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/depot_installer.hpp"
#include "core/cli/request_words.hpp"
#include "core/cli/run_view.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {
namespace {

using protocol::ItemOutcome;
using protocol::RequestItem;
using state::RequestMode;
using state::RequestPolicy;

constexpr const char* kOff = "this device takes no requests";

/// The list names software or packages; what the catalog here calls a package counts, what the
/// request calls it does not.
bool is_allowed(const RequestPolicy& policy, const identity::Catalog& catalog,
                const RequestItem& item) {
    if (policy.mode == RequestMode::All || policy.allowed.contains(item.text())) return true;
    if (item.installer.empty()) return false;
    const auto known = catalog.recognise(PackageRef{{item.installer}, {item.id}});
    return known && known->why == identity::Why::Curated &&
           policy.allowed.contains(known->software.text);
}

bool allows(const RequestPolicy& policy, const identity::Catalog& catalog,
            const sync::Request& request) {
    if (policy.mode != RequestMode::All && policy.mode != RequestMode::AllowList) return false;
    const auto& items = request.header.items;
    return std::all_of(items.begin(), items.end(),
                       [&](const auto& item) { return is_allowed(policy, catalog, item); });
}

Problem fault_of(const sync::Request& request) {
    const auto* what = request.cut_off ? "was cut off, and is answered as far as it came: "
                                       : "is not carried out: ";
    return {"request " + request.id.substr(0, 12), what + request.fault, "", Code::Denied};
}

enum class ByPolicy { CarriedOut, Refused, Waits };

Result<ByPolicy> answer_one(Context& context, const RequestPolicy& policy,
                            const sync::Request& request) {
    if (policy.mode == RequestMode::Off && !request.cut_off) {
        const auto refused = refuse(requests_of(context), request, kOff);
        if (!refused) return refused.error();
        return ByPolicy::Refused;
    }
    const auto catalog = context.catalog();
    if (!catalog) return catalog.error();
    if (!request.cut_off && !allows(policy, **catalog, request)) return ByPolicy::Waits;
    RequestPlan plan;
    if (!request.cut_off) {
        auto made = plan_request(context, request);
        if (!made) return made.error();
        if (!made->value.sure) return ByPolicy::Waits;
        plan = std::move(made->value);
    }
    const auto done = answer_request(context, request, plan);
    if (!done) return done.error();
    return ByPolicy::CarriedOut;
}

} // namespace

WithRequests requests_of(Context& context) {
    return
        [&context](const std::function<Result<void>(sync::RequestStore&)>& work) -> Result<void> {
            auto account = Account::open(context);
            if (!account) return account.error();
            auto store = sync::RequestStore::open((*account)->parts());
            if (!store) return store.error();
            return work(*store);
        };
}

Result<std::vector<ItemOutcome>> answer_request(Context& context, const sync::Request& request,
                                                const RequestPlan& plan) {
    auto run = open_run(context);
    if (!run) return run.error();
    WithDepot installers(context);
    return carry_out(
        {requests_of(context), {installers, *run->journal, context.clock()}, events_for(context)},
        request, plan);
}

std::string request_words(const sync::Request& request) {
    return printable(request.from) + ": " + what_of(request);
}

Result<PolicyAnswers> answer_by_policy(Context& context) {
    RequestPolicy policy;
    std::vector<sync::Request> waiting;
    {
        auto account = Account::open(context);
        if (!account) return account.error();
        auto loaded = (*account)->state().request_policy().load();
        if (!loaded) return loaded.error();
        policy = std::move(*loaded);
        auto store = sync::RequestStore::open((*account)->parts());
        if (!store) return store.error();
        auto found = store->waiting();
        if (!found) return found.error();
        waiting = std::move(*found);
    }
    PolicyAnswers answers;
    for (const auto& request : waiting) {
        if (request.state == sync::RequestState::Expired && !request.cut_off) continue;
        if (!request.fault.empty() && !request.cut_off) {
            answers.problems.push_back(fault_of(request));
            continue;
        }
        const auto done = answer_one(context, policy, request);
        if (!done)
            answers.problems.push_back({"request of " + request_words(request),
                                        done.error().message, "", done.error().code});
        else if (!request.fault.empty())
            answers.problems.push_back(fault_of(request));
        else if (*done == ByPolicy::CarriedOut)
            ++answers.carried_out;
        else
            ++(*done == ByPolicy::Refused ? answers.refused : answers.waiting);
    }
    return answers;
}

} // namespace ferry::cli
