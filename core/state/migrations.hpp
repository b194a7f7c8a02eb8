// The schema of state.db, one numbered step after the other.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <cstdint>

namespace ferry::state {

/// What this ferry writes.
std::int64_t current_schema();
/// Of the file; 0: empty. Errors: NotSupported (newer than current_schema), BadData (not ferry's).
Result<std::int64_t> schema_of(sqlite::Database& database);
/// Each missing step in a transaction of its own; forward only.
Result<void> migrate(sqlite::Database& database);

} // namespace ferry::state
