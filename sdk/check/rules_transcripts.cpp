// Recorded calls replayed: what a sample expects is compared with what the plugin says.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "sdk/check/trial.hpp"
#include "sdk/check/words.hpp"

#include <nlohmann/json.hpp>

namespace ferry::check {
namespace {

using nlohmann::json;

/// Rows hold texts: "unknown" sizes and false are null's and false's counterpart in a sample.
std::string plain(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    return value.is_null() ? "unknown" : value.dump();
}

/// The first field of `expected` that the row does not have so; only named fields count.
std::string difference(const json& expected, const Row& row) {
    if (!expected.is_object()) return "is no object in the sample";
    for (const auto& field : expected.items()) {
        const auto found = row.find(field.key());
        if (found == row.end()) return "has no field " + shown(field.key());
        if (plain(field.value()) != found->second)
            return "has the " + field.key() + " " + shown(found->second) + ", expected " +
                   shown(plain(field.value()));
    }
    return {};
}

void compare(Trial& trial, const json& call, const char* key, const std::vector<Row>& rows) {
    if (!call.contains(key)) return;
    const auto& expected = call[key];
    if (!expected.is_array()) return trial.find(shown(key) + " is no list in the sample");
    if (expected.size() != rows.size())
        trial.find("says " + std::to_string(rows.size()) + " " + key + ", expected " +
                   std::to_string(expected.size()));
    for (std::size_t i = 0; i < rows.size() && i < expected.size(); ++i) {
        const auto wrong = difference(expected[i], rows[i]);
        if (!wrong.empty())
            trial.find("number " + std::to_string(i + 1) + " of the " + key + " " + wrong);
    }
}

void compare_commands(Trial& trial, const json& call, const Said& said) {
    if (!call.contains("commands")) return;
    const auto& expected = call["commands"];
    if (!expected.is_array() || expected.size() != said.commands.size())
        return trial.find("runs " + std::to_string(said.commands.size()) + " commands, expected " +
                          std::to_string(expected.size()));
    for (std::size_t i = 0; i < said.commands.size(); ++i) {
        std::vector<std::string> pattern;
        for (const auto& word : expected[i])
            pattern.push_back(plain(word));
        if (!fits(pattern, said.commands[i].argv))
            trial.find("runs " + shown(said.commands[i].line()) + ", which number " +
                       std::to_string(i + 1) + " of the commands does not fit");
    }
}

void compare_texts(Trial& trial, const json& call, const Said& said) {
    const auto message = said.failures.empty() ? std::string() : said.failures.front().second;
    for (const auto& [key, text] : {std::pair{"version", said.version},
                                    std::pair{"note", said.note}, std::pair{"message", message}}) {
        if (call.contains(key) && plain(call[key]) != text)
            trial.find("has the " + std::string(key) + " " + shown(text) + ", expected " +
                       shown(plain(call[key])));
    }
}

void compare_status(Trial& trial, const json& call, const Said& said) {
    const auto expected = json_text(call, "status").empty() ? "ok" : json_text(call, "status");
    if (status_word(said.status) == expected) return;
    const auto why = said.failures.empty() ? "" : " (" + said.failures.front().second + ")";
    trial.find("returns " + status_word(said.status) + why + ", expected " + expected);
}

} // namespace

void try_transcripts(Trial& trial) {
    for (const auto& sample : trial.samples) {
        std::size_t number = 0;
        for (const auto& recorded : sample.calls) {
            trial.at(sample.name + ": call " + std::to_string(++number) + ", " + recorded.call);
            const auto expected = parse_json(recorded.expected);
            if (!expected || !has_call(trial.plugin, recorded.call)) {
                trial.find("the plugin has no " + recorded.call);
                continue;
            }
            ReplayHost host(sample.machine);
            const auto& said = trial.enter(host, recorded.call, recorded.ids);
            compare_status(trial, *expected, said);
            compare_texts(trial, *expected, said);
            compare(trial, *expected, "packages", said.packages);
            compare(trial, *expected, "traces", said.traces);
            compare(trial, *expected, "offers", said.offers);
            compare(trial, *expected, "outcomes", said.outcomes);
            compare_commands(trial, *expected, said);
        }
    }
}

} // namespace ferry::check
