// An entry as its file: the keys in their order, a line for each package.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/identity/suggest/suggest.hpp"

#include <nlohmann/json.hpp>

namespace ferry::identity {
namespace {

std::string quoted(const std::string& text) {
    return dump_json(nlohmann::json(text));
}

std::string list_text(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : ", ") + quoted(text);
    return "[" + all + "]";
}

std::string package_text(const EntryPackage& package) {
    if (package.on.empty() && package.install.empty() && package.needs.empty())
        return quoted(package.id.text);
    auto text = "{\"id\": " + quoted(package.id.text);
    if (!package.on.empty()) text += ", \"on\": " + quoted(package.on);
    if (!package.install.empty()) text += ", \"install\": " + list_text(package.install);
    if (!package.needs.empty()) text += ", \"needs\": " + list_text(package.needs);
    return text + "}";
}

std::string packages_text(const Entry& entry) {
    std::string all;
    for (const auto& [installer, packages] : entry.packages) {
        std::string list;
        for (const auto& package : packages)
            list += (list.empty() ? "" : ", ") + package_text(package);
        if (packages.size() > 1) list = "[" + list + "]";
        all += (all.empty() ? "\n    " : ",\n    ") + quoted(installer.text) + ": " + list;
    }
    return "{" + all + "\n  }";
}

std::string evidence_text(const Entry& entry) {
    std::string all;
    for (const auto& sentence : entry.evidence)
        all += (all.empty() ? "\n    " : ",\n    ") + quoted(sentence);
    return "[" + all + "\n  ]";
}

} // namespace

std::string entry_text(const Entry& entry) {
    auto text =
        "{\n  \"$schema\": \"../../schema/software-1.json\",\n  \"id\": " + quoted(entry.id.text) +
        ",\n  \"name\": " + quoted(entry.name) + ",\n  \"homepage\": " + quoted(entry.homepage) +
        ",\n  \"category\": " + quoted(entry.category) +
        ",\n  \"packages\": " + packages_text(entry);
    if (!entry.evidence.empty()) text += ",\n  \"evidence\": " + evidence_text(entry);
    return text + "\n}\n";
}

} // namespace ferry::identity
