// Running a program to its end: poll on its pipes with a deadline, kill the whole tree after it.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"
#include "core/platform/error_posix.hpp"
#include "core/platform/line_splitter.hpp"
#include "core/platform/process.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace ferry {
namespace {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;
using std::chrono::steady_clock;

constexpr auto kPollStep = 50ms;  // how soon a cancel, or an end behind open pipes, is seen
constexpr auto kEndStep = 2ms;    // the same, where only the end is waited for
constexpr auto kAfterEnd = 200ms; // another may hold the pipes; what is in them still counts

class Run {
public:
    Run(const Command& command, pid_t child, std::array<posix::Descriptor, 3> ends)
        : command_(command), child_(child), ends_(std::move(ends)),
          deadline_(steady_clock::now() + command.timeout) {
        for (std::size_t i = 0; i < 3; ++i) {
            const auto stream = static_cast<OutputStream>(i + 1);
            splitters_.emplace_back([this, stream](std::string_view line) {
                if (command_.on_line) command_.on_line(stream, line);
            });
        }
    }

    Result<ProcessOutput> finish() {
        while (failure_ == Code{} && (!ended_ || any_open()))
            step();
        if (failure_ != Code{}) posix::kill_group(child_);
        output_.exit_code = posix::reap(child_);
        for (auto& splitter : splitters_)
            splitter.finish();
        if (failure_ == Code::TimedOut)
            return Error{failure_, name() + ": no end within " +
                                       std::to_string(command_.timeout.count()) + " ms; ended"};
        if (failure_ == Code::BadData)
            return Error{failure_, name() + ": more than " + std::to_string(command_.output_limit) +
                                       " bytes of output; ended"};
        output_.cancelled = cancelled_;
        return std::move(output_);
    }

private:
    std::string name() const { return command_.argv.front(); }
    bool any_open() const {
        return std::any_of(ends_.begin(), ends_.end(), [](const auto& end) { return end.open(); });
    }

    void step() {
        std::array<pollfd, 3> waiting{};
        for (std::size_t i = 0; i < 3; ++i)
            waiting[i] = {ends_[i].get(), POLLIN, 0};
        const auto limit = any_open() ? kPollStep : kEndStep;
        poll(waiting.data(), waiting.size(), static_cast<int>(limit.count()));
        for (std::size_t i = 0; i < 3; ++i) {
            if (waiting[i].revents != 0) read_from(i);
        }
        watch();
    }

    void read_from(std::size_t at) {
        const auto count = read(ends_[at].get(), buffer_.data(), buffer_.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
        if (count <= 0) return ends_[at].close();
        const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
        if (command_.on_line) splitters_[at].add(bytes);
        if (at == 0) output_.out += bytes;
        if (at == 1) output_.err += bytes;
        if (output_.out.size() + output_.err.size() > command_.output_limit)
            failure_ = Code::BadData;
    }

    void watch() {
        const auto now = steady_clock::now();
        if (!ended_ && posix::has_ended(child_)) {
            ended_ = true;
            ended_at_ = now;
        }
        if (ended_) {
            // What it left running (a service that an installation started) is not ours to end.
            if (now > ended_at_ + kAfterEnd) stop_listening();
            return;
        }
        if (!cancelled_ && command_.cancelled && command_.cancelled()) interrupt(now);
        if (cancelled_ && now > kill_at_) posix::kill_group(child_);
        if (!cancelled_ && now > deadline_) failure_ = Code::TimedOut;
    }

    void interrupt(SteadyTime now) {
        cancelled_ = true;
        kill_at_ = now + command_.interrupt_grace;
        if (command_.interrupt_grace > 0ms)
            kill(child_, SIGINT); // the program itself; what it started is its own to end
    }

    void stop_listening() {
        for (auto& end : ends_)
            end.close();
    }

    const Command& command_;
    pid_t child_;
    std::array<posix::Descriptor, 3> ends_; // out, err, status
    SteadyTime deadline_;
    SteadyTime ended_at_{};
    SteadyTime kill_at_{};
    std::vector<LineSplitter> splitters_;
    std::array<char, 64 * 1024> buffer_;
    ProcessOutput output_;
    Code failure_{};
    bool ended_ = false;
    bool cancelled_ = false;
};

} // namespace

Result<ProcessOutput> RealProcessRunner::run(const Command& command) {
    auto out = posix::make_pipe();
    auto err = posix::make_pipe();
    if (!out) return out.error();
    if (!err) return err.error();
    posix::ChildSetup setup{
        command.argv, command.environment, command.inherit, {-1, -1, -1, -1}, true};
    setup.descriptors[1] = out->write.get();
    setup.descriptors[2] = err->write.get();
    posix::Pipe status;
    if (command.status_pipe) {
        auto made = posix::make_pipe();
        if (!made) return made.error();
        status = std::move(*made);
        setup.descriptors[3] = status.write.get();
    }
    const auto child = posix::start_child(setup);
    if (!child) return child.error();
    out->write.close();
    err->write.close();
    status.write.close();
    Run run(command, *child, {std::move(out->read), std::move(err->read), std::move(status.read)});
    return run.finish();
}

} // namespace ferry
