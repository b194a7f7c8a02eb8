// How lists of others name an installer, and what part of its ids they mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ferry::identity {

/// One of apt, dnf, brew_formula, brew_cask, winget, choco, flatpak.
struct Kind {
    std::string_view name;
    std::string_view installer;
    std::string_view prefix; // of the ids of this kind, as the catalog writes them

    PackageRef ref(std::string_view id) const {
        return {{std::string(installer)}, {std::string(prefix) + std::string(id)}};
    }
};

std::optional<Kind> kind_of(std::string_view name);
/// "apt, brew_cask, ...", for messages.
std::string kind_names();

} // namespace ferry::identity
