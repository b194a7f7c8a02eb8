// What was fetched last and accepted: which commit, and the indexes that were made of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

struct Fetched {
    std::string remote;
    std::string commit;               // in use
    std::string base;                 // of which the first index was made
    std::vector<std::string> indexes; // names of files in the folder, lowest first
};

/// Errors: NotFound (nothing was fetched yet), BadData.
Result<Fetched> read_fetched(const std::filesystem::path& folder);
/// By rename: the old state or the new one.
Result<void> write_fetched(const std::filesystem::path& folder, const Fetched& fetched);

/// Also for indexes: written beside, then renamed. Errors: Io.
Result<void> write_by_rename(const std::filesystem::path& target, std::string_view bytes);

} // namespace ferry::identity
