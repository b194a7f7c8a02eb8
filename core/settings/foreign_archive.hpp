// Archives that others made (zip, tar and tar compressed), read by a reader that trusts nothing in
// them. Stands here since this folder owns libarchive.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ferry::settings {

struct ForeignEntry {
    std::string path;               // relative, '/' between the names; can be written anywhere
    FileKind kind = FileKind::File; // File, Folder or Link
    std::string target;             // of a link: relative, leads nowhere but into the archive
    bool executable = false;
    std::string content;
};

struct ForeignLimits {
    std::uint64_t max_bytes = 4ull << 30; // contents of all files together
    std::uint64_t max_file = 1ull << 30;  // one file, which is in memory while it is given
    std::size_t max_entries = 100'000;
};

/// An Error of it ends the reading and is handed on.
using TakeEntry = std::function<Result<void>(ForeignEntry&& entry)>;

/// Gives the entries in the order of the archive; what is wrong may show late, so keep nothing
/// unless it ends well. A folder need not come before what is in it, and no entry lies below a
/// link. Errors, naming the entry: Denied (a name that leads outside or that some system cannot
/// hold, two names that are one on some system, a hard link, a link that leads outside, a device,
/// over the limits), BadData (damaged, encrypted, another format).
Result<void> read_foreign(std::string_view bytes, const ForeignLimits& limits,
                          const TakeEntry& take);

} // namespace ferry::settings
