// This device's inventories as streams: sorted, checked, hashed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"

#include <string>
#include <vector>

namespace ferry::sync {

struct LocalStream {
    InstallerId installer;
    std::vector<Package> packages; // sorted by id, then arch; without names that repeat the id
    std::string hash;              // of their canonical form
};

/// 64 hex digits.
std::string stream_hash(const std::vector<Package>& packages);
/// What both sides compare in one glance; empty where there are no streams.
std::string device_state(const std::vector<protocol::StreamHead>& heads);

/// An inventory that cannot travel as it is (text that is no UTF-8, a package twice) is a problem
/// and withheld: what the server would make of it is not what is installed here.
Report<std::vector<LocalStream>> local_streams(const std::vector<InstallerInventory>& inventories);

} // namespace ferry::sync
