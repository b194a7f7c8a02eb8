// Writing settings as a transaction: what was there before is kept first, and comes back on request
// or after a crash.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/model/ids.hpp"
#include "core/platform/files.hpp"
#include "core/settings/placement.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ferry::settings {

constexpr std::size_t kMostSnapshots = 20; // per software

struct Restored {
    std::size_t written = 0; // files that differ now
    std::size_t same = 0;    // were as they should be
};

struct Undone {
    std::size_t files = 0;
    UnixMillis restored = 0; // when what is undone was done
};

/// Borrows its parts. One at a time per person: hold the lock of the device's memory.
class Restorer {
public:
    /// `folder`: Ferry's own, for snapshots.
    Restorer(Files& files, const Clock& clock, std::filesystem::path folder);

    /// Finishes what a crash cut off, by bringing back what was there before. True: there was
    /// something. To be called before anything else.
    Result<bool> recover();

    /// All files or none. Each is written beside and renamed, and read back. Errors: Io (disk full;
    /// what was there is back), Denied.
    Result<Restored> restore(const SoftwareId& software, const Placement& placement);

    /// Brings back what was there before the newest restore, byte for byte; files that were not
    /// there go. `even_if_changed`: also over what was edited since. Errors: NotFound (nothing to
    /// undo), Conflict (edited since, naming the file).
    Result<Undone> undo(const SoftwareId& software, bool even_if_changed);

    /// When restores were done that can be undone, newest first.
    Result<std::vector<UnixMillis>> snapshots(const SoftwareId& software) const;

private:
    std::filesystem::path folder_of(const SoftwareId& software) const;
    Result<void> write_all(const Placement& placement, const std::vector<ComparedFile>& compared);
    Result<void> forget_oldest(const SoftwareId& software);

    Files& files_;
    const Clock& clock_;
    std::filesystem::path folder_;
};

} // namespace ferry::settings
