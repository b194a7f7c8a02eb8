// What of the configuration matters here, and Flatpak's patterns.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/repo_config.hpp"

#include "plugins/flatpak/keyfile.hpp"

#include <algorithm>
#include <set>

namespace ferry::flatpak {
namespace {

std::vector<std::string> list_of(std::string_view value) {
    std::vector<std::string> items;
    while (!value.empty()) {
        const auto end = std::min(value.find(';'), value.size());
        if (end > 0) items.emplace_back(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return items;
}

/// '*' stands for any text. Goes back to the last star only, so the time is bounded.
bool glob(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, from = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            from = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace

Result<RepoConfig> parse_repo_config(std::string_view content) {
    const auto lines = parse_keyfile(content);
    if (!lines) return lines.error();
    RepoConfig config;
    std::set<std::string, std::less<>> disabled;
    for (const auto& line : *lines) {
        if (line.group == "core" && line.key == "xa.masked") config.masked = list_of(line.value);
        if (line.group == "core" && line.key == "xa.pinned") config.pinned = list_of(line.value);
        const auto remote = quoted_name(line.group, "remote");
        if (!is_remote(remote)) continue;
        if (line.key == "xa.disable" && line.value == "true") disabled.emplace(remote);
        if (config.remotes.empty() || config.remotes.back() != remote)
            config.remotes.emplace_back(remote);
    }
    std::erase_if(config.remotes, [&](const auto& remote) { return disabled.contains(remote); });
    return config;
}

bool matches(std::string_view pattern, const Ref& ref) {
    if (pattern.starts_with("app/") || pattern.starts_with("runtime/")) {
        if (ref.runtime != pattern.starts_with("runtime/")) return false;
        pattern.remove_prefix(pattern.find('/') + 1);
    }
    for (const auto* part : {&ref.id, &ref.arch, &ref.branch}) {
        const auto end = std::min(pattern.find('/'), pattern.size());
        const auto wanted = pattern.substr(0, end);
        if (!wanted.empty() && !glob(wanted, *part)) return false;
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return true;
}

} // namespace ferry::flatpak
