// A child that is spoken with: writes and reads with limits, its errors kept for the report.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_windows.hpp"
#include "core/platform/pipe_windows.hpp"
#include "core/platform/process.hpp"

#include <algorithm>

namespace ferry {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kErrorsKept = 16 * 1024;
constexpr std::int64_t kWaitStepMs = 50;

DWORD step_until(steady_clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
    return static_cast<DWORD>(std::clamp<std::int64_t>(left.count(), 0, kWaitStepMs));
}

class ChildOnPipes final : public PipedProcess {
public:
    ChildOnPipes(windows::Child child, windows::Handle in, windows::Handle out, windows::Handle err,
                 std::string name)
        : child_(std::move(child)), in_(std::move(in)), out_(std::move(out)), err_(std::move(err)),
          name_(std::move(name)) {}
    // The job dies with its handle, and the whole tree with the job.

    Result<void> write(std::string_view bytes, milliseconds limit) override {
        return windows::write_to(in_, bytes, limit, name_);
    }

    Result<std::string> read_some(milliseconds limit) override {
        const auto deadline = steady_clock::now() + limit;
        for (bool gone = false;;) {
            const std::string bytes(out_.take());
            if (!bytes.empty() || !out_.open()) return bytes;
            if (gone) return std::string(); // somebody that it started holds the pipe
            gone = windows::has_ended(child_);
            if (gone) continue; // what it wrote before it ended still counts
            if (steady_clock::now() >= deadline)
                return Error{Code::TimedOut, name_ + " does not answer"};
            wait_for(out_.signal(), step_until(deadline));
        }
    }

    void close_input() override { in_.close(); }
    void kill() override { windows::kill_tree(child_); }
    void interrupt() override { windows::interrupt(child_); }

    Result<int> wait(milliseconds limit) override {
        const auto deadline = steady_clock::now() + limit;
        while (!windows::has_ended(child_)) {
            if (steady_clock::now() > deadline)
                return Error{Code::TimedOut, name_ + " does not end"};
            wait_for(child_.process.get(), step_until(deadline));
        }
        windows::kill_tree(child_); // a grandchild that stays must not outlive it
        collect_errors();
        return windows::exit_code(child_, false);
    }

    std::string errors() override {
        collect_errors();
        return errors_;
    }

private:
    /// Errors are read meanwhile, so that a child that writes many is not stopped by a full pipe.
    void wait_for(HANDLE signal, DWORD limit_ms) {
        collect_errors();
        const std::array<HANDLE, 2> waiting{signal, err_.signal()};
        WaitForMultipleObjects(err_.open() ? 2 : 1, waiting.data(), FALSE, limit_ms);
    }

    void collect_errors() {
        for (int piece = 0; piece < 2; ++piece) // bounded, where a child never stops
            errors_ += err_.take();
        if (errors_.size() > kErrorsKept) errors_.erase(0, errors_.size() - kErrorsKept);
    }

    windows::Child child_;
    windows::Handle in_;
    windows::PipeReader out_;
    windows::PipeReader err_;
    std::string name_;
    std::string errors_;
};

} // namespace

Result<std::unique_ptr<PipedProcess>> PipedProcess::start(const Options& options) {
    auto in = windows::make_pipe(windows::PipeUse::ChildReads);
    auto out = windows::make_pipe(windows::PipeUse::ChildWrites);
    auto err = windows::make_pipe(windows::PipeUse::ChildWrites);
    if (!in) return in.error();
    if (!out) return out.error();
    if (!err) return err.error();
    auto child = windows::start_child({options.argv,
                                       options.environment,
                                       options.inherit,
                                       {in->childs.get(), out->childs.get(), err->childs.get()}});
    if (!child) return child.error();
    // Our copies of the child's ends go here: else the end of its output would never be seen.
    for (auto* pipe : {&*in, &*out, &*err})
        pipe->childs.close();
    return std::unique_ptr<PipedProcess>(
        std::make_unique<ChildOnPipes>(std::move(*child), std::move(in->ours), std::move(out->ours),
                                       std::move(err->ours), options.argv.front()));
}

} // namespace ferry
