// CreateProcessW with three handles and no more, inside a job that holds the whole tree.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_windows.hpp"

#include "core/platform/error_windows.hpp"

#include <algorithm>

namespace ferry::windows {
namespace {

constexpr UINT kKilled = 128 + 9; // as a shell says it on POSIX

bool has_nul(const std::string& text) {
    return text.find('\0') != std::string::npos;
}

Result<void> check(const ChildSetup& setup) {
    const auto& argv = setup.argv;
    if (argv.empty() || argv.front().empty() || std::any_of(argv.begin(), argv.end(), has_nul))
        return Error{Code::BadData, "a command line that is empty or holds a NUL byte"};
    for (const auto& [name, value] : setup.environment) {
        if (name.empty() || name.find('=') != std::string::npos || has_nul(name) || has_nul(value))
            return Error{Code::BadData, argv.front() + ": a malformed environment variable"};
    }
    return {};
}

void set_kill_on_close(const Handle& job, bool kill) {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = kill ? JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE : 0;
    SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits);
}

/// The list of the handles that the child inherits: other threads' children must not get them.
class HandleList {
public:
    explicit HandleList(const std::array<HANDLE, 3>& handles) : handles_(handles) {
        // The same handle twice is refused by the system.
        std::sort(handles_.begin(), handles_.end());
        const auto end = std::unique(handles_.begin(), handles_.end());
        const auto bytes = static_cast<std::size_t>(end - handles_.begin()) * sizeof(HANDLE);
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_.resize(size);
        valid_ = InitializeProcThreadAttributeList(get(), 1, 0, &size) &&
                 UpdateProcThreadAttribute(get(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                           handles_.data(), bytes, nullptr, nullptr);
    }
    HandleList(const HandleList&) = delete;
    ~HandleList() {
        if (valid_) DeleteProcThreadAttributeList(get());
    }
    bool valid() const { return valid_; }
    LPPROC_THREAD_ATTRIBUTE_LIST get() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.data());
    }

private:
    std::array<HANDLE, 3> handles_;
    std::vector<char> memory_;
    bool valid_ = false;
};

/// Suspended, so that it is in the job before it can start anything.
Result<PROCESS_INFORMATION> create(const ChildSetup& setup, const std::wstring& program,
                                   const std::array<HANDLE, 3>& streams) {
    HandleList inherited(streams);
    if (!inherited.valid()) return error_from_win32(GetLastError(), setup.argv.front());
    STARTUPINFOEXW info{};
    info.StartupInfo.cb = sizeof info;
    info.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    info.StartupInfo.hStdInput = streams[0];
    info.StartupInfo.hStdOutput = streams[1];
    info.StartupInfo.hStdError = streams[2];
    info.lpAttributeList = inherited.get();
    DWORD flags = CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT |
                  CREATE_NEW_PROCESS_GROUP;
    if (GetConsoleWindow() == nullptr) flags |= CREATE_NO_WINDOW; // none may pop up either
    auto line = command_line(setup.argv);
    auto block = environment_block(setup);
    PROCESS_INFORMATION started{};
    if (!CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, flags, block.data(),
                        nullptr, &info.StartupInfo, &started))
        return error_from_win32(GetLastError(), setup.argv.front());
    return started;
}

} // namespace

Result<Child> start_child(const ChildSetup& setup) {
    const auto good = check(setup);
    if (!good) return good.error();
    const auto program = program_path(setup.argv.front());
    if (!program) return program.error();
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    const Handle nothing(CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                                     FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING,
                                     0, nullptr));
    auto streams = setup.streams;
    for (auto& stream : streams) {
        if (stream == nullptr) stream = nothing.get();
    }
    Handle job(CreateJobObjectW(nullptr, nullptr));
    if (!job.open()) return error_from_win32(GetLastError(), "job object");
    set_kill_on_close(job, true);
    const auto started = create(setup, *program, streams);
    if (!started) return started.error();
    const Handle thread(started->hThread);
    Child child{Handle(started->hProcess), std::move(job), started->dwProcessId};
    if (!AssignProcessToJobObject(child.job.get(), child.process.get())) {
        const auto error = error_from_win32(GetLastError(), setup.argv.front());
        TerminateProcess(child.process.get(), kKilled);
        return error;
    }
    ResumeThread(thread.get());
    return child;
}

bool has_ended(const Child& child) {
    return WaitForSingleObject(child.process.get(), 0) == WAIT_OBJECT_0;
}

void kill_tree(const Child& child) {
    TerminateJobObject(child.job.get(), kKilled);
}

void interrupt(const Child& child) {
    GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, child.id);
}

int exit_code(const Child& child, bool spare_others) {
    WaitForSingleObject(child.process.get(), INFINITE);
    if (spare_others) set_kill_on_close(child.job, false);
    DWORD code = 0;
    GetExitCodeProcess(child.process.get(), &code);
    return static_cast<int>(code);
}

} // namespace ferry::windows
