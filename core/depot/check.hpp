// The last look at an offer and its file before anything of it runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/offer.hpp"
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace ferry::depot {

constexpr std::uint64_t kMostInMemory = 1u << 30; // AppImages and archives

/// Whether its fields can be a folder, a file name and arguments. Errors: BadData, NotSupported.
Result<void> check_offer(const Offer& offer);

/// Whether nobody else can write the file or its folder. Errors: BadData, Denied, NotFound.
Result<void> check_place(const std::filesystem::path& file, const ReadOnlyFiles& files);

/// Whether the file, as it is opened now, has the offer's size and SHA-256. Since nobody else can
/// write it, what runs a moment later is this. Errors: Conflict (it is another), Io.
Result<void> check_content(const Offer& offer, const std::filesystem::path& file);

/// The same for a file that is wanted itself: these bytes are the checked ones.
/// Errors also: BadData (more than kMostInMemory).
Result<std::string> checked_bytes(const Offer& offer, const std::filesystem::path& file,
                                  const ReadOnlyFiles& files);

} // namespace ferry::depot
