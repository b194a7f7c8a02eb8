// A file opened for one process only: Windows closes it with its holder.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/run_lock.hpp"

#include <windows.h>

#include <string>
#include <system_error>
#include <utility>

namespace ferry::apply {
namespace {

std::intptr_t none() {
    return reinterpret_cast<std::intptr_t>(INVALID_HANDLE_VALUE);
}

} // namespace

Result<RunLock> RunLock::take(const std::filesystem::path& file) {
    constexpr DWORD kNotShared = 0;
    HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, kNotShared, nullptr,
                                  OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle != INVALID_HANDLE_VALUE) return RunLock(reinterpret_cast<std::intptr_t>(handle));
    const auto number = ::GetLastError();
    if (number == ERROR_SHARING_VIOLATION)
        return Error{Code::Conflict, "another ferry is installing or removing software now; wait "
                                     "until it is done"};
    const auto name = file.u8string();
    return Error{number == ERROR_ACCESS_DENIED ? Code::Denied : Code::Io,
                 std::string(name.begin(), name.end()) + ": " +
                     std::system_category().message(static_cast<int>(number))};
}

RunLock::RunLock(RunLock&& other) noexcept : handle_(std::exchange(other.handle_, none())) {}

RunLock::~RunLock() {
    if (handle_ != none()) ::CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

} // namespace ferry::apply
