// Packages as sets, the rest as equal or not.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/difference.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace ferry::identity {
namespace {

std::set<std::string> packages_of(const Entry& entry) {
    std::set<std::string> all;
    for (const auto& [installer, packages] : entry.packages) {
        for (const auto& package : packages)
            all.insert(installer.text + " " + package.id.text +
                       (package.on.empty() ? "" : " on " + package.on));
    }
    return all;
}

/// What `left` has and `right` has not.
void tell_missing(const std::set<std::string>& left, const std::set<std::string>& right,
                  const std::string& after, std::vector<std::string>& words) {
    for (const auto& package : left) {
        if (right.count(package) == 0) words.push_back(package + after);
    }
}

std::vector<std::string> changed(const Entry& before, const Entry& after) {
    std::vector<std::string> words;
    if (before.proposed != after.proposed)
        words.emplace_back(after.proposed ? "proposed now" : "confirmed now");
    tell_missing(packages_of(after), packages_of(before), " added", words);
    tell_missing(packages_of(before), packages_of(after), " no longer", words);
    if (words.empty() && before.packages != after.packages)
        words.emplace_back("order or conditions of packages");
    if (before.name != after.name) words.push_back("called " + after.name);
    if (before.traces != after.traces) words.emplace_back("traces");
    if (before.settings != after.settings) words.emplace_back("settings");
    if (before.like != after.like) words.emplace_back("alternatives");
    return words;
}

} // namespace

std::vector<SoftwareChange> difference(const std::vector<Entry>& before,
                                       const std::vector<Entry>& after) {
    std::map<SoftwareId, std::pair<const Entry*, const Entry*>> both;
    for (const auto& entry : before)
        both[entry.id].first = &entry;
    for (const auto& entry : after)
        both[entry.id].second = &entry;
    std::vector<SoftwareChange> changes;
    for (const auto& [id, sides] : both) {
        SoftwareChange change{id, {}};
        if (sides.first == nullptr)
            change.words = {"new"};
        else if (sides.second == nullptr)
            change.words = {"gone"};
        else
            change.words = changed(*sides.first, *sides.second);
        if (!change.words.empty()) changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace ferry::identity
