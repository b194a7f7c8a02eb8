// Starting and ending a child on Windows: what process and piped process share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/handle_windows.hpp"

#include <ferry/result.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace ferry::windows {

struct ChildSetup {
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>> environment;
    std::vector<std::string> inherit;
    std::array<HANDLE, 3> streams{}; // in, out, err, all inheritable; null: NUL
};

struct Child {
    Handle process;
    Handle job; // the whole tree
    DWORD id = 0;
};

/// Errors: NotFound (no such program), Denied, NotSupported (a batch file), BadData, Io.
Result<Child> start_child(const ChildSetup& setup);

/// The program as a full path: looked up in PATH, never in the current folder. Only .exe and .com:
/// cmd.exe parses the arguments of a batch file again, and nothing escapes that reliably.
/// Errors: NotFound, NotSupported.
Result<std::wstring> program_path(const std::string& name);

/// Quoted so that the C runtime's parser, and CommandLineToArgvW, give `argv` again.
std::wstring command_line(const std::vector<std::string>& argv);

/// Names and values, sorted as Windows wants them, each ended by NUL, all ended by one more.
std::wstring environment_block(const ChildSetup& setup);

bool has_ended(const Child& child);
void kill_tree(const Child& child);
/// The child only: a console interrupt, which a program without a console does not get.
void interrupt(const Child& child);
/// Waits for the end. `spare_others`: what it left running stays when the job is closed.
int exit_code(const Child& child, bool spare_others);

} // namespace ferry::windows
