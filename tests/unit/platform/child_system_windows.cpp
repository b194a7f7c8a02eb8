// A child's own view of the system, on Windows.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_windows.hpp"
#include "core/platform/wide_windows.hpp"
#include "tests/unit/platform/child_system.hpp"

#include <fcntl.h>
#include <io.h>
#include <shellapi.h>
#include <windows.h>

namespace ferry::testing {

void binary_streams() {
    _setmode(0, _O_BINARY);
    _setmode(1, _O_BINARY);
    _setmode(2, _O_BINARY);
}

void write_status(const std::string&) {}

void start_grandchild(const std::vector<std::string>& argv) {
    STARTUPINFOW info{};
    info.cb = sizeof info;
    info.dwFlags = STARTF_USESTDHANDLES;
    info.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    info.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    PROCESS_INFORMATION started{};
    auto line = windows::command_line(argv);
    if (!CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &info,
                        &started))
        ExitProcess(7);
}

void ignore_interrupts() {
    SetConsoleCtrlHandler([](DWORD) -> BOOL { return TRUE; }, TRUE);
}

void die_by_signal() {
    TerminateProcess(GetCurrentProcess(), 137);
}

std::vector<std::string> arguments_of_process(int, char**) {
    int count = 0;
    wchar_t** texts = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> arguments;
    for (int i = 0; i < count; ++i)
        arguments.push_back(windows::narrow(texts[i]));
    LocalFree(texts);
    return arguments;
}

} // namespace ferry::testing
