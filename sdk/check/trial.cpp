// The list of rules, and what all of them need.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/trial.hpp"

#include "core/base/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ferry::check {

using nlohmann::json;

void Trial::at(std::string where) {
    where_ = std::move(where);
    tell_(dump_json({{"at", where_}}));
}

void Trial::find(const std::string& rule, const std::string& what) {
    constexpr std::size_t kShown = 5; // of one kind in one rule; the rest says nothing new
    if (told_.size() >= kShown || !told_.insert(rule + what).second) return;
    tell_(dump_json({{"rule", rule}, {"finding", where_.empty() ? what : where_ + ": " + what}}));
}

void Trial::note(const std::string& words) {
    tell_(dump_json({{"note", words}}));
}

const Said& Trial::enter(ReplayHost& host, std::string_view call,
                         const std::vector<std::string>& ids) {
    const auto& said = check::enter(plugin, host, call, ids);
    const bool own = rule_ == "malformed"; // what only broken input brings out
    for (const auto& breach : breaches(said, call, ids))
        find(own ? rule_ : breach.rule, breach.what);
    return said;
}

std::vector<std::string> Trial::reading_calls() const {
    std::vector<std::string> calls;
    for (const auto* call : {"probe", "inventory", "traces", "look_up", "outdated"}) {
        if (has_call(plugin, call)) calls.emplace_back(call);
    }
    return calls;
}

std::vector<std::string> Trial::changing_calls() const {
    std::vector<std::string> calls;
    for (const auto* call : {"install", "remove", "upgrade"}) {
        if (has_call(plugin, call)) calls.emplace_back(call);
    }
    return calls;
}

std::vector<std::string> ids_of(Trial& trial, const Sample& sample) {
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const auto& call : sample.calls)
        std::for_each(call.ids.begin(), call.ids.end(), add);
    ReplayHost host(sample.machine);
    for (const auto& row : trial.enter(host, "inventory").packages)
        add(row.at("id"));
    return ids;
}

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
        {"metadata", "plugin.json is whole and names this library", false, nullptr},
        {"exports", "the library exports ferry_plugin_v1 and nothing else", false, nullptr},
        {"abi", "the table fits this ABI, and so does all that is handed over", false,
         try_every_call},
        {"samples", "there are samples to try the plugin on", false, nullptr},
        {"survives", "no call on a sample crashes, hangs or ends the process", true, try_survival},
        {"empty-machine", "a machine without the installer is told as such", false,
         try_empty_machine},
        {"transcripts", "every recorded call says what the sample expects", true, try_transcripts},
        {"ids", "ids are unique and printable, fields are of the contract", true, try_every_call},
        {"order", "two calls on one machine say the same in the same order", true, try_order},
        {"failures-once", "what fails is told once, with its status and a reason", true,
         try_every_call},
        {"outcomes", "each asked id gets one outcome", true, try_every_call},
        {"no-write", "nothing is changed but by install, remove and upgrade", true, try_no_write},
        {"hostile-ids", "hostile ids reach no command and fail each by itself", true,
         try_hostile_ids},
        {"cancel", "after cancel nothing more is begun, and nothing is called done", true,
         try_cancel},
        {"time-limit", "each command has a time limit, and running into it is told", true,
         try_time_limit},
        {"malformed", "input broken at any byte is an error, or fewer packages", true,
         try_malformed},
    };
    return all;
}

} // namespace ferry::check
