// {"prefer": ["flatpak", "apt"]} and its two shorter forms.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/preference.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/platform/machine.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace ferry::cli {
namespace {

constexpr std::size_t kMaxConfigBytes = 64 * 1024;

/// The wish may come from another system, so what Ferry brings for any of them is known everywhere.
std::vector<std::string> known_installers(Context& context) {
    std::vector<std::string> known = {"apt", "brew", "choco", "dnf", "flatpak", "winget"};
    for (const auto& plugin : context.installers().probe().value)
        known.push_back(plugin.id.text);
    return known;
}

Result<std::vector<InstallerId>> as_ids(Context& context, const std::vector<std::string>& words) {
    std::vector<InstallerId> ids;
    if (words.empty()) return ids;
    const auto known = known_installers(context);
    for (const auto& word : words) {
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            const auto near = nearest(word, known);
            return Error{Code::BadData, "\"" + printable(word) + "\" is no installer" +
                                            (near.empty() ? "" : "; did you mean " + near + "?") +
                                            "; ferry plugin list names them"};
        }
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
    const auto parsed = parse_json(text);
    if (!parsed) return parsed.error();
    if (!parsed->is_object()) return Error{Code::BadData, "line 1: this is no JSON object"};
    std::vector<std::string> words;
    for (const auto& [key, value] : parsed->items()) {
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
        auto ids = as_ids(context, between_commas(join(option, ",")));
        return ids ? std::move(ids) : ids.error().under("--prefer");
    }
    if (const auto words = environment("FERRY_PREFER"); !words.empty()) {
        auto ids = as_ids(context, between_commas(words));
        return ids ? std::move(ids) : ids.error().under("FERRY_PREFER");
    }
    const auto file = context.paths().config / "config.json";
    const auto text = context.files().read(file, kMaxConfigBytes);
    if (!text && text.error().code == Code::NotFound) return std::vector<InstallerId>{};
    if (!text) return text.error();
    const auto words = prefer_in(*text);
    if (!words) return words.error().under(to_utf8(file));
    auto ids = as_ids(context, *words);
    return ids ? std::move(ids) : ids.error().under(to_utf8(file));
}

} // namespace ferry::cli
