// SQLite's write-ahead log: what was committed but is not in the database file yet.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>

namespace ferry::kit {

/// The database file as it is with all that the log committed, in rollback mode, so that it can be
/// opened in memory. What a writer has not committed, or is just overwriting, is left out: frames
/// after the first wrong checksum. Form: https://www.sqlite.org/fileformat2.html, section 4.
/// Errors: BadData with the offset, where the database is none.
Result<std::string> with_log(std::string_view database, std::string_view log);

} // namespace ferry::kit
