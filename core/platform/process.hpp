// Runs a program and collects what it prints. The one door to other processes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry {

enum class OutputStream { Out = 1, Err = 2, Status = 3 };

struct Command {
    std::vector<std::string> argv; // argv[0] is looked up in PATH; no shell is involved
    std::chrono::milliseconds timeout{std::chrono::seconds(60)};    // then the whole tree is killed
    std::vector<std::pair<std::string, std::string>> environment{}; // additions to the cleaned one
    std::vector<std::string> inherit{}; // names of further variables taken from our own environment
    bool status_pipe = false; // descriptor 3 of the child is a pipe, read by line (POSIX only)
    std::size_t output_limit = 64u << 20;         // bytes of both streams together
    std::chrono::milliseconds interrupt_grace{0}; // after cancel: SIGINT, then the kill
    std::function<void(OutputStream, std::string_view)> on_line{}; // while it runs, same thread
    std::function<bool()> cancelled{};                             // polled at least every 100 ms
};

struct ProcessOutput {
    int exit_code = 0; // 128 + N when signal N ended it
    bool cancelled = false;
    std::string out;
    std::string err;
};

/// Thread-safe. Children get empty stdin, LC_ALL=C.UTF-8, a cleaned environment (PATH, HOME, USER,
/// LOGNAME, TMPDIR and the XDG folders; on Windows what a program needs to start) and no handles.
class ProcessRunner {
public:
    virtual ~ProcessRunner() = default;
    /// Errors: NotFound (no such program), TimedOut, Denied, BadData (over the output limit).
    /// A non-zero exit is not an error.
    virtual Result<ProcessOutput> run(const Command& command) = 0;
};

class RealProcessRunner final : public ProcessRunner {
public:
    Result<ProcessOutput> run(const Command& command) override;
};

/// A child that is spoken with over its stdin and stdout; stderr is collected (last 16 KiB).
/// Not thread-safe, but `kill` may be called from any thread.
class PipedProcess {
public:
    struct Options {
        std::vector<std::string> argv;
        std::vector<std::pair<std::string, std::string>> environment{};
        std::vector<std::string> inherit{};
        bool own_group = true; // false: shares the terminal's group (sudo asking for a password)
    };
    /// Errors: NotFound, Denied, Io.
    static Result<std::unique_ptr<PipedProcess>> start(const Options& options);
    virtual ~PipedProcess() = default; // kills the whole tree if it still runs
    /// Writes all. Errors: Io (the child closed its end), TimedOut.
    virtual Result<void> write(std::string_view bytes, std::chrono::milliseconds limit) = 0;
    /// At least one byte; an empty string is the end. Errors: TimedOut, Io.
    virtual Result<std::string> read_some(std::chrono::milliseconds limit) = 0;
    virtual void close_input() = 0;
    virtual void kill() = 0;      // the whole tree
    virtual void interrupt() = 0; // SIGINT, or its like, to the child alone
    /// After the end of output: how it ended. 128 + N for signal N.
    virtual Result<int> wait(std::chrono::milliseconds limit) = 0;
    virtual std::string errors() = 0; // what it wrote to stderr so far
};

} // namespace ferry
