// A file that is open for nobody else: freed with the handle.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_windows.hpp"
#include "server/app/data_lock.hpp"

#include <windows.h>

#include <utility>

namespace ferry::server {

Result<DataLock> DataLock::take(const std::filesystem::path& data) {
    const auto file = data / "ferryd.lock";
    const HANDLE handle = CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                      OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle != INVALID_HANDLE_VALUE) return DataLock(reinterpret_cast<std::intptr_t>(handle));
    if (GetLastError() == ERROR_SHARING_VIOLATION)
        return Error{Code::Conflict, "another ferryd runs on " + data.string() +
                                         "; stop it, or give another --data"};
    return error_from_win32(GetLastError(), file.string());
}

DataLock::DataLock(DataLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

DataLock::~DataLock() {
    if (handle_ != -1) CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

} // namespace ferry::server
