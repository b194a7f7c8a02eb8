// Rules about what a plugin reads and says: survival, the empty machine, order, no writes.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/trial.hpp"
#include "sdk/check/words.hpp"

namespace ferry::check {
namespace {

std::string place(const Sample& sample, const std::string& call) {
    return sample.name + ": " + call;
}

void try_all_calls(Trial& trial, const Sample& sample) {
    trial.at(place(sample, "inventory"));
    const auto ids = ids_of(trial, sample);
    for (const auto& calls : {trial.reading_calls(), trial.changing_calls()}) {
        for (const auto& call : calls) {
            trial.at(place(sample, call));
            const bool with_ids = call == "look_up" || changes_machine(call);
            ReplayHost host(sample.machine);
            trial.enter(host, call, with_ids ? ids : std::vector<std::string>{});
        }
    }
}

void expect_no_change(Trial& trial, const Said& said) {
    for (const auto& command : said.commands) {
        if (command.elevated) trial.find("runs with administrator rights: " + command.line());
        if (command.changes) trial.find("runs what changes the machine: " + command.line());
    }
}

} // namespace

void try_survival(Trial& trial) {
    for (const auto& sample : trial.samples)
        try_all_calls(trial, sample);
}

void try_every_call(Trial& trial) {
    for (const auto& sample : trial.samples)
        try_all_calls(trial, sample);
}

void try_empty_machine(Trial& trial) {
    for (const auto* os : {"linux", "macos", "windows"}) {
        Machine empty;
        empty.os = os;
        if (trial.expects_absence) {
            trial.at(std::string("nothing on ") + os + ": probe");
            ReplayHost host(empty);
            const auto& said = trial.enter(host, "probe");
            if (said.status != FERRY_UNAVAILABLE)
                trial.find("returns " + status_word(said.status) +
                           "; an installer that is not there is unavailable");
        }
        for (const auto* call : {"inventory", "traces", "outdated"}) {
            if (!has_call(trial.plugin, call)) continue;
            trial.at(std::string("nothing on ") + os + ": " + call);
            ReplayHost host(empty);
            const auto& said = trial.enter(host, call);
            if (!said.packages.empty() || !said.traces.empty() || !said.offers.empty())
                trial.find("finds something where nothing is");
        }
    }
}

void try_order(Trial& trial) {
    for (const auto& sample : trial.samples) {
        for (const auto* call : {"inventory", "traces", "outdated"}) {
            if (!has_call(trial.plugin, call)) continue;
            trial.at(place(sample, call));
            ReplayHost first(sample.machine);
            ReplayHost second(sample.machine);
            const auto& one = trial.enter(first, call);
            const auto& two = trial.enter(second, call);
            if (one.packages != two.packages || one.traces != two.traces ||
                one.offers != two.offers || one.status != two.status)
                trial.find("a second call says something else, or in another order");
        }
    }
}

void try_no_write(Trial& trial) {
    for (const auto& sample : trial.samples) {
        trial.at(place(sample, "inventory"));
        const auto ids = ids_of(trial, sample);
        for (const auto& call : trial.reading_calls()) {
            trial.at(place(sample, call));
            ReplayHost host(sample.machine);
            expect_no_change(
                trial,
                trial.enter(host, call, call == "look_up" ? ids : std::vector<std::string>{}));
        }
        for (const auto& call : trial.changing_calls()) {
            trial.at(place(sample, call + " of nothing"));
            ReplayHost host(sample.machine);
            expect_no_change(trial, trial.enter(host, call));
        }
    }
}

} // namespace ferry::check
