// From the schema that a database has to the one that this program knows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <vector>

namespace ferry::server {

struct Migration {
    std::int64_t to;  // the schema that it makes, from the one before
    const char* name; // of its file
    const char* sql;
};

// Generated from server/sql.
extern const char* const kSchemaSql; // the newest; changes nothing where it is there already
const std::vector<Migration>& migrations();

/// Runs what the database lacks, each once and in a transaction of its own, and remembers it. A new
/// one gets the newest schema at once. Errors: BadData (of another program, or of a newer ferryd),
/// Io.
Result<void> prepare_schema(sqlite::Database& database);

} // namespace ferry::server
