// A line typed without echo: the Windows console.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/terminal.hpp"

#include <windows.h>

#include <cstdio>

namespace ferry::cli {

Result<vault::Secret> read_hidden_line() {
    const HANDLE console = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    if (GetConsoleMode(console, &before) == 0)
        return Error{Code::Unavailable, "no console to ask on"};
    SetConsoleMode(console, before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    std::string line;
    int c = std::getchar();
    for (; c != '\n' && c != EOF; c = std::getchar())
        line += static_cast<char>(c);
    SetConsoleMode(console, before);
    if (c == EOF) return Error{Code::Cancelled, "no answer"};
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return vault::Secret::take(line);
}

} // namespace ferry::cli
