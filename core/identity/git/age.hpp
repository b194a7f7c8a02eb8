// How long the entries of a catalog have stood as they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace ferry::identity {

/// Times in seconds since 1970.
struct EntryAges {
    std::size_t entries = 0;
    std::int64_t oldest = 0; // of the last changes
    std::int64_t median = 0;
    std::int64_t newest = 0;
};

/// From the history that the clone has of its HEAD; a shallow one makes all entries young.
/// Errors: NotFound (no repository, no entry in it), BadData.
Result<EntryAges> ages_of(const std::filesystem::path& folder);

} // namespace ferry::identity
