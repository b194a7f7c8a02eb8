// One pass over the entries.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/coverage.hpp"

#include <algorithm>

namespace ferry::identity {
namespace {

bool has(const Entry& entry, const char* installer) {
    return entry.packages.count({installer}) != 0;
}

struct Systems {
    bool windows, macos, linux;
    explicit Systems(const Entry& entry)
        : windows(has(entry, "winget") || has(entry, "choco")), macos(has(entry, "brew")),
          linux(has(entry, "apt") || has(entry, "dnf") || has(entry, "flatpak")) {}
    bool all() const { return windows && macos && linux; }
};

/// The most systems that one setting of the entry has paths for; a flatpak is Linux too.
std::size_t paired(const Entry& entry) {
    std::size_t most = 0;
    for (const auto& rule : entry.settings) {
        const auto on = [&](const char* system) { return rule.paths.count(system); };
        most = std::max(most, on("windows") + on("macos") + std::max(on("linux"), on("flatpak")));
    }
    return most;
}

} // namespace

int systems_of(const Entry& entry) {
    const Systems systems(entry);
    return systems.windows + systems.macos + systems.linux;
}

Coverage coverage_of(const std::vector<Entry>& entries) {
    Coverage sum;
    for (const auto& entry : entries) {
        const Systems systems(entry);
        if (entry.proposed) {
            ++sum.proposed;
            sum.proposed_all_three += systems.all();
            continue;
        }
        ++sum.curated;
        sum.windows += systems.windows;
        sum.macos += systems.macos;
        sum.linux += systems.linux;
        sum.all_three += systems.all();
        sum.like += !entry.like.empty();
        sum.traces += !entry.traces.empty();
        const auto systems_paired = paired(entry);
        sum.settings += systems_paired > 0;
        sum.settings_two += systems_paired >= 2;
        sum.settings_three += systems_paired >= 3;
    }
    return sum;
}

} // namespace ferry::identity
