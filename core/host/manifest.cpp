// Reading plugin.json.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/manifest.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ferry::host {
namespace {

using nlohmann::json;

constexpr std::array kSystems = {"linux", "macos", "windows"};
constexpr std::array kKeys = {"schema",  "id",   "name",    "systems",    "library",
                              "present", "lock", "elevate", "environment"};

Result<std::vector<std::string>> texts(const json& object, const char* key) {
    std::vector<std::string> result;
    const auto found = object.find(key);
    if (found == object.end()) return result;
    const auto wrong = Error{Code::BadData, "\"" + std::string(key) + "\" is no list of strings"};
    if (!found->is_array()) return wrong;
    for (const auto& item : *found) {
        if (!item.is_string()) return wrong;
        result.push_back(item.get<std::string>());
    }
    return result;
}

bool is_variable_name(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

Result<std::set<Action>> actions(const std::vector<std::string>& words) {
    std::set<Action> result;
    for (const auto& word : words) {
        const auto before = result.size();
        for (const auto action : {Action::Install, Action::Remove, Action::Upgrade}) {
            if (word == to_text(action)) result.insert(action);
        }
        if (result.size() == before)
            return Error{Code::BadData, "\"elevate\" has \"" + printable(word) +
                                            "\"; it takes install, remove and upgrade, each once"};
    }
    return result;
}

Result<void> check_systems(const std::vector<std::string>& systems) {
    if (systems.empty()) return Error{Code::BadData, "\"systems\" is missing or empty"};
    for (const auto& name : systems) {
        if (std::find(kSystems.begin(), kSystems.end(), name) == kSystems.end())
            return Error{Code::BadData, "\"systems\" has \"" + printable(name) +
                                            "\"; it takes linux, macos and windows"};
    }
    return {};
}

/// Words for people: where the key is there, it says something.
Result<std::string> optional_words(const json& object, const char* key,
                                   const std::string& otherwise) {
    if (!object.contains(key)) return otherwise;
    auto text = required_text(object, key);
    if (text && (text->empty() || printable(*text) != *text))
        return Error{Code::BadData, "\"" + std::string(key) + "\" is empty or not printable"};
    return text;
}

Result<void> check_keys(const json& object) {
    for (const auto& item : object.items()) {
        if (std::find(kKeys.begin(), kKeys.end(), item.key()) == kKeys.end())
            return Error{Code::BadData, "unknown key \"" + printable(item.key()) + "\""};
    }
    const auto schema = object.find("schema");
    if (schema == object.end() || *schema != 1)
        return Error{Code::BadData, "\"schema\" is not 1, the one this Ferry reads"};
    return {};
}

Result<void> read_lists(const json& object, PluginManifest& manifest) {
    const auto systems = texts(object, "systems");
    const auto present = texts(object, "present");
    const auto elevate = texts(object, "elevate");
    const auto environment = texts(object, "environment");
    for (const auto* list : {&systems, &present, &elevate, &environment}) {
        if (!*list) return list->error();
    }
    const auto known = check_systems(*systems);
    if (!known) return known.error();
    const auto elevated = actions(*elevate);
    if (!elevated) return elevated.error();
    for (const auto& name : *environment) {
        if (!is_variable_name(name))
            return Error{Code::BadData,
                         "\"environment\" has \"" + printable(name) + "\", no variable's name"};
    }
    manifest.systems = *systems;
    manifest.present = *present;
    manifest.elevate = *elevated;
    manifest.environment = *environment;
    return {};
}

} // namespace

Result<PluginManifest> parse_manifest(std::string_view text) {
    const auto object = parse_json(text, {4, 64 * 1024});
    if (!object) return object.error();
    if (!object->is_object()) return Error{Code::BadData, "is no JSON object"};
    const auto keys = check_keys(*object);
    if (!keys) return keys.error();
    PluginManifest manifest;
    const auto id = required_text(*object, "id");
    const auto library = required_text(*object, "library");
    if (!id) return id.error();
    if (!library) return library.error();
    if (!valid_installer_id(*id))
        return Error{Code::BadData, "id \"" + printable(*id) + "\" is not of [a-z0-9-]"};
    if (library->empty() || library->find_first_of("/\\:") != std::string::npos)
        return Error{Code::BadData, "library \"" + printable(*library) + "\" is no bare file name"};
    manifest.id = {*id};
    manifest.library = *library;
    const auto name = optional_words(*object, "name", *id);
    const auto lock = optional_words(*object, "lock", *id);
    if (!name) return name.error();
    if (!lock) return lock.error();
    manifest.name = *name;
    manifest.lock = *lock;
    const auto lists = read_lists(*object, manifest);
    if (!lists) return lists.error();
    return manifest;
}

} // namespace ferry::host
