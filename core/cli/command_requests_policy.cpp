// ferry requests policy: what this device does with requests. Kept here only; no server can set it.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/account.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/named_software.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using state::RequestMode;
using state::RequestPolicy;

std::string words(const RequestPolicy& policy) {
    const auto list = join({policy.allowed.begin(), policy.allowed.end()}, ", ");
    switch (policy.mode) {
    case RequestMode::Off:
        return "off: every request is refused\n";
    case RequestMode::All:
        return "all: everything is installed without a question\n";
    case RequestMode::AllowList:
        return "allow-list: installed without a question: " + (list.empty() ? "nothing" : list) +
               "; a person answers the rest\n";
    case RequestMode::Ask:
        break;
    }
    return "ask: a person answers every request\n";
}

class Policy final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("POLICY", word_, "off, ask, all, allow, forbid")
            .one_of({"off", "ask", "all", "allow", "forbid"});
        options.add_option("SOFTWARE", names_, "of allow and forbid: an id, or INSTALLER:ID");
    }

    Result<ExitStatus> run(Context& context) override {
        const bool listing = word_ == "allow" || word_ == "forbid";
        if (listing == names_.empty() && !word_.empty())
            return context.wrong_use(listing ? word_ + " needs SOFTWARE"
                                             : word_ + " takes no SOFTWARE",
                                     "requests policy");
        auto account = Account::open(context);
        if (!account) return account.error();
        const auto record = (*account)->state().account().load();
        if (!record) return record.error();
        if (!*record)
            return Error{Code::NotFound, "no account here asks anything; run ferry login URL"};
        auto policy = (*account)->state().request_policy().load();
        if (!policy) return policy.error();
        if (const auto done = change(context, (*account)->state(), *policy); !done)
            return done.error();
        if (!word_.empty() && !context.options.dry_run)
            if (const auto saved = (*account)->state().request_policy().save(*policy); !saved)
                return saved.error();
        show(context, *policy);
        return ExitStatus::Done;
    }

private:
    Result<void> change(Context& context, state::State& state, RequestPolicy& policy) const {
        if (const auto mode = state::request_mode_from_text(word_)) policy.mode = *mode;
        for (const auto& name : names_) {
            if (word_ == "forbid") {
                policy.allowed.erase(name);
                continue;
            }
            if (const auto known = check(context, state, name); !known) return known;
            policy.allowed.insert(name);
            policy.mode = RequestMode::AllowList;
        }
        return {};
    }

    static Result<void> check(Context& context, state::State& state, const std::string& name) {
        if (names_package(name)) {
            const auto ref = named_package(name);
            return ref ? Result<void>() : ref.error();
        }
        const auto catalog = context.catalog();
        if (!catalog) return catalog.error();
        const auto software = software_to_ask_for(**catalog, state, name);
        return software ? Result<void>() : software.error();
    }

    static void show(Context& context, const RequestPolicy& policy) {
        if (context.options.json)
            print_json(
                context,
                {{"schema", 1}, {"policy", to_text(policy.mode)}, {"allowed", policy.allowed}});
        else
            context.terminal().out(words(policy));
    }

    std::string word_;
    std::vector<std::string> names_;
};

} // namespace

CommandRow requests_policy_command() {
    return {"requests policy", "what this device does when another one asks",
            "  ferry requests policy\n  ferry requests policy ask\n"
            "  ferry requests policy allow firefox apt:jq",
            make_command<Policy>};
}

} // namespace ferry::cli
