// {"prefer": ["flatpak", "apt"]} and its two shorter forms.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/preference.hpp"

#include "core/base/text.hpp"
#include "core/cli/config_file.hpp"
#include "core/platform/machine.hpp"

#include <algorithm>
#include <sstream>

namespace ferry::cli {
namespace {

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

} // namespace

void add_prefer(Options& options, std::vector<std::string>& names) {
    options
        .add_option("--prefer", names, "this installer first, where several could; as flatpak,apt")
        .type_name("INSTALLER")
        .one_value();
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
    const auto config = read_config(context);
    if (!config) return config.error();
    auto ids = as_ids(context, config->prefer);
    return ids ? std::move(ids) : ids.error().under(to_utf8(config_file(context)));
}

} // namespace ferry::cli
