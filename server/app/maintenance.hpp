// ferryd backup, restore, verify.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <string>

namespace ferry::server {

constexpr const char* kDatabase = "ferryd.db"; // in the data folder and in backups
constexpr const char* kDepotFolder = "depot";  // likewise: the installer files

// Each gives the sentence to print.

/// Of a running or stopped server, into a new folder; read back and checked before it counts.
Result<std::string> run_backup(const std::filesystem::path& data, const std::filesystem::path& to);
/// Into an empty data folder. A backup that does not verify is refused.
Result<std::string> run_restore(const std::filesystem::path& from,
                                const std::filesystem::path& data);
Result<std::string> run_verify(const std::filesystem::path& folder);

} // namespace ferry::server
