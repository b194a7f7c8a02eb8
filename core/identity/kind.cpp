// The seven kinds.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/kind.hpp"

namespace ferry::identity {
namespace {

constexpr Kind kKinds[] = {{"apt", "apt", ""},
                           {"brew_cask", "brew", "cask:"},
                           {"brew_formula", "brew", "formula:"},
                           {"choco", "choco", ""},
                           {"dnf", "dnf", ""},
                           {"flatpak", "flatpak", ""},
                           {"winget", "winget", ""}};

} // namespace

std::optional<Kind> kind_of(std::string_view name) {
    for (const auto& kind : kKinds) {
        if (kind.name == name) return kind;
    }
    return std::nullopt;
}

std::string kind_names() {
    std::string names;
    for (const auto& kind : kKinds)
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    return names;
}

} // namespace ferry::identity
