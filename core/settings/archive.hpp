// Settings files as one archive, tar and zstd, and the reader that trusts nothing in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/settings_file.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

/// The files as they stand, each entry named rule + "/" + path, without times, owners and modes:
/// equal files give equal bytes. Errors: BadData (a rule or path that `unpack` would refuse,
/// naming it), Internal (the library failed).
Result<std::string> pack(const std::vector<SettingsFile>& files);

struct ArchiveLimits {
    std::uint64_t max_bytes = kMaxSettingsBytes; // contents of all files together
    std::size_t max_files = kMaxSettingsFiles;
};

/// In the order of the archive. Whatever is wrong refuses it whole. Errors, naming the entry:
/// Denied (a name that cannot travel, two names that are one on some system, a link, folder,
/// device or sparse file, over the limits, bytes behind the end), BadData (damaged, cut off).
/// Memory: what it returns, which is within the limits, and about 10 MiB. It reads no further
/// than the limits, however much the archive would become. Flipped bits within a content are not
/// seen: bundles are authenticated by their encryption.
Result<std::vector<SettingsFile>> unpack(std::string_view bytes, const ArchiveLimits& limits = {});

} // namespace ferry::settings
