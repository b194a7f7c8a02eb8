// Patterns of include and never.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/selection.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ferry::settings {
namespace {

using Names = std::vector<std::string>;

/// Name by name. A "*" first takes one name; on a later mismatch the last "*" takes one more.
bool fits_whole(const Names& pattern, const Names& path) {
    std::size_t p = 0;
    std::size_t n = 0;
    std::optional<std::size_t> star;
    std::size_t resume = 0;
    while (n < path.size()) {
        if (p < pattern.size() && pattern[p] == "*") {
            star = p++;
            resume = ++n;
        } else if (p < pattern.size() && matches_wildcard(pattern[p], path[n])) {
            ++p;
            ++n;
        } else if (star) {
            p = *star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    return p == pattern.size();
}

/// Whether the pattern agrees with the folder so far and has something left for what is below.
bool fits_front(const Names& pattern, const Names& folder) {
    for (std::size_t i = 0; i < folder.size(); ++i) {
        if (i == pattern.size()) return false;
        if (pattern[i] == "*") return true;
        if (!matches_wildcard(pattern[i], folder[i])) return false;
    }
    return pattern.size() > folder.size();
}

/// Whether `never` fits the path or a folder that leads to it.
bool is_kept_out(const std::string& never, std::string_view path) {
    const bool one_name = never.find('/') == std::string::npos;
    std::size_t begin = 0;
    for (;;) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto from = one_name ? begin : 0;
        if (matches_wildcard(never, path.substr(from, end - from))) return true;
        if (end == path.size()) return false;
        begin = end + 1;
    }
}

bool is_never(const identity::SettingsRule& rule, std::string_view path) {
    return std::any_of(rule.never.begin(), rule.never.end(),
                       [&](const auto& never) { return is_kept_out(never, path); });
}

bool any_include(const identity::SettingsRule& rule, std::string_view path,
                 bool (*fits)(const Names& pattern, const Names& path)) {
    const auto names = split(path, '/');
    return rule.include.empty() ||
           std::any_of(rule.include.begin(), rule.include.end(),
                       [&](const auto& include) { return fits(split(include, '/'), names); });
}

} // namespace

bool is_selected(const identity::SettingsRule& rule, std::string_view relative_path) {
    return any_include(rule, relative_path, fits_whole) && !is_never(rule, relative_path);
}

bool may_select_below(const identity::SettingsRule& rule, std::string_view folder) {
    if (!any_include(rule, folder, fits_front) || is_never(rule, folder)) return false;
    const auto anything_below = std::string(folder) + '/';
    return std::none_of(rule.never.begin(), rule.never.end(), [&](const auto& never) {
        return never.ends_with('*') && is_kept_out(never, anything_below);
    });
}

} // namespace ferry::settings
