// Large files on Windows.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_windows.hpp"
#include "core/platform/files.hpp"
#include "core/platform/handle_windows.hpp"
#include "core/platform/large_files.hpp"
#include "core/platform/native_path_windows.hpp"

#include <algorithm>

namespace ferry {
namespace {

using windows::Handle;
using windows::native;

constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

Error failure(const std::filesystem::path& path) {
    return error_from_win32(GetLastError(), to_utf8(path));
}

bool go_to(const Handle& file, std::uint64_t offset) {
    LARGE_INTEGER place{};
    place.QuadPart = static_cast<LONGLONG>(offset);
    return SetFilePointerEx(file.get(), place, nullptr, FILE_BEGIN) != 0;
}

Result<void> write_whole(const Handle& file, std::string_view bytes,
                         const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto piece = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1u << 30));
        DWORD count = 0;
        if (!WriteFile(file.get(), bytes.data(), piece, &count, nullptr)) return failure(path);
        bytes.remove_prefix(count);
    }
    if (!FlushFileBuffers(file.get())) return failure(path);
    return {};
}

} // namespace

Result<std::string> RealLargeFiles::read_at(const std::filesystem::path& path, std::uint64_t offset,
                                            std::size_t size) const {
    const Handle file(CreateFileW(native(path).c_str(), GENERIC_READ, kShareAll, nullptr,
                                  OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.open() || !go_to(file, offset)) return failure(path);
    std::string bytes(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const auto space = std::min<std::size_t>(size - filled, 1u << 30);
        DWORD count = 0;
        if (!ReadFile(file.get(), bytes.data() + filled, static_cast<DWORD>(space), &count,
                      nullptr))
            return failure(path);
        if (count == 0) break;
        filled += count;
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> RealLargeFiles::write_at(const std::filesystem::path& path, std::uint64_t offset,
                                      std::string_view bytes) {
    const Handle file(CreateFileW(native(path).c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                                  OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT,
                                  nullptr));
    LARGE_INTEGER size{};
    if (!file.open() || !GetFileSizeEx(file.get(), &size)) return failure(path);
    if (static_cast<std::uint64_t>(size.QuadPart) < offset)
        return Error{Code::BadData, to_utf8(path) + ": ends before byte " + std::to_string(offset)};
    if (!go_to(file, offset) || !SetEndOfFile(file.get())) return failure(path);
    auto written = write_whole(file, bytes, path);
    // The disk is full: there is nothing better to do.
    if (!written && go_to(file, offset)) (void)SetEndOfFile(file.get());
    return written;
}

Result<void> RealLargeFiles::move(const std::filesystem::path& from,
                                  const std::filesystem::path& to) {
    if (!windows::renamed(native(from), native(to))) return failure(to);
    return {};
}

} // namespace ferry
