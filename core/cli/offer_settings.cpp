// One question per software, or one for all that are left.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/offer_settings.hpp"

#include "core/base/text.hpp"
#include "core/cli/depot_installer.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_pull.hpp"
#include "core/state/state.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

enum class Wanted { Ask, Restore, Keep };

/// This device's id, where it has an account. Read only, so that who has none keeps none.
std::string own_device(Context& context) {
    auto state = state::State::open(context.paths().data, state::Access::Read);
    if (!state) return {};
    const auto record = state->account().load();
    return record && *record ? (*record)->device_id : std::string();
}

/// What the word means for this software alone, or (as "all restore") for the rest too.
std::optional<std::pair<Wanted, bool>> understood(const std::string& answer) {
    static const std::map<std::string, std::pair<Wanted, bool>> words = {
        {"r", {Wanted::Restore, false}}, {"restore", {Wanted::Restore, false}},
        {"k", {Wanted::Keep, false}},    {"keep", {Wanted::Keep, false}},
        {"ra", {Wanted::Restore, true}}, {"ka", {Wanted::Keep, true}}};
    const auto found = words.find(lower(trimmed(answer)));
    if (found == words.end()) return std::nullopt;
    return found->second;
}

class Offers {
public:
    Offers(Context& context, SettingsDesk& desk, const std::string& wish)
        : context_(context), desk_(desk), puller_(context, desk, {}), told_(!wish.empty()) {
        const bool asks =
            !told_ && !context.options.yes && !context.options.json && context.terminal().can_ask();
        for_all_ = wish == "restore" ? Wanted::Restore : asks ? Wanted::Ask : Wanted::Keep;
    }

    bool run(const std::vector<SoftwareId>& software, const std::string& own_device) {
        const auto store = desk_.store();
        const auto heads = store ? (*store)->heads(software) : store.error();
        const auto consents = desk_.memory().consents();
        if (!heads || !consents) return not_possible(heads ? consents.error() : heads.error());
        for (const auto& [id, head] : *heads) {
            const auto consent = consents->find(id);
            const bool refused = consent != consents->end() && !consent->second;
            if (!refused && !decided(id, head) && !interrupted()) offer(id, own_device);
        }
        tell_waiting();
        return all_well_;
    }

    /// No login, no network: a word only for who asked for settings.
    bool not_possible(const Error& error) {
        if (for_all_ != Wanted::Restore) return true;
        context_.complain(error.under("settings were not restored"));
        return false;
    }

private:
    /// That revision was pulled, or left on purpose.
    bool decided(const SoftwareId& software, const std::string& head) {
        const auto seen = desk_.memory().seen(software);
        return seen && *seen && (*seen)->newest == head;
    }

    void offer(const SoftwareId& id, const std::string& own_device) {
        if (!desk_.software(id.text)) return; // settings of which this catalog knows no place
        auto plan = puller_.plan(id.text);
        if (!plan) return failed({{"software", id.text}}, plan.error());
        if (plan->revision.author_id == own_device || plan->differing() == 0) return;
        const bool asked = for_all_ == Wanted::Ask;
        const auto wanted = asked ? ask(*plan) : for_all_;
        if (wanted == Wanted::Restore) return restore(*plan);
        if (asked)
            leave(*plan);
        else
            waiting_.push_back(id.text);
        tell(plan_json(*plan), "kept", 0, {});
    }

    Wanted ask(const PullPlan& plan) {
        const auto question = plan.words() + ". Restore them, keep what is here, or show the "
                                             "difference (ra, ka: all the rest)? [r/k/d] ";
        for (;;) {
            const auto answer = context_.terminal().ask(question);
            if (!answer) return for_all_ = Wanted::Keep; // end of input
            if (lower(trimmed(*answer)).starts_with("d"))
                context_.say(difference_text(plan) + "- is here, + is " +
                             printable(plan.revision.author) + "'s");
            const auto meant = understood(*answer);
            if (!meant) continue;
            if (meant->second) for_all_ = meant->first;
            return meant->first;
        }
    }

    void restore(PullPlan& plan) {
        const auto written = puller_.pull(plan, true);
        if (!written) {
            all_well_ = false;
            return failed(plan_json(plan), written.error());
        }
        tell(plan_json(plan), "restored", written->value_or(0), {});
    }

    /// A later run does not ask again, until there is a newer revision.
    void leave(const PullPlan& plan) {
        const auto seen = desk_.memory().seen(plan.software.id);
        auto now = seen && *seen ? **seen : state::SettingsSeen{};
        now.newest = plan.newest;
        const auto kept = desk_.memory().remember(plan.software.id, now);
        if (!kept) context_.complain(kept.error().under("what you left is not remembered"));
    }

    void failed(const nlohmann::json& row, const Error& error) {
        all_well_ = all_well_ && for_all_ != Wanted::Restore;
        context_.complain(error.under("settings of " + row.at("software").get<std::string>()));
        tell(row, "failed", 0, error.message);
    }

    void tell(nlohmann::json row, const char* result, std::size_t written,
              const std::string& message) {
        if (!context_.options.json) return;
        row["event"] = "settings";
        row["result"] = result;
        row["written"] = written;
        row["message"] = text_or_null(message);
        print_json(context_, row);
    }

    void tell_waiting() {
        if (waiting_.empty() || told_) return;
        context_.say("The account has settings of " + join(waiting_, ", ") +
                     " that differ from those here; ferry settings pull " + join(waiting_, " ") +
                     " restores them.");
    }

    Context& context_;
    SettingsDesk& desk_;
    Puller puller_;
    bool told_; // by --settings
    Wanted for_all_ = Wanted::Keep;
    std::vector<std::string> waiting_;
    bool all_well_ = true;
};

} // namespace

void SettingsWish::add(Options& options) {
    options
        .add_option("--settings", word,
                    "the account's settings of what is here: restore them, or keep those here")
        .one_of({"restore", "keep"});
}

std::set<SoftwareId> installed_by(Context& context, const apply::Summary& summary) {
    std::set<SoftwareId> software;
    const auto catalog = context.catalog();
    if (!catalog) return software;
    for (const auto& step : summary.outcomes) {
        if (step.action == Action::Remove || !succeeded(step.outcome.result)) continue;
        if (step.package.installer == depot_installer()) software.insert({step.package.id.text});
        const auto known = (*catalog)->recognise(step.package);
        if (known) software.insert(known->software);
    }
    return software;
}

std::set<SoftwareId> present_in(const Plan& plan, const TickOptions& ticks) {
    const auto named = [](const std::vector<std::string>& names, const SoftwareId& software) {
        return std::find(names.begin(), names.end(), software.text) != names.end();
    };
    std::set<SoftwareId> software;
    for (const auto& line : plan.lines) {
        if (line.kind != LineKind::Present || !line.software) continue;
        if (named(ticks.except, *line.software)) continue;
        if (ticks.only.empty() || named(ticks.only, *line.software))
            software.insert(*line.software);
    }
    return software;
}

bool offer_settings(Context& context, const SettingsWish& wish,
                    const std::set<SoftwareId>& software) {
    const auto own = own_device(context);
    if (software.empty() || wish.word == "keep" || own.empty()) return true;
    const auto desk = SettingsDesk::open(context, {});
    if (desk)
        return Offers(context, **desk, wish.word).run({software.begin(), software.end()}, own);
    if (wish.word.empty()) return true;
    context.complain(desk.error().under("settings were not restored"));
    return false;
}

} // namespace ferry::cli
