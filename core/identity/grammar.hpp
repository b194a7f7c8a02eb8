// Native ids as the catalog writes and compares them; their grammar itself is the model's.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"

#include <string>
#include <string_view>

namespace ferry::identity {

/// apt, brew, choco, dnf, flatpak, winget.
bool is_known_installer(const InstallerId& installer);

/// Errors: BadData naming the id and the rule that it breaks. Unlike in an inventory, a package's
/// architecture is no part of an id in the catalog.
Result<void> check_native_id(const InstallerId& installer, std::string_view id);

/// The form in which two ids of one installer are compared: lower case where the installer itself
/// ignores case, and without apt's ":arch".
std::string comparable_id(const InstallerId& installer, std::string_view id);

} // namespace ferry::identity
