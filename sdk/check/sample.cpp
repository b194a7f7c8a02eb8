// Reading samples. Unknown keys are errors: a typing error must not pass as an expectation.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/sample.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/platform/files.hpp"
#include "sdk/check/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace ferry::check {
namespace {

using nlohmann::json;

Error wrong(const std::string& words) {
    return Error{Code::BadData, words};
}

Result<void> only_keys(const json& object, std::initializer_list<std::string_view> keys) {
    if (!object.is_object()) return wrong("is no object");
    for (const auto& item : object.items()) {
        if (std::find(keys.begin(), keys.end(), item.key()) == keys.end())
            return wrong("unknown key " + shown(item.key()));
    }
    return {};
}

Result<std::vector<std::string>> texts(const json& object, const char* key) {
    std::vector<std::string> result;
    const auto found = object.find(key);
    if (found == object.end()) return result;
    if (!found->is_array()) return wrong(shown(key) + " is no list");
    for (const auto& item : *found) {
        if (!item.is_string()) return wrong(shown(key) + " has something that is no text");
        result.push_back(item.get<std::string>());
    }
    return result;
}

/// "text", {"lines": [...]}, {"base64": "..."} or {"file": "name beside the sample"}.
Result<std::string> content(const json& value, const std::filesystem::path& folder) {
    if (value.is_string()) return value.get<std::string>();
    const auto known = only_keys(value, {"lines", "base64", "file"});
    if (!known || value.size() != 1)
        return wrong("a content is a text or one of {\"lines\"}, {\"base64\"}, {\"file\"}");
    if (value.contains("lines")) {
        const auto all = texts(value, "lines");
        if (!all) return all.error();
        std::string text;
        for (const auto& line : *all)
            text += line + "\n";
        return text;
    }
    const auto& only = value.begin().value();
    if (!only.is_string()) return wrong(shown(value.begin().key()) + " is no text");
    if (value.contains("file"))
        return RealFiles().read(folder / from_utf8(only.get<std::string>()));
    std::string bytes;
    if (!from_base64(only.get<std::string>(), bytes)) return wrong("\"base64\" is not base64");
    return bytes;
}

Result<std::string> content_of(const json& object, const char* key,
                               const std::filesystem::path& folder) {
    const auto found = object.find(key);
    if (found == object.end()) return std::string();
    auto text = content(*found, folder);
    if (!text) return text.error().under(shown(key));
    return text;
}

template <typename Map>
Result<void> read_files(const json& object, const std::filesystem::path& folder, Map& files) {
    const auto found = object.find("files");
    if (found == object.end()) return {};
    if (!found->is_object()) return wrong("\"files\" is no object");
    for (const auto& item : found->items()) {
        auto text = content(item.value(), folder);
        if (!text) return text.error().under("file " + shown(item.key()));
        files[item.key()] = std::move(*text);
    }
    return {};
}

Result<SampleCommand> read_command(const json& object, const std::filesystem::path& folder) {
    const auto known = only_keys(object, {"argv", "exit", "out", "err", "status", "run", "changes",
                                          "files", "gone", "about"});
    if (!known) return known.error();
    SampleCommand command;
    auto argv = texts(object, "argv");
    auto gone = texts(object, "gone");
    if (!argv || !gone) return !argv ? argv.error() : gone.error();
    if (argv->empty()) return wrong("\"argv\" is missing or empty");
    command.argv = std::move(*argv);
    command.gone_after = std::move(*gone);
    for (auto [key, to] : {std::pair{"out", &command.out}, std::pair{"err", &command.err},
                           std::pair{"status", &command.status}}) {
        auto text = content_of(object, key, folder);
        if (!text) return text.error();
        *to = std::move(*text);
    }
    if (object.contains("exit") && !object["exit"].is_number_integer())
        return wrong("\"exit\" is no number");
    command.exit_code = object.value("exit", 0);
    const auto run = status_of(json_text(object, "run").empty() ? "ok" : json_text(object, "run"));
    if (!run) return wrong("\"run\" is no status");
    command.run_status = *run;
    const auto changes = object.find("changes");
    if (changes != object.end() && !changes->is_boolean())
        return wrong("\"changes\" is neither true nor false");
    command.changes = changes != object.end() && changes->get<bool>();
    const auto files = read_files(object, folder, command.files_after);
    if (!files) return files.error();
    return command;
}

Result<SampleItem> read_item(const json& object) {
    const auto known = only_keys(object, {"key", "name", "text", "number", "other"});
    if (!known) return known.error();
    if (object.contains("key")) return SampleItem{1, json_text(object, "key"), {}};
    const auto name = json_text(object, "name");
    if (object.contains("text")) return SampleItem{2, name, json_text(object, "text")};
    if (object.contains("number")) return SampleItem{3, name, json_text(object, "number")};
    return SampleItem{4, name, {}};
}

Result<void> read_registry(const json& object, Machine& machine) {
    const auto found = object.find("registry");
    if (found == object.end()) return {};
    if (!found->is_object()) return wrong("\"registry\" is no object");
    for (const auto& key : found->items()) {
        if (!key.value().is_array()) return wrong("key " + shown(key.key()) + " is no list");
        auto& items = machine.registry[lower(key.key())];
        for (const auto& value : key.value()) {
            const auto item = read_item(value);
            if (!item) return item.error().under("key " + shown(key.key()));
            items.push_back(*item);
        }
    }
    return {};
}

Result<void> read_facts(const json& object, Machine& machine) {
    const auto found = object.find("facts");
    if (found == object.end()) return {};
    const auto known =
        only_keys(*found, {"os", "distribution", "os_version", "arch", "home", "elevated"});
    if (!known) return known.error().under("\"facts\"");
    for (auto [key, to] :
         {std::pair{"os", &machine.os}, std::pair{"distribution", &machine.distribution},
          std::pair{"os_version", &machine.os_version}, std::pair{"arch", &machine.arch},
          std::pair{"home", &machine.home}}) {
        if (found->contains(key)) *to = json_text(*found, key);
    }
    const auto elevated = found->find("elevated");
    if (elevated != found->end() && elevated->is_boolean())
        machine.elevated = elevated->get<bool>();
    return {};
}

Result<Machine> read_machine(const json& object, const std::filesystem::path& folder) {
    const auto known = only_keys(object, {"facts", "files", "registry", "commands"});
    if (!known) return known.error();
    Machine machine;
    const auto facts = read_facts(object, machine);
    if (!facts) return facts.error();
    const auto files = read_files(object, folder, machine.files);
    if (!files) return files.error();
    const auto registry = read_registry(object, machine);
    if (!registry) return registry.error();
    const auto commands = object.value("commands", json::array());
    if (!commands.is_array()) return wrong("\"commands\" is no list");
    for (const auto& item : commands) {
        auto command = read_command(item, folder);
        if (!command)
            return command.error().under("command " + std::to_string(machine.commands.size() + 1));
        machine.commands.push_back(std::move(*command));
    }
    return machine;
}

Result<SampleCall> read_call(const json& object) {
    const auto known = only_keys(object, {"call", "ids", "status", "message", "version", "note",
                                          "packages", "traces", "offers", "outcomes", "commands"});
    if (!known) return known.error();
    const auto name = required_text(object, "call");
    if (!name) return name.error();
    constexpr std::string_view kCalls[] = {"probe",   "inventory", "traces",  "look_up",
                                           "install", "remove",    "upgrade", "outdated"};
    if (std::find(std::begin(kCalls), std::end(kCalls), *name) == std::end(kCalls))
        return wrong(shown(*name) + " is no function of the table");
    auto ids = texts(object, "ids");
    if (!ids) return ids.error();
    return SampleCall{*name, std::move(*ids), dump_json(object)};
}

} // namespace

Result<Sample> parse_sample(std::string_view text, const std::filesystem::path& folder) {
    const auto object = parse_json(text);
    if (!object) return object.error();
    const auto known = only_keys(*object, {"schema", "about", "machine", "calls", "hostile_ids"});
    if (!known) return known.error();
    if (!object->contains("schema") || (*object)["schema"] != 1)
        return wrong("\"schema\" is not 1");
    Sample sample;
    auto machine = read_machine(object->value("machine", json::object()), folder);
    if (!machine) return machine.error().under("\"machine\"");
    sample.machine = std::move(*machine);
    auto hostile = texts(*object, "hostile_ids");
    if (!hostile) return hostile.error();
    sample.hostile_ids = std::move(*hostile);
    const auto calls = object->value("calls", json::array());
    if (!calls.is_array()) return wrong("\"calls\" is no list");
    for (const auto& item : calls) {
        auto call = read_call(item);
        if (!call) return call.error().under("call " + std::to_string(sample.calls.size() + 1));
        sample.calls.push_back(std::move(*call));
    }
    return sample;
}

Result<std::vector<Sample>> read_samples(const std::filesystem::path& folder) {
    const RealFiles files;
    const auto entries = files.list(folder);
    if (!entries) return entries.error();
    std::vector<Sample> samples;
    for (const auto& entry : *entries) {
        if (entry.kind != FileKind::File || !entry.name.ends_with(".json")) continue;
        const auto text = files.read(folder / from_utf8(entry.name), 64u << 20);
        auto sample = text ? parse_sample(*text, folder) : Result<Sample>(text.error());
        if (!sample) return sample.error().under(to_utf8(folder / from_utf8(entry.name)));
        sample->name = entry.name;
        samples.push_back(std::move(*sample));
    }
    return samples;
}

} // namespace ferry::check
