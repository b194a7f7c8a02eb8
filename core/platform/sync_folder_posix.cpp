// fsync of a folder.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/sync_folder_posix.hpp"

#include "core/platform/child_posix.hpp"
#include "core/platform/error_posix.hpp"
#include "core/platform/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace ferry::posix {

Result<void> sync_folder_of(const std::filesystem::path& path) {
    const auto folder = path.parent_path().empty() ? "." : path.parent_path();
    const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.open()) return error_from_errno(errno, to_utf8(folder));
    // Some file systems have nothing to wait for, and say so.
    if (fsync(opened.get()) != 0 && errno != EINVAL)
        return error_from_errno(errno, to_utf8(folder));
    return {};
}

} // namespace ferry::posix
