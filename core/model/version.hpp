// Comparing the version of an operating system with a condition of the catalog.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <string_view>

namespace ferry {

/// Numbers between dots are compared as numbers, other runs as text; absent parts are older.
/// For versions of systems ("12", "22.04", "10.0.22631"), not of packages: each installer has its
/// own order.
std::weak_ordering compare_os_versions(std::string_view left, std::string_view right);

} // namespace ferry
