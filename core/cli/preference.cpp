// {"prefer": ["flatpak", "apt"]} and its two shorter forms.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/preference.hpp"

#include "core/base/text.hpp"
#include "core/platform/machine.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace ferry::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxConfigBytes = 64 * 1024;

bool is_installer_id(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Result<std::vector<InstallerId>> as_ids(const std::vector<std::string>& words) {
    std::vector<InstallerId> ids;
    for (const auto& word : words) {
        if (!is_installer_id(word))
            return Error{Code::BadData, "\"" + printable(word) +
                                            "\" is no installer; ferry plugin list names them"};
        ids.push_back({word});
    }
    return ids;
}

std::vector<std::string> between_commas(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream parts(text);
    for (std::string word; std::getline(parts, word, ',');)
        words.push_back(word);
    return words;
}

Result<std::vector<std::string>> prefer_in(const std::string& text) {
    const auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object())
        return Error{Code::BadData, "this is no JSON object"};
    std::vector<std::string> words;
    for (const auto& [key, value] : parsed.items()) {
        if (key != "prefer")
            return Error{Code::BadData, "\"" + printable(key) + "\" is no setting; known: prefer"};
        if (!value.is_array()) return Error{Code::BadData, "\"prefer\" is not a list"};
        for (const auto& word : value) {
            if (!word.is_string())
                return Error{Code::BadData, "\"prefer\" is not a list of installers"};
            words.push_back(word.get<std::string>());
        }
    }
    return words;
}

} // namespace

void add_prefer(CLI::App& app, std::vector<std::string>& names) {
    app.add_option("--prefer", names, "this installer first, where several could; as flatpak,apt")
        ->type_name("INSTALLER")
        ->expected(1);
}

Result<std::vector<InstallerId>> preferred_installers(Context& context,
                                                      const std::vector<std::string>& option) {
    if (!option.empty()) {
        auto ids = as_ids(between_commas(join(option, ",")));
        return ids ? std::move(ids) : ids.error().under("--prefer");
    }
    if (const auto words = environment("FERRY_PREFER"); !words.empty()) {
        auto ids = as_ids(between_commas(words));
        return ids ? std::move(ids) : ids.error().under("FERRY_PREFER");
    }
    const auto file = context.paths().config / "config.json";
    const auto text = context.files().read(file, kMaxConfigBytes);
    if (!text && text.error().code == Code::NotFound) return std::vector<InstallerId>{};
    if (!text) return text.error();
    const auto words = prefer_in(*text);
    if (!words) return words.error().under(to_utf8(file));
    auto ids = as_ids(*words);
    return ids ? std::move(ids) : ids.error().under(to_utf8(file));
}

} // namespace ferry::cli
