// Files on Linux and macOS.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"
#include "core/platform/error_posix.hpp"
#include "core/platform/file_time_posix.hpp"
#include "core/platform/files.hpp"
#include "core/platform/sync_folder_posix.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>

namespace ferry {
namespace {

using posix::Descriptor;

Error failure(const std::filesystem::path& path) {
    return error_from_errno(errno, to_utf8(path));
}

FileKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return FileKind::File;
    if (S_ISDIR(mode)) return FileKind::Folder;
    if (S_ISLNK(mode)) return FileKind::Link;
    return FileKind::Other;
}

/// Most file systems tell the kind with the name, which saves a question for each entry.
std::optional<FileKind> kind_in(const dirent& entry) {
    switch (entry.d_type) {
    case DT_REG:
        return FileKind::File;
    case DT_DIR:
        return FileKind::Folder;
    case DT_LNK:
        return FileKind::Link;
    default:
        return std::nullopt;
    }
}

/// What was there keeps its mode: a person may have closed it to others.
mode_t mode_for(const std::filesystem::path& path, bool secret) {
    struct stat info {};
    if (secret) return 0600;
    return stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0644;
}

Result<void> write_whole(const Descriptor& file, std::string_view content,
                         const std::filesystem::path& path) {
    while (!content.empty()) {
        const auto count = ::write(file.get(), content.data(), content.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(path);
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    if (fsync(file.get()) != 0) return failure(path);
    return {};
}

} // namespace

Result<std::string> RealFiles::read(const std::filesystem::path& path, std::uint64_t limit) const {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) return failure(path);
    struct stat info {};
    if (fstat(file.get(), &info) != 0) return failure(path);
    if (!S_ISREG(info.st_mode)) return Error{Code::Io, to_utf8(path) + ": is not a file"};
    std::string content;
    std::size_t filled = 0;
    const auto size = static_cast<std::uint64_t>(info.st_size);
    content.resize(std::min<std::uint64_t>(size, limit) + 1);
    for (;;) {
        const auto count = ::read(file.get(), content.data() + filled, content.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(path);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
        if (filled > limit)
            return Error{Code::BadData,
                         to_utf8(path) + ": more than " + std::to_string(limit) + " bytes"};
        if (filled == size && count > 0 && filled < content.size()) break; // more was asked for
        if (filled == content.size()) content.resize(content.size() * 2);  // it grows meanwhile
    }
    content.resize(filled);
    return content;
}

Result<std::vector<FileEntry>> RealFiles::list(const std::filesystem::path& folder) const {
    const auto close = [](DIR* opened) { closedir(opened); };
    const std::unique_ptr<DIR, decltype(close)> opened(opendir(folder.c_str()), close);
    if (!opened) return failure(folder);
    std::vector<FileEntry> entries;
    while (const auto* entry = readdir(opened.get())) {
        const std::string name = entry->d_name;
        if (name == "." || name == "..") continue;
        if (const auto kind = kind_in(*entry)) {
            entries.push_back({name, *kind});
            continue;
        }
        struct stat info {};
        if (fstatat(dirfd(opened.get()), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) continue;
        entries.push_back({name, kind_of(info.st_mode)});
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return entries;
}

Result<FileInfo> RealFiles::info(const std::filesystem::path& path) const {
    struct stat found {};
    if (lstat(path.c_str(), &found) != 0) return failure(path);
    FileInfo info;
    info.kind = kind_of(found.st_mode);
    info.bytes = static_cast<std::uint64_t>(found.st_size);
    info.modified_ns = posix::modified_ns(found);
    // Where a person's group has the person's own number it is private, by convention.
    const bool private_group =
        found.st_gid == 0 || (found.st_gid == getegid() && getegid() == geteuid());
    const bool group_writes = (found.st_mode & S_IWGRP) != 0 && !private_group;
    info.writable_by_others = (found.st_mode & S_IWOTH) != 0 || group_writes;
    info.owned_by_us_or_root = found.st_uid == 0 || found.st_uid == geteuid();
    return info;
}

Result<void> RealFiles::replace(const std::filesystem::path& path, std::string_view content,
                                bool secret) {
    auto name = to_utf8(path) + ".new-XXXXXX";
    {
        const Descriptor file(mkstemp(name.data())); // mode 0600
        if (!file.open()) return failure(path);
        auto written = write_whole(file, content, path);
        if (written && fchmod(file.get(), mode_for(path, secret)) != 0) written = failure(path);
        if (!written) {
            unlink(name.c_str());
            return written.error();
        }
    }
    if (rename(name.c_str(), path.c_str()) != 0) {
        const auto error = failure(path);
        unlink(name.c_str());
        return error;
    }
    return posix::sync_folder_of(path);
}

Result<void> RealFiles::create_folders(const std::filesystem::path& path, bool secret) {
    if (path.empty() || path == path.root_path()) return {};
    struct stat info {};
    if (stat(path.c_str(), &info) == 0) {
        if (S_ISDIR(info.st_mode)) return {};
        return Error{Code::Conflict, to_utf8(path) + ": is no folder"};
    }
    const auto above = create_folders(path.parent_path(), secret);
    if (!above) return above.error();
    if (mkdir(path.c_str(), secret ? 0700 : 0755) != 0 && errno != EEXIST) return failure(path);
    return {};
}

Result<void> RealFiles::remove(const std::filesystem::path& path) {
    if (unlink(path.c_str()) != 0) return failure(path);
    return {};
}

} // namespace ferry
