// The depot's list in this device's memory, and what of it is new here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/protocol/depot.hpp"
#include "core/state/depot_memory.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <vector>

namespace ferry::sync {

struct DepotNews {
    std::vector<state::KnownDepotFile> added; // by other devices
    bool changed = false;                     // also by files that are gone
};

/// Remembers those of `items` that are believed; the others are problems. Errors: Io.
Result<Report<DepotNews>> remember_depot(const Parts& parts, const Link& link,
                                         const Keyring& keyring,
                                         const std::vector<protocol::DepotItem>& items);
/// Where the depot is empty. Errors: Io.
Result<DepotNews> remember_empty_depot(const Parts& parts);

} // namespace ferry::sync
