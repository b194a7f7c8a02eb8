// One package at a time: recognise it, then ask what the target calls it.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/translate.hpp"

#include "core/base/text.hpp"

#include <set>
#include <utility>

namespace ferry::cli {
namespace {

std::string known_elsewhere(const identity::Software& software, const InstallerId& target) {
    std::vector<std::string> installers;
    for (const auto& packages : software.packages)
        installers.push_back(packages.installer.text);
    std::string text = software.id.text + " has no package of " + target.text + " in the catalog";
    if (!installers.empty()) text += " (known to " + join(installers, ", ") + ")";
    if (software.like.empty()) return text;
    std::vector<std::string> like;
    for (const auto& id : software.like)
        like.push_back(id.text);
    return text + "; does the same job: " + join(like, ", ");
}

} // namespace

Translation translate(const identity::Catalog& catalog, const std::vector<PackageRef>& packages,
                      const InstallerId& target, const Device& target_device) {
    Translation result;
    std::set<PackageRef> seen;
    const auto add = [&](Mapped mapped) {
        if (seen.insert(mapped.to).second) result.mapped.push_back(std::move(mapped));
    };
    for (const auto& from : packages) {
        const auto known = catalog.recognise(from);
        const auto software = known ? catalog.find(known->software) : std::nullopt;
        if (from.installer == target) {
            add({from, from, known ? std::optional(known->software) : std::nullopt, "same", {}});
            continue;
        }
        if (!software) {
            result.unmapped.push_back({from, "not in the catalog"});
            continue;
        }
        const auto fitting = identity::fitting_packages(*software, target, target_device);
        if (fitting.empty()) {
            result.unmapped.push_back({from, known_elsewhere(*software, target)});
            continue;
        }
        add({from, PackageRef{target, fitting.front().id}, software->id,
             identity::to_text(known->why), fitting.front().needs});
    }
    return result;
}

} // namespace ferry::cli
