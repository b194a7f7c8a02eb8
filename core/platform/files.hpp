// Files as a seam. Readers take ReadOnlyFiles&, writers Files&: the signature tells who can damage.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ferry {

enum class FileKind { File, Folder, Link, Other };

struct FileEntry {
    std::string name; // UTF-8
    FileKind kind;
};

struct FileInfo {
    FileKind kind = FileKind::Other; // of the thing itself, links not followed
    std::uint64_t bytes = 0;
    std::int64_t modified_ns = 0;    // since 1970
    bool writable_by_others = false; // by anybody but its owner and root; always false on Windows
    bool owned_by_us_or_root = true;
};

/// Thread-safe. Errors: NotFound, Denied, Io, BadData (over the limit).
class ReadOnlyFiles {
public:
    virtual ~ReadOnlyFiles() = default;
    virtual Result<std::string> read(const std::filesystem::path& path,
                                     std::uint64_t limit = 1u << 30) const = 0;
    virtual Result<std::vector<FileEntry>>
    list(const std::filesystem::path& folder) const = 0; // sorted
    virtual Result<FileInfo> info(const std::filesystem::path& path) const = 0;
    bool exists(const std::filesystem::path& path) const { return info(path).ok(); }
};

class Files : public ReadOnlyFiles {
public:
    /// Write beside, fsync, rename, fsync the folder: the old content or the new one, never half.
    /// `secret`: readable by the owner only from the first moment on.
    virtual Result<void> replace(const std::filesystem::path& path, std::string_view content,
                                 bool secret = false) = 0;
    virtual Result<void> create_folders(const std::filesystem::path& path, bool secret = false) = 0;
    virtual Result<void> remove(const std::filesystem::path& path) = 0; // one file
};

class RealFiles final : public Files {
public:
    Result<std::string> read(const std::filesystem::path& path,
                             std::uint64_t limit = 1u << 30) const override;
    Result<std::vector<FileEntry>> list(const std::filesystem::path& folder) const override;
    Result<FileInfo> info(const std::filesystem::path& path) const override;
    Result<void> replace(const std::filesystem::path& path, std::string_view content,
                         bool secret = false) override;
    Result<void> create_folders(const std::filesystem::path& path, bool secret = false) override;
    Result<void> remove(const std::filesystem::path& path) override;
};

/// Whether `name` is what a cut-off replace() of `target` leaves beside it, in the same folder.
bool is_left_over(std::string_view name, std::string_view target);

/// UTF-8 at every boundary.
std::string to_utf8(const std::filesystem::path& path);
std::filesystem::path from_utf8(std::string_view text);

} // namespace ferry
