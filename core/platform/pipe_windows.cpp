// Named pipes with overlapped reads and writes, for one child each.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/pipe_windows.hpp"

#include "core/platform/error_windows.hpp"

#include <algorithm>
#include <atomic>

namespace ferry::windows {
namespace {

constexpr DWORD kPipeBuffer = 64 * 1024;
constexpr std::size_t kLargestWrite = 64 * 1024;

std::wstring unique_name() {
    static std::atomic<unsigned> count = 0; // names only; nothing depends on it
    return L"\\\\.\\pipe\\ferry-" + std::to_wstring(GetCurrentProcessId()) + L"-" +
           std::to_wstring(++count);
}

DWORD milliseconds_left(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    return static_cast<DWORD>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

} // namespace

Result<PipeEnds> make_pipe(PipeUse use) {
    const auto name = unique_name();
    const bool child_writes = use == PipeUse::ChildWrites;
    const DWORD direction = child_writes ? PIPE_ACCESS_INBOUND : PIPE_ACCESS_OUTBOUND;
    Handle ours(CreateNamedPipeW(name.c_str(),
                                 direction | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
                                 PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1,
                                 kPipeBuffer, kPipeBuffer, 0, nullptr));
    if (!ours.open()) return error_from_win32(GetLastError(), "pipe");
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    Handle childs(CreateFileW(name.c_str(), child_writes ? GENERIC_WRITE : GENERIC_READ, 0,
                              &inherited, OPEN_EXISTING, 0, nullptr));
    if (!childs.open()) return error_from_win32(GetLastError(), "pipe");
    return PipeEnds{std::move(ours), std::move(childs)};
}

PipeReader::PipeReader(Handle pipe)
    : pipe_(std::move(pipe)), event_(CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
    begin();
}

void PipeReader::begin() {
    given_ = false;
    overlapped_ = {};
    overlapped_.hEvent = event_.get();
    const BOOL read = ReadFile(pipe_.get(), buffer_.data(), static_cast<DWORD>(buffer_.size()),
                               nullptr, &overlapped_);
    if (!read && GetLastError() != ERROR_IO_PENDING) pipe_.close(); // the child closed its end
}

std::string_view PipeReader::take() {
    if (open() && given_) begin();
    if (!open()) return {};
    DWORD count = 0;
    if (!GetOverlappedResult(pipe_.get(), &overlapped_, &count, FALSE)) {
        if (GetLastError() != ERROR_IO_INCOMPLETE) pipe_.close();
        return {};
    }
    given_ = true;
    return {buffer_.data(), count};
}

void PipeReader::close() {
    if (!open()) return;
    DWORD count = 0;
    if (!given_ && CancelIoEx(pipe_.get(), &overlapped_)) // the buffer is the system's until then
        GetOverlappedResult(pipe_.get(), &overlapped_, &count, TRUE);
    pipe_.close();
}

Result<void> write_to(const Handle& pipe, std::string_view bytes, std::chrono::milliseconds limit,
                      const std::string& name) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const Handle event(CreateEventW(nullptr, TRUE, FALSE, nullptr));
    while (!bytes.empty()) {
        OVERLAPPED overlapped{};
        overlapped.hEvent = event.get();
        const auto size = static_cast<DWORD>(std::min(bytes.size(), kLargestWrite));
        if (!WriteFile(pipe.get(), bytes.data(), size, nullptr, &overlapped) &&
            GetLastError() != ERROR_IO_PENDING)
            return error_from_win32(GetLastError(), name);
        const bool late = WaitForSingleObject(event.get(), milliseconds_left(deadline)) != 0;
        if (late) CancelIoEx(pipe.get(), &overlapped);
        DWORD count = 0;
        const BOOL done = GetOverlappedResult(pipe.get(), &overlapped, &count, TRUE);
        if (!done && !late) return error_from_win32(GetLastError(), name);
        bytes.remove_prefix(count);
        if (late && !bytes.empty()) return Error{Code::TimedOut, name + " does not answer"};
    }
    return {};
}

} // namespace ferry::windows
