// From a request to a plan, and from the policy to an answer.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/request_answer.hpp"

#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/plan_builder.hpp"
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

/// Makes the items of one request; asks the installers once.
class Planner {
public:
    Planner(Context& context, const identity::Catalog& catalog, const sync::Request& request)
        : context_(context), catalog_(catalog), request_(request) {}

    Report<RequestPlan> plan() {
        PlanRequest wanted;
        wanted.from = request_.from;
        for (const auto& item : request_.header.items)
            if (item.installer.empty()) wanted.wanted.push_back(wanted_software(item));
        auto software = build_plan(context_, catalog_, wanted);
        plan_ = std::move(software.value);
        auto local = context_.installers().inventory({});
        here_ = std::move(local.value);
        Report<RequestPlan> report;
        report.add(std::move(software.problems));
        for (const auto& item : request_.header.items)
            report.value.items.push_back(item.installer.empty() ? of_software(item)
                                                                : of_package(item));
        report.value.sure = sure_;
        return report;
    }

private:
    static planner::Wanted wanted_software(const RequestItem& item) {
        planner::Wanted wanted;
        wanted.name = item.software;
        wanted.software = SoftwareId{item.software};
        return wanted;
    }

    ItemOutcome of_package(const RequestItem& item) const {
        const PackageRef ref{{item.installer}, {item.id}};
        for (const auto& inventory : here_) {
            for (const auto& package : inventory.packages) {
                if (PackageRef{inventory.installer, package.id} == ref && !package.broken)
                    return {item.text(), kPresent, package.version};
            }
        }
        return {item.text(), kPending, ref.text()};
    }

    ItemOutcome of_software(const RequestItem& item) {
        if (!catalog_.find(SoftwareId{item.software}))
            return {item.text(), kFailed,
                    "the catalog there does not know it; ferry catalog update may help"};
        const auto line = std::find_if(plan_.lines.begin(), plan_.lines.end(), [&](const auto& l) {
            return l.software && l.software->text == item.software;
        });
        if (line == plan_.lines.end()) return {item.text(), kFailed, "no plan has it"};
        if (line->kind == LineKind::Present)
            return {item.text(), kPresent, line->to ? line->to->ref.text() : line->reason};
        const bool open = line->kind == LineKind::Install || line->kind == LineKind::Unconfirmed ||
                          line->kind == LineKind::Choose;
        PlanPackage to;
        if (line->to)
            to = *line->to;
        else if (!line->choices.empty())
            to = line->choices.front();
        if (!open || to.ref.id.empty())
            return {item.text(), kFailed,
                    line->reason.empty() ? "no installer there has it" : line->reason};
        sure_ = sure_ && line->ticked;
        return {item.text(), kPending, to.ref.text()};
    }

    Context& context_;
    const identity::Catalog& catalog_;
    const sync::Request& request_;
    Plan plan_;
    std::vector<InstallerInventory> here_;
    bool sure_ = true;
};

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

Result<Report<RequestPlan>> plan_request(Context& context, const sync::Request& request) {
    const auto catalog = context.catalog();
    if (!catalog) return catalog.error();
    return Planner(context, **catalog, request).plan();
}

Result<std::vector<ItemOutcome>> answer_request(Context& context, const sync::Request& request,
                                                const RequestPlan& plan) {
    auto run = open_run(context);
    if (!run) return run.error();
    return carry_out({requests_of(context),
                      {context.installers(), *run->journal, context.clock()},
                      events_for(context)},
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
        if (!request.fault.empty()) {
            answers.problems.push_back({"request " + request.id.substr(0, 12),
                                        "is not carried out: " + request.fault, "", Code::Denied});
            continue;
        }
        const auto done = answer_one(context, policy, request);
        if (!done)
            answers.problems.push_back({"request of " + request_words(request),
                                        done.error().message, "", done.error().code});
        else if (*done == ByPolicy::CarriedOut)
            ++answers.carried_out;
        else
            ++(*done == ByPolicy::Refused ? answers.refused : answers.waiting);
    }
    return answers;
}

} // namespace ferry::cli
