// Files on Windows, with paths of any length.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_windows.hpp"
#include "core/platform/files.hpp"
#include "core/platform/handle_windows.hpp"
#include "core/platform/native_path_windows.hpp"
#include "core/platform/secret_windows.hpp"
#include "core/platform/wide_windows.hpp"

#include <algorithm>
#include <atomic>

namespace ferry {
namespace {

using windows::Handle;
using windows::native;
using windows::renamed;

constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
constexpr std::int64_t kEpochOffset = 116'444'736'000'000'000; // 1601 to 1970, in 100 ns

Error failure(const std::filesystem::path& path) {
    return error_from_win32(GetLastError(), to_utf8(path));
}

FileKind kind_of(DWORD attributes, DWORD reparse_tag) {
    const bool reparse = (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
    if (reparse &&
        (reparse_tag == IO_REPARSE_TAG_SYMLINK || reparse_tag == IO_REPARSE_TAG_MOUNT_POINT))
        return FileKind::Link;
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) return FileKind::Folder;
    return FileKind::File;
}

std::uint64_t joined(DWORD high, DWORD low) {
    return std::uint64_t{high} << 32 | low;
}

Result<void> write_whole(const std::wstring& name, std::string_view content, bool secret,
                         const std::filesystem::path& path) {
    const windows::SecretAttributes owner_only;
    const Handle file(CreateFileW(name.c_str(), GENERIC_WRITE, 0,
                                  secret ? owner_only.get() : nullptr, CREATE_NEW,
                                  FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.open()) return failure(path);
    while (!content.empty()) {
        const auto piece = static_cast<DWORD>(std::min<std::size_t>(content.size(), 1u << 30));
        DWORD count = 0;
        if (!WriteFile(file.get(), content.data(), piece, &count, nullptr)) return failure(path);
        content.remove_prefix(count);
    }
    if (!FlushFileBuffers(file.get())) return failure(path);
    return {};
}

} // namespace

Result<std::string> RealFiles::read(const std::filesystem::path& path, std::uint64_t limit) const {
    const Handle file(CreateFileW(native(path).c_str(), GENERIC_READ, kShareAll, nullptr,
                                  OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.open()) return failure(path);
    LARGE_INTEGER size{};
    if (GetFileType(file.get()) != FILE_TYPE_DISK || !GetFileSizeEx(file.get(), &size))
        return Error{Code::Io, to_utf8(path) + ": is not a file"};
    std::string content;
    std::size_t filled = 0;
    content.resize(std::min(static_cast<std::uint64_t>(size.QuadPart), limit) + 1);
    for (;;) {
        const auto space = std::min<std::size_t>(content.size() - filled, 1u << 30);
        DWORD count = 0;
        if (!ReadFile(file.get(), content.data() + filled, static_cast<DWORD>(space), &count,
                      nullptr))
            return failure(path);
        if (count == 0) break;
        filled += count;
        if (filled > limit)
            return Error{Code::BadData,
                         to_utf8(path) + ": more than " + std::to_string(limit) + " bytes"};
        if (filled == content.size()) content.resize(content.size() * 2); // it grows meanwhile
    }
    content.resize(filled);
    return content;
}

Result<std::vector<FileEntry>> RealFiles::list(const std::filesystem::path& folder) const {
    WIN32_FIND_DATAW found{};
    const HANDLE search = FindFirstFileExW((native(folder) + L"\\*").c_str(), FindExInfoBasic,
                                           &found, FindExSearchNameMatch, nullptr, 0);
    if (search == INVALID_HANDLE_VALUE) return failure(folder);
    std::vector<FileEntry> entries;
    do {
        auto name = windows::narrow(found.cFileName);
        if (name == "." || name == "..") continue;
        entries.push_back({std::move(name), kind_of(found.dwFileAttributes, found.dwReserved0)});
    } while (FindNextFileW(search, &found));
    const auto last = GetLastError();
    FindClose(search);
    if (last != ERROR_NO_MORE_FILES) return error_from_win32(last, to_utf8(folder));
    std::sort(entries.begin(), entries.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return entries;
}

Result<FileInfo> RealFiles::info(const std::filesystem::path& path) const {
    const Handle file(
        CreateFileW(native(path).c_str(), FILE_READ_ATTRIBUTES, kShareAll, nullptr, OPEN_EXISTING,
                    FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    BY_HANDLE_FILE_INFORMATION found{};
    if (!file.open() || !GetFileInformationByHandle(file.get(), &found)) return failure(path);
    FILE_ATTRIBUTE_TAG_INFO tag{};
    GetFileInformationByHandleEx(file.get(), FileAttributeTagInfo, &tag, sizeof tag);
    const auto written =
        joined(found.ftLastWriteTime.dwHighDateTime, found.ftLastWriteTime.dwLowDateTime);
    FileInfo info;
    info.kind = kind_of(found.dwFileAttributes, tag.ReparseTag);
    info.bytes = joined(found.nFileSizeHigh, found.nFileSizeLow);
    info.modified_ns = (static_cast<std::int64_t>(written) - kEpochOffset) * 100;
    return info;
}

Result<void> RealFiles::replace(const std::filesystem::path& path, std::string_view content,
                                bool secret) {
    static std::atomic<unsigned> count = 0; // names only; nothing depends on it
    const auto target = native(path);
    const auto beside = target + L".new-" + std::to_wstring(GetCurrentProcessId()) + L"-" +
                        std::to_wstring(++count);
    DeleteFileW(beside.c_str()); // left by a process of the same number that was killed
    auto written = write_whole(beside, content, secret, path);
    if (written && !renamed(beside, target)) written = failure(path);
    if (!written) DeleteFileW(beside.c_str());
    return written;
}

Result<void> RealFiles::create_folders(const std::filesystem::path& path, bool secret) {
    if (path.empty() || path == path.root_path()) return {};
    const auto attributes = GetFileAttributesW(native(path).c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES) {
        if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) return {};
        return Error{Code::Conflict, to_utf8(path) + ": is no folder"};
    }
    const auto above = create_folders(path.parent_path(), secret);
    if (!above) return above.error();
    const windows::SecretAttributes owner_only;
    if (!CreateDirectoryW(native(path).c_str(), secret ? owner_only.get() : nullptr) &&
        GetLastError() != ERROR_ALREADY_EXISTS)
        return failure(path);
    return {};
}

Result<void> RealFiles::remove(const std::filesystem::path& path) {
    if (!DeleteFileW(native(path).c_str())) return failure(path);
    return {};
}

} // namespace ferry
