// Large files on Linux and macOS.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"
#include "core/platform/error_posix.hpp"
#include "core/platform/files.hpp"
#include "core/platform/large_files.hpp"
#include "core/platform/sync_folder_posix.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace ferry {
namespace {

using posix::Descriptor;

Error failure(const std::filesystem::path& path) {
    return error_from_errno(errno, to_utf8(path));
}

Result<void> write_whole(const Descriptor& file, std::uint64_t offset, std::string_view bytes,
                         const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto count =
            ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(path);
        bytes.remove_prefix(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    if (fsync(file.get()) != 0) return failure(path);
    return {};
}

} // namespace

Result<std::string> RealLargeFiles::read_at(const std::filesystem::path& path, std::uint64_t offset,
                                            std::size_t size) const {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) return failure(path);
    struct stat info {};
    if (fstat(file.get(), &info) != 0) return failure(path);
    if (!S_ISREG(info.st_mode)) return Error{Code::Io, to_utf8(path) + ": is not a file"};
    std::string bytes(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const auto count = ::pread(file.get(), bytes.data() + filled, size - filled,
                                   static_cast<off_t>(offset + filled));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(path);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> RealLargeFiles::write_at(const std::filesystem::path& path, std::uint64_t offset,
                                      std::string_view bytes) {
    const Descriptor file(
        open(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644));
    if (!file.open()) return failure(path);
    struct stat info {};
    if (fstat(file.get(), &info) != 0) return failure(path);
    if (!S_ISREG(info.st_mode)) return Error{Code::Io, to_utf8(path) + ": is not a file"};
    if (static_cast<std::uint64_t>(info.st_size) < offset)
        return Error{Code::BadData, to_utf8(path) + ": ends before byte " + std::to_string(offset)};
    const auto end = static_cast<off_t>(offset);
    if (info.st_size > end && ftruncate(file.get(), end) != 0) return failure(path);
    const auto written = write_whole(file, offset, bytes, path);
    if (!written) {
        (void)!ftruncate(file.get(), end); // the disk is full: there is nothing better to do
        return written.error();
    }
    if (offset == 0) return posix::sync_folder_of(path);
    return {};
}

Result<void> RealLargeFiles::move(const std::filesystem::path& from,
                                  const std::filesystem::path& to) {
    if (rename(from.c_str(), to.c_str()) != 0) return failure(to);
    return posix::sync_folder_of(to);
}

} // namespace ferry
