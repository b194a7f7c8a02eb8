// A person's words, a person's habits, then a table.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/preference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ferry::planner {
namespace {

using Order = std::array<std::string_view, 6>;

constexpr Order kTools = {"apt", "dnf", "brew", "winget", "choco", "flatpak"};
constexpr Order kDesktop = {"flatpak", "brew", "winget", "apt", "dnf", "choco"};

} // namespace

std::size_t rank_of(const InstallerId& installer, bool desktop, const PlanInput& input) {
    const auto& said = input.preference;
    const auto wish = std::find(said.begin(), said.end(), installer);
    if (wish != said.end()) return static_cast<std::size_t>(wish - said.begin());
    const auto& order = desktop ? kDesktop : kTools;
    const auto place = static_cast<std::size_t>(
        std::find(order.begin(), order.end(), installer.text) - order.begin());
    // What nobody uses here comes after all that somebody does.
    const auto habit = input.used.contains(installer) ? 0 : order.size() + 1;
    return said.size() + habit + place;
}

} // namespace ferry::planner
