// Running a program to its end: wait for its pipes with a deadline, kill the whole job after it.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_windows.hpp"
#include "core/platform/line_splitter.hpp"
#include "core/platform/pipe_windows.hpp"
#include "core/platform/process.hpp"

namespace ferry {
namespace {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;
using std::chrono::steady_clock;

constexpr DWORD kWaitStepMs = 50; // how soon a cancel, or an end behind open pipes, is seen
constexpr auto kAfterEnd = 200ms; // another may hold the pipes; what is in them still counts

class Run {
public:
    Run(const Command& command, windows::Child child, windows::Handle out, windows::Handle err)
        : command_(command), child_(std::move(child)), out_(std::move(out)), err_(std::move(err)),
          out_lines_([this](auto line) { tell(OutputStream::Out, line); }),
          err_lines_([this](auto line) { tell(OutputStream::Err, line); }),
          deadline_(steady_clock::now() + command.timeout) {}

    Result<ProcessOutput> finish() {
        while (failure_ == Code{} && (!ended_ || out_.open() || err_.open()))
            step();
        if (failure_ != Code{}) windows::kill_tree(child_);
        output_.exit_code = windows::exit_code(child_, failure_ == Code{} && !cancelled_);
        out_lines_.finish();
        err_lines_.finish();
        const auto& name = command_.argv.front();
        if (failure_ == Code::TimedOut)
            return Error{failure_, name + ": no end within " +
                                       std::to_string(command_.timeout.count()) + " ms; ended"};
        if (failure_ == Code::BadData)
            return Error{failure_, name + ": more than " + std::to_string(command_.output_limit) +
                                       " bytes of output; ended"};
        output_.cancelled = cancelled_;
        return std::move(output_);
    }

private:
    void tell(OutputStream stream, std::string_view line) {
        if (command_.on_line) command_.on_line(stream, line);
    }

    void step() {
        std::vector<HANDLE> waiting;
        if (out_.open()) waiting.push_back(out_.signal());
        if (err_.open()) waiting.push_back(err_.signal());
        if (!ended_) waiting.push_back(child_.process.get());
        WaitForMultipleObjects(static_cast<DWORD>(waiting.size()), waiting.data(), FALSE,
                               kWaitStepMs);
        take(out_, output_.out, out_lines_);
        take(err_, output_.err, err_lines_);
        if (output_.out.size() + output_.err.size() > command_.output_limit)
            failure_ = Code::BadData;
        watch();
    }

    void take(windows::PipeReader& from, std::string& to, LineSplitter& lines) {
        const auto bytes = from.take();
        to += bytes;
        if (command_.on_line) lines.add(bytes);
    }

    void watch() {
        const auto now = steady_clock::now();
        if (!ended_ && windows::has_ended(child_)) {
            ended_ = true;
            ended_at_ = now;
        }
        if (ended_) {
            // What it left running (a service that an installation started) is not ours to end.
            if (now > ended_at_ + kAfterEnd) stop_listening();
            return;
        }
        if (!cancelled_ && command_.cancelled && command_.cancelled()) interrupt(now);
        if (cancelled_ && now > kill_at_) windows::kill_tree(child_);
        if (!cancelled_ && now > deadline_) failure_ = Code::TimedOut;
    }

    void interrupt(SteadyTime now) {
        cancelled_ = true;
        kill_at_ = now + command_.interrupt_grace;
        if (command_.interrupt_grace > 0ms) windows::interrupt(child_);
    }

    void stop_listening() {
        out_.close();
        err_.close();
    }

    const Command& command_;
    windows::Child child_;
    windows::PipeReader out_;
    windows::PipeReader err_;
    LineSplitter out_lines_;
    LineSplitter err_lines_;
    SteadyTime deadline_;
    SteadyTime ended_at_{};
    SteadyTime kill_at_{};
    ProcessOutput output_;
    Code failure_{};
    bool ended_ = false;
    bool cancelled_ = false;
};

} // namespace

Result<ProcessOutput> RealProcessRunner::run(const Command& command) {
    if (command.status_pipe)
        return Error{Code::NotSupported, "a status pipe, which Windows programs do not have"};
    auto out = windows::make_pipe(windows::PipeUse::ChildWrites);
    auto err = windows::make_pipe(windows::PipeUse::ChildWrites);
    if (!out) return out.error();
    if (!err) return err.error();
    auto child = windows::start_child({command.argv,
                                       command.environment,
                                       command.inherit,
                                       {nullptr, out->childs.get(), err->childs.get()}});
    if (!child) return child.error();
    out->childs.close();
    err->childs.close();
    Run run(command, std::move(*child), std::move(out->ours), std::move(err->ours));
    return run.finish();
}

} // namespace ferry
