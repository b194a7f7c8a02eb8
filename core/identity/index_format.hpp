// The layout of a compiled index.
//
//   header     magic, version, counts, size of the file, checksum of header and directory
//   directory  origin text | offset of each record and of the end (u32) | keys, sorted (u64) |
//              for each key the number of its record (u32)
//   records    sorted by software id, each after a 32-bit checksum of its own
//
// Opening reads header and directory only, so it does not grow with what the records say. A record
// is checked when it is used. All numbers are little-endian.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ferry::identity {

inline constexpr std::string_view kIndexMagic = "FERRYCAT";
inline constexpr std::uint32_t kIndexVersion = 2;

inline constexpr std::size_t kHeaderBytes = 40;
inline constexpr std::size_t kSumAt = 32; // the last field of the header

struct IndexHeader {
    std::uint32_t records = 0;
    std::uint32_t keys = 0;
    std::uint32_t origin_bytes = 0;
    std::uint64_t file_bytes = 0;
    std::uint64_t sum = 0;

    std::uint64_t offsets_at() const { return kHeaderBytes + std::uint64_t{origin_bytes}; }
    std::uint64_t keys_at() const { return offsets_at() + 4 * (std::uint64_t{records} + 1); }
    std::uint64_t targets_at() const { return keys_at() + 8 * std::uint64_t{keys}; }
    std::uint64_t records_at() const { return targets_at() + 4 * std::uint64_t{keys}; }
};

/// The target of a software key whose entry was taken away: it hides that of an index below.
inline constexpr std::uint32_t kRemoved = 0xFFFFFFFFu;

/// As it is stored before each record.
std::uint32_t record_sum(std::string_view record);

/// Over the header without the sum itself, and the directory.
std::uint64_t directory_sum(std::string_view file, std::uint64_t records_at);

} // namespace ferry::identity
