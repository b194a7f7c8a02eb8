// A view of a file mapping, read-only. The file can still be replaced while it is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/mapped_file.hpp"

#include <windows.h>

#include <string>

namespace ferry::identity {
namespace {

class WindowsMapping final : public MappedFile {
public:
    WindowsMapping(const void* start, std::size_t size) : start_(start), size_(size) {}
    WindowsMapping(const WindowsMapping&) = delete;
    WindowsMapping& operator=(const WindowsMapping&) = delete;
    ~WindowsMapping() override {
        if (start_ != nullptr) UnmapViewOfFile(start_);
    }
    std::string_view bytes() const override { return {static_cast<const char*>(start_), size_}; }

private:
    const void* start_;
    std::size_t size_;
};

class Handle {
public:
    explicit Handle(HANDLE value) : value_(value) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (value_ != nullptr && value_ != INVALID_HANDLE_VALUE) CloseHandle(value_);
    }
    HANDLE get() const { return value_; }

private:
    HANDLE value_;
};

Error error_from_win32(DWORD code, const std::filesystem::path& path) {
    const auto kind = code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND
                          ? Code::NotFound
                          : (code == ERROR_ACCESS_DENIED ? Code::Denied : Code::Io);
    const auto shown = path.u8string();
    return Error{kind, std::string(shown.begin(), shown.end()) + ": system error " +
                           std::to_string(code)};
}

} // namespace

Result<std::unique_ptr<MappedFile>> map_file(const std::filesystem::path& path) {
    const Handle file(CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE,
                                  nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    LARGE_INTEGER size{};
    if (file.get() == INVALID_HANDLE_VALUE || GetFileSizeEx(file.get(), &size) == 0)
        return error_from_win32(GetLastError(), path);
    if (size.QuadPart == 0)
        return std::unique_ptr<MappedFile>(std::make_unique<WindowsMapping>(nullptr, 0));
    const Handle mapping(CreateFileMappingW(file.get(), nullptr, PAGE_READONLY, 0, 0, nullptr));
    if (mapping.get() == nullptr) return error_from_win32(GetLastError(), path);
    const void* const start = MapViewOfFile(mapping.get(), FILE_MAP_READ, 0, 0, 0);
    if (start == nullptr) return error_from_win32(GetLastError(), path);
    return std::unique_ptr<MappedFile>(
        std::make_unique<WindowsMapping>(start, static_cast<std::size_t>(size.QuadPart)));
}

} // namespace ferry::identity
