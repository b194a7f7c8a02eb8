// Stream heads as columns, and inventories as one compressed value per stream.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::state {

/// An inventory is read and written whole; it takes about ten bytes a package.
std::string packed(const std::vector<Package>& packages);
/// Errors: BadData.
Result<std::vector<Package>> unpacked(std::string_view bytes);

// Both know heads as the five columns installer, revision, hash, packages, updated.
Result<std::vector<protocol::StreamHead>> heads_in(sqlite::Statement& select);
void bind_head(sqlite::Statement& statement, int first, const protocol::StreamHead& head);

} // namespace ferry::state
