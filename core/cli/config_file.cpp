// {"prefer": [...], "catalog": {"remote": "...", "keys": [...], "overlays": [...]}}
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/config_file.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

namespace ferry::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxConfigBytes = 64 * 1024;

Error unknown(const std::string& key, const char* known) {
    return Error{Code::BadData, "\"" + printable(key) + "\" is no setting; known: " + known};
}

Result<std::vector<std::string>> texts(const json& value, const std::string& name) {
    std::vector<std::string> all;
    if (!value.is_array()) return Error{Code::BadData, "\"" + name + "\" is not a list"};
    for (const auto& word : value) {
        if (!word.is_string())
            return Error{Code::BadData, "\"" + name + "\" is not a list of texts"};
        all.push_back(word.get<std::string>());
    }
    return all;
}

Result<void> take_catalog(const json& value, Config& config) {
    if (!value.is_object()) return Error{Code::BadData, "\"catalog\" is not an object"};
    for (const auto& [key, part] : value.items()) {
        if (key == "remote") {
            auto remote = required_text(value, key);
            if (!remote) return remote.error();
            config.catalog_remote = std::move(*remote);
            continue;
        }
        if (key != "keys" && key != "overlays")
            return unknown("catalog." + key, "remote, keys, overlays");
        auto list = texts(part, "catalog." + key);
        if (!list) return list.error();
        (key == "keys" ? config.catalog_keys : config.catalog_overlays) = std::move(*list);
    }
    return {};
}

Result<Config> parse_config(const std::string& text) {
    const auto parsed = parse_json(text);
    if (!parsed) return parsed.error();
    if (!parsed->is_object()) return Error{Code::BadData, "line 1: this is no JSON object"};
    Config config;
    for (const auto& [key, value] : parsed->items()) {
        if (key == "prefer") {
            auto words = texts(value, key);
            if (!words) return words.error();
            config.prefer = std::move(*words);
        } else if (key == "catalog") {
            if (auto taken = take_catalog(value, config); !taken) return taken.error();
        } else {
            return unknown(key, "prefer, catalog");
        }
    }
    return config;
}

} // namespace

std::filesystem::path config_file(Context& context) {
    return context.paths().config / "config.json";
}

std::filesystem::path fetched_catalog(Context& context) {
    return context.paths().data / "catalog";
}

Result<Config> read_config(Context& context) {
    const auto text = context.files().read(config_file(context), kMaxConfigBytes);
    if (!text && text.error().code == Code::NotFound) return Config{};
    if (!text) return text.error();
    auto config = parse_config(*text);
    return config ? std::move(config) : config.error().under(to_utf8(config_file(context)));
}

} // namespace ferry::cli
