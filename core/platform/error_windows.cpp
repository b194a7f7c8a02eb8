// GetLastError as an Error, with the system's own words.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_windows.hpp"

#include "core/platform/wide_windows.hpp"

#include <windows.h>

#include <array>

namespace ferry {
namespace {

constexpr DWORD kElevationRequired = 740; // mingw's headers lack its name

Code code_of(DWORD number) {
    switch (number) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_DRIVE:
    case ERROR_BAD_NETPATH:
    case ERROR_MOD_NOT_FOUND:
        return Code::NotFound;
    case ERROR_ACCESS_DENIED:
    case kElevationRequired:
    case ERROR_PRIVILEGE_NOT_HELD:
    case ERROR_WRITE_PROTECT:
        return Code::Denied;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return Code::Conflict;
    case ERROR_INVALID_NAME:
    case ERROR_FILENAME_EXCED_RANGE:
    case ERROR_BAD_EXE_FORMAT:
        return Code::BadData;
    case WAIT_TIMEOUT:
        return Code::TimedOut;
    default:
        return Code::Io;
    }
}

std::string words_for(DWORD number) {
    std::array<wchar_t, 512> buffer;
    auto size =
        FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr, number,
                       0, buffer.data(), static_cast<DWORD>(buffer.size()), nullptr);
    while (size > 0 && (buffer[size - 1] <= L' ' || buffer[size - 1] == L'.'))
        --size; // "Access is denied.\r\n"
    const auto text = windows::narrow({buffer.data(), size});
    return (text.empty() ? "error" : text) + " (" + std::to_string(number) + ")";
}

} // namespace

Error error_from_win32(unsigned long number, const std::string& subject) {
    return Error{code_of(number), subject + ": " + words_for(number)};
}

} // namespace ferry
