// Pipes that can be read and written with a time limit: anonymous pipes cannot on Windows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/handle_windows.hpp"

#include <ferry/result.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace ferry::windows {

enum class PipeUse { ChildWrites, ChildReads };

struct PipeEnds {
    Handle ours;   // overlapped
    Handle childs; // may be inherited
};
/// Errors: Io.
Result<PipeEnds> make_pipe(PipeUse use);

/// Always has one read under way, so that waiting for `signal` is waiting for bytes or the end.
class PipeReader {
public:
    explicit PipeReader(Handle pipe);
    PipeReader(const PipeReader&) = delete;
    ~PipeReader() { close(); }

    bool open() const { return pipe_.open(); } // false: the end was seen
    HANDLE signal() const { return event_.get(); }
    /// Valid until the next call; empty where nothing came yet, or at the end.
    std::string_view take();
    void close();

private:
    void begin();

    Handle pipe_;
    Handle event_;
    OVERLAPPED overlapped_{};
    std::array<char, 64 * 1024> buffer_;
    bool given_ = false; // what is in the buffer was taken: the next read may begin
};

/// Errors: Io (the reader is gone), TimedOut.
Result<void> write_to(const Handle& pipe, std::string_view bytes, std::chrono::milliseconds limit,
                      const std::string& name);

} // namespace ferry::windows
