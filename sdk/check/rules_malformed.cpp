// Input that breaks off, or has another byte, at any place of the plugin's own samples.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/trial.hpp"
#include "sdk/check/words.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace ferry::check {
namespace {

// One input of more bytes is tried at places this far apart in all, so that a rule ends.
constexpr std::size_t kMostPlaces = 20'000;

struct Input {
    std::string name;
    std::string bytes;
    std::function<void(Machine&, std::string)> put;
};

/// What `call` reads of a sample: files, and the output of commands.
std::vector<Input> inputs_of(Trial& trial, const Sample& sample, const std::string& call,
                             const std::vector<std::string>& ids) {
    ReplayHost host(sample.machine);
    trial.enter(host, call, ids);
    std::vector<Input> inputs;
    const std::set<std::string> files(host.files_read.begin(), host.files_read.end());
    for (const auto& path : files) {
        const auto found = sample.machine.files.find(path);
        if (found == sample.machine.files.end()) continue; // it came by a command
        inputs.push_back({path, found->second, [path](Machine& machine, std::string bytes) {
                              machine.files[path] = std::move(bytes);
                          }});
    }
    const std::set<std::size_t> answers(host.answers_given.begin(), host.answers_given.end());
    for (const auto place : answers) {
        const auto& command = sample.machine.commands[place];
        inputs.push_back({"output of " + command.argv.front(), command.out,
                          [place](Machine& machine, std::string bytes) {
                              machine.commands[place].out = std::move(bytes);
                          }});
    }
    return inputs;
}

std::set<std::string> ids_in(const std::vector<Row>& rows) {
    std::set<std::string> ids;
    for (const auto& row : rows)
        ids.insert(row.at("id"));
    return ids;
}

class Breaking {
public:
    Breaking(Trial& trial, const Sample& sample, const std::string& call,
             const std::vector<std::string>& ids)
        : trial_(trial), sample_(sample), call_(call), ids_(ids) {
        ReplayHost host(sample.machine);
        known_ = ids_in(trial.enter(host, call, ids).packages);
    }

    void run(const Input& input) {
        const auto step = std::max<std::size_t>(1, input.bytes.size() / kMostPlaces);
        if (step > 1)
            trial_.note(sample_.name + ": " + input.name + " has " +
                        std::to_string(input.bytes.size()) + " bytes; every " +
                        std::to_string(step) + "th was tried");
        for (std::size_t place = 0; place < input.bytes.size(); place += step) {
            const auto where = " at byte " + std::to_string(place);
            trial_.at(name(input) + " ends" + where);
            enter_cut(input, input.bytes.substr(0, place));
            trial_.at(name(input) + " is broken" + where);
            for (const char wrong : {'\xff', '\0', '\n', '"', '9'}) {
                auto bytes = input.bytes;
                bytes[place] = wrong;
                enter_broken(input, std::move(bytes));
            }
        }
    }

private:
    std::string name(const Input& input) const {
        return sample_.name + ": " + call_ + ": " + input.name;
    }

    void enter_cut(const Input& input, std::string bytes) {
        auto machine = sample_.machine;
        input.put(machine, std::move(bytes));
        ReplayHost host(std::move(machine));
        const auto& said = trial_.enter(host, call_, ids_);
        if (said.status != FERRY_OK) return;
        for (const auto& row : said.packages) {
            if (!known_.contains(row.at("id")))
                trial_.find("returns ok with the id " + shown(row.at("id")) +
                            ", which the whole input does not have");
        }
    }

    void enter_broken(const Input& input, std::string bytes) {
        auto machine = sample_.machine;
        input.put(machine, std::move(bytes));
        ReplayHost host(std::move(machine));
        trial_.enter(host, call_, ids_);
    }

    Trial& trial_;
    const Sample& sample_;
    const std::string call_;
    const std::vector<std::string> ids_;
    std::set<std::string> known_;
};

} // namespace

void try_malformed(Trial& trial) {
    for (const auto& sample : trial.samples) {
        trial.at(sample.name + ": inventory");
        const auto ids = ids_of(trial, sample);
        for (const auto& call : trial.reading_calls()) {
            const auto asked = call == "look_up" ? ids : std::vector<std::string>{};
            Breaking breaking(trial, sample, call, asked);
            for (const auto& input : inputs_of(trial, sample, call, asked))
                breaking.run(input);
        }
    }
}

} // namespace ferry::check
