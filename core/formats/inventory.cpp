// A manifest as the inventory of a device on which Ferry does not run.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/manifest.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ferry::formats {

std::vector<InstallerInventory> as_inventory(const Manifest& manifest) {
    std::map<InstallerId, InstallerInventory> by_installer;
    for (const auto& entry : manifest.entries) {
        auto& inventory = by_installer[entry.ref.installer];
        inventory.installer = entry.ref.installer;
        Package package;
        package.id = entry.ref.id;
        package.version = entry.version;
        package.origin = entry.origin;
        package.scope = entry.scope;
        package.reason = Reason::Explicit; // somebody wrote it down to have it again
        inventory.packages.push_back(std::move(package));
    }
    std::vector<InstallerInventory> all;
    for (auto& [installer, inventory] : by_installer) {
        std::sort(inventory.packages.begin(), inventory.packages.end(),
                  [](const Package& left, const Package& right) { return left.id < right.id; });
        all.push_back(std::move(inventory));
    }
    return all;
}

} // namespace ferry::formats
