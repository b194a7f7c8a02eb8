// Files are paired by rule and path.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge_bundles.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ferry::settings {
namespace {

using Key = std::pair<std::string, std::string>;
using ByKey = std::map<Key, std::string>;
using Text = std::optional<std::string>;

ByKey by_key(const std::vector<SettingsFile>& files) {
    ByKey all;
    for (const auto& file : files)
        all[{file.rule, file.path}] = file.content;
    return all;
}

Text find(const ByKey& files, const Key& key) {
    const auto found = files.find(key);
    return found == files.end() ? std::nullopt : Text(found->second);
}

std::string format_of(const std::vector<identity::SettingsRule>& rules, const Key& key) {
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&](const auto& one) { return one.name == key.first; });
    if (rule != rules.end() && (rule->format == "json" || rule->format == "ini"))
        return rule->format;
    return key.second.ends_with(".json") ? "json" : "";
}

} // namespace

MergedFiles merge_files(const std::vector<SettingsFile>& base,
                        const std::vector<SettingsFile>& ours,
                        const std::vector<SettingsFile>& theirs,
                        const std::vector<identity::SettingsRule>& rules, Side newer) {
    const auto before = by_key(base), left = by_key(ours), right = by_key(theirs);
    std::set<Key> keys;
    for (const auto* files : {&left, &right}) {
        for (const auto& [key, content] : *files)
            keys.insert(key);
    }
    MergedFiles merged;
    for (const auto& key : keys) {
        const auto old = find(before, key), mine = find(left, key), other = find(right, key);
        Text content = other == old ? mine : other;
        if (mine != old && other != old && mine != other) {
            const auto name = key.first + "/" + key.second;
            const auto format = format_of(rules, key);
            const auto by_keys =
                mine && other && !format.empty()
                    ? merge_three_ways(format, old.value_or(""), *mine, *other, newer)
                    : Result<Merged>(Error{Code::NotSupported, ""});
            if (by_keys) {
                content = by_keys->text;
                for (const auto& clash : by_keys->clashes)
                    merged.clashes.push_back({name, clash.key, clash.kept, clash.other});
            } else {
                content = newer == Side::Ours ? mine : other;
                merged.clashes.push_back({name, "", "", ""});
            }
        }
        if (content) merged.files.push_back({key.first, key.second, std::move(*content)});
    }
    return merged;
}

} // namespace ferry::settings
