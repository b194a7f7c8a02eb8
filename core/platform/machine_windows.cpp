// This machine, as Windows tells it.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/handle_windows.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/wide_windows.hpp"

#include <array>

namespace ferry {
namespace {

bool is_console(DWORD stream) {
    DWORD mode = 0;
    return GetConsoleMode(GetStdHandle(stream), &mode) != 0;
}

/// RtlGetVersion tells the truth; GetVersionEx tells what a program's manifest asks for.
std::string version_of_system() {
    using RtlGetVersion = LONG(WINAPI*)(OSVERSIONINFOW*);
    const auto library = GetModuleHandleW(L"ntdll.dll");
    if (library == nullptr) return {};
    const auto ask = reinterpret_cast<RtlGetVersion>(
        reinterpret_cast<void*>(GetProcAddress(library, "RtlGetVersion")));
    OSVERSIONINFOW found{};
    found.dwOSVersionInfoSize = sizeof found;
    if (ask == nullptr || ask(&found) != 0) return {};
    return std::to_string(found.dwMajorVersion) + "." + std::to_string(found.dwMinorVersion) + "." +
           std::to_string(found.dwBuildNumber);
}

/// Of the machine, also where this program is translated on ARM.
std::string arch_of_machine() {
    USHORT process = 0;
    USHORT machine = 0;
    if (!IsWow64Process2(GetCurrentProcess(), &process, &machine)) return "x86_64";
    switch (machine) {
    case IMAGE_FILE_MACHINE_ARM64:
        return "aarch64";
    case IMAGE_FILE_MACHINE_I386:
        return "i686";
    default:
        return "x86_64";
    }
}

std::string name_of_computer() {
    std::array<wchar_t, 256> name;
    auto size = static_cast<DWORD>(name.size());
    if (!GetComputerNameExW(ComputerNameDnsHostname, name.data(), &size)) return {};
    return windows::narrow({name.data(), size});
}

} // namespace

Device this_device(const ReadOnlyFiles&, const std::filesystem::path&) {
    return Device{name_of_computer(), "windows", version_of_system(), "", arch_of_machine()};
}

bool running_elevated() {
    HANDLE raw = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw)) return false;
    const windows::Handle token(raw);
    TOKEN_ELEVATION elevation{};
    DWORD size = 0;
    return GetTokenInformation(token.get(), TokenElevation, &elevation, sizeof elevation, &size) &&
           elevation.TokenIsElevated != 0;
}

bool terminal_on_input() {
    return is_console(STD_INPUT_HANDLE);
}
bool terminal_on_output() {
    return is_console(STD_OUTPUT_HANDLE);
}
bool terminal_on_errors() {
    return is_console(STD_ERROR_HANDLE);
}

std::filesystem::path executable_path() {
    std::wstring path(32 * 1024, L'\0'); // the longest that there is
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return path;
}

std::string environment(const std::string& name) {
    const auto key = windows::wide(name);
    std::wstring value(GetEnvironmentVariableW(key.c_str(), nullptr, 0), L'\0');
    value.resize(
        GetEnvironmentVariableW(key.c_str(), value.data(), static_cast<DWORD>(value.size())));
    return windows::narrow(value);
}

std::int64_t process_id() {
    return GetCurrentProcessId();
}

void refuse_core_dumps() {
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // no report, hence no dump
}

} // namespace ferry
