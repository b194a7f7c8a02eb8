// Entries of the catalog for people and programs.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/catalog_words.hpp"

#include "core/base/text.hpp"
#include "core/cli/inventory_json.hpp"

#include <nlohmann/json.hpp>

namespace ferry::cli {

using nlohmann::json;

json packages_json(const identity::Software& software) {
    auto all = json::object();
    for (const auto& [installer, packages] : software.packages) {
        auto& list = all[installer.text] = json::array();
        for (const auto& package : packages)
            list.push_back({{"id", package.id.text},
                            {"on", text_or_null(package.on)},
                            {"needs", package.needs}});
    }
    return all;
}

std::string packages_text(const identity::Software& software, const Device& device) {
    std::string text;
    for (const auto& [installer, packages] : software.packages) {
        for (const auto& package : packages) {
            const bool holds = identity::condition_holds(package.on, device);
            text += std::string("  ") + (holds ? "* " : "  ") + installer.text;
            text.append(installer.text.size() < 8 ? 8 - installer.text.size() : 1, ' ');
            text += package.id.text;
            if (!package.on.empty()) text += "  (on " + package.on + ")";
            if (!package.needs.empty()) text += "  needs " + join(package.needs, ", ");
            text += "\n";
        }
    }
    for (const auto& id : software.like)
        text += "    like    " + id.text + "\n";
    return text;
}

} // namespace ferry::cli
