// Rules about change: hostile ids, cancel, and commands that run into their time limit.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/hostile_ids.hpp"
#include "sdk/check/trial.hpp"
#include "sdk/check/words.hpp"

#include <algorithm>

namespace ferry::check {
namespace {

bool is_done(const Row& outcome) {
    const auto& result = outcome.at("result");
    return result == "ok" || result == "already" || result == "needs_reboot";
}

void expect_refused(Trial& trial, const Said& said, const std::string& id) {
    for (const auto& command : said.commands) {
        if (carries(command.argv, id))
            trial.find("the id " + shown(id) + " reaches the command " + shown(command.line()));
    }
    if (!said.offers.empty()) trial.find("offers something for the id " + shown(id));
    for (const auto& outcome : said.outcomes) {
        if (is_done(outcome)) trial.find("calls the id " + shown(id) + " done");
    }
}

void try_ids(Trial& trial, const Sample& sample, const std::vector<std::string>& ids) {
    auto calls = trial.changing_calls();
    calls.emplace_back("look_up");
    for (const auto& call : calls) {
        for (const auto& id : ids) {
            trial.at(sample.name + ": " + call + " of " + shown(id));
            ReplayHost host(sample.machine);
            expect_refused(trial, trial.enter(host, call, {id}), id);
        }
        trial.at(sample.name + ": " + call + " of all hostile ids at once");
        ReplayHost host(sample.machine);
        const auto& said = trial.enter(host, call, ids);
        for (const auto& id : ids)
            expect_refused(trial, said, id);
    }
}

/// What a call that changes must not do once it is cancelled.
void expect_stopped(Trial& trial, const Said& said, const Said& undisturbed) {
    std::size_t begun = 0;
    for (const auto& command : said.commands) {
        if (command.changes) ++begun;
    }
    if (begun > 1) trial.find("begins another change after the first came back cancelled");
    for (const auto& outcome : said.outcomes) {
        const auto same =
            std::find_if(undisturbed.outcomes.begin(), undisturbed.outcomes.end(),
                         [&](const Row& row) { return row.at("id") == outcome.at("id"); });
        const bool was_so = same != undisturbed.outcomes.end() && same->at("result") == "already";
        if (is_done(outcome) && !was_so)
            trial.find("calls " + shown(outcome.at("id")) + " done though it was cancelled");
    }
}

void expect_limits(Trial& trial, const Said& said) {
    for (const auto& command : said.commands) {
        if (command.timeout_ms == 0)
            trial.find("a command without a time limit: " + command.line());
    }
}

/// All commands time out: a reading call that said more before must not pass as whole.
void expect_told(Trial& trial, const std::string& call, const Said& said, const Said& undisturbed) {
    if (said.commands.empty()) return;
    const bool less = said.packages.size() < undisturbed.packages.size() ||
                      said.offers.size() < undisturbed.offers.size() ||
                      said.traces.size() < undisturbed.traces.size();
    if (said.status == FERRY_OK && less)
        trial.find("its command ran into the time limit, and it returns ok with less than before");
    for (const auto& outcome : said.outcomes) {
        if (outcome.at("result") == "ok")
            trial.find(call + " calls " + shown(outcome.at("id")) +
                       " done though its command ran into the time limit");
    }
}

} // namespace

void try_hostile_ids(Trial& trial) {
    for (const auto& sample : trial.samples) {
        auto ids = hostile_ids();
        ids.insert(ids.end(), sample.hostile_ids.begin(), sample.hostile_ids.end());
        try_ids(trial, sample, ids);
    }
}

void try_cancel(Trial& trial) {
    for (const auto& sample : trial.samples) {
        trial.at(sample.name + ": inventory");
        const auto ids = ids_of(trial, sample);
        for (const auto& call : trial.changing_calls()) {
            trial.at(sample.name + ": " + call + ", cancelled");
            ReplayHost before(sample.machine);
            const auto& undisturbed = trial.enter(before, call, ids);
            ReplayHost host(sample.machine);
            host.cancelled = true;
            expect_stopped(trial, trial.enter(host, call, ids), undisturbed);
        }
        for (const auto& call : trial.reading_calls()) {
            trial.at(sample.name + ": " + call + ", cancelled");
            ReplayHost host(sample.machine);
            host.cancelled = true;
            trial.enter(host, call, call == "look_up" ? ids : std::vector<std::string>{});
        }
    }
}

void try_time_limit(Trial& trial) {
    for (const auto& sample : trial.samples) {
        trial.at(sample.name + ": inventory");
        const auto ids = ids_of(trial, sample);
        auto calls = trial.reading_calls();
        const auto changing = trial.changing_calls();
        calls.insert(calls.end(), changing.begin(), changing.end());
        for (const auto& call : calls) {
            const bool with_ids = call == "look_up" || changes_machine(call);
            const auto asked = with_ids ? ids : std::vector<std::string>{};
            trial.at(sample.name + ": " + call);
            ReplayHost before(sample.machine);
            const auto& undisturbed = trial.enter(before, call, asked);
            expect_limits(trial, undisturbed);
            trial.at(sample.name + ": " + call + ", every command too slow");
            ReplayHost host(sample.machine);
            host.all_time_out = true;
            expect_told(trial, call, trial.enter(host, call, asked), undisturbed);
        }
    }
}

} // namespace ferry::check
