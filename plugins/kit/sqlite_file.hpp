// Databases of other programs, read as they are while those programs may be writing them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/sqlite_image.hpp"

#include <ferry/plugin.hpp>

#include <optional>
#include <string>

namespace ferry::kit {

/// The database with what its log has committed, in memory; nothing where there is no such file.
/// Nothing is written or locked. Errors: BadData, Denied, Io with the path; Unavailable where it is
/// written to all the time.
Result<std::optional<SqliteImage>> open_sqlite(const sdk::Host& host, const std::string& path);

/// Nothing where there is no such file.
Result<std::optional<std::string_view>> read_if_there(const sdk::Host& host,
                                                      const std::string& path);

} // namespace ferry::kit
