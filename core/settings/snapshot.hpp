// What files held before they were written, as one file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

struct SnapshotFile {
    std::filesystem::path target;
    bool existed = false;
    std::string before; // content, where it existed
    std::string after;  // hash of what is written now, so that later edits are seen
};

struct Snapshot {
    std::vector<SnapshotFile> files;
};

/// Errors: BadData, Internal.
Result<std::string> encode(const Snapshot& snapshot);
Result<Snapshot> decode_snapshot(std::string_view bytes);

/// Digits only.
std::optional<std::uint64_t> whole_number(std::string_view text);

/// Puts everything back as it was, and removes what a cut-off write left beside; may be repeated.
/// Errors: Io, Denied.
Result<void> bring_back(const Snapshot& snapshot, Files& files);

} // namespace ferry::settings
