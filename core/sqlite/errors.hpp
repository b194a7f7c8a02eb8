// The one place where a SQLite code becomes an Error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

struct sqlite3;

namespace ferry::sqlite {

/// The connection's last error. Full disks, locks, broken files and constraints are told apart.
Error last_error(sqlite3* database);

} // namespace ferry::sqlite
