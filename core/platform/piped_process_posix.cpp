// A child that is spoken with: writes and reads with limits, its errors kept for the report.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"
#include "core/platform/error_posix.hpp"
#include "core/platform/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <thread>

namespace ferry {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kErrorsKept = 16 * 1024;
constexpr auto kWaitStep = milliseconds(100); // how soon an end behind open pipes is seen
constexpr auto kFirstPause = std::chrono::microseconds(50); // most ends are near when waited for
constexpr auto kLongestPause = std::chrono::microseconds(1000);
constexpr auto kLastLimit =
    std::chrono::seconds(2); // for the end of one that is not wanted any more

class Child final : public PipedProcess {
public:
    Child(pid_t pid, posix::Descriptor in, posix::Descriptor out, posix::Descriptor err,
          std::string name)
        : pid_(pid), in_(std::move(in)), out_(std::move(out)), err_(std::move(err)),
          name_(std::move(name)) {
        for (const int end : {in_.get(), out_.get(), err_.get()})
            fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK);
    }
    ~Child() override {
        in_.close(); // a child with more rights than ours cannot be killed, but sees the end
        out_.close();
        kill();
        (void)wait(kLastLimit);
    }

    Result<void> write(std::string_view bytes, milliseconds limit) override {
        const auto deadline = steady_clock::now() + limit;
        while (!bytes.empty()) {
            const auto count = ::write(in_.get(), bytes.data(), bytes.size());
            if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
            if (count >= 0 || errno == EINTR) continue;
            if (errno != EAGAIN) return error_from_errno(errno, name_);
            const auto ready = wait_for(in_.get(), POLLOUT, deadline);
            if (!ready) return ready.error();
        }
        return {};
    }

    Result<std::string> read_some(milliseconds limit) override {
        const auto deadline = steady_clock::now() + limit;
        for (bool gone = false;;) {
            const auto count = ::read(out_.get(), buffer_.data(), buffer_.size());
            if (count >= 0) return std::string(buffer_.data(), static_cast<std::size_t>(count));
            if (errno != EAGAIN && errno != EINTR) return error_from_errno(errno, name_);
            if (gone) return std::string(); // somebody that it started holds the pipe
            gone = taken();
            if (gone) continue; // what it wrote before it ended still counts
            const auto ready = wait_for(out_.get(), POLLIN, deadline);
            if (!ready) return ready.error();
        }
    }

    void close_input() override { in_.close(); }
    void kill() override {
        const std::lock_guard lock(mutex_);
        if (!ended_) posix::kill_group(pid_);
    }
    void interrupt() override {
        const std::lock_guard lock(mutex_);
        if (!ended_) ::kill(pid_, SIGINT);
    }

    Result<int> wait(milliseconds limit) override {
        const auto deadline = steady_clock::now() + limit;
        for (auto pause = kFirstPause; !taken(); pause = std::min(pause * 2, kLongestPause)) {
            collect_errors();
            if (steady_clock::now() > deadline)
                return Error{Code::TimedOut, name_ + " does not end"};
            std::this_thread::sleep_for(pause);
        }
        collect_errors();
        return exit_code_;
    }

    std::string errors() override {
        collect_errors();
        return errors_;
    }

private:
    /// True once it has ended and is reaped. A grandchild that stays must not outlive it.
    bool taken() {
        const std::lock_guard lock(mutex_);
        if (ended_) return true;
        if (!posix::has_ended(pid_)) return false;
        posix::kill_group(pid_);
        exit_code_ = posix::reap(pid_);
        ended_ = true;
        return true;
    }

    /// A moment, or until the event. Errors are read meanwhile, so that a child that writes many is
    /// not stopped by a full pipe.
    Result<void> wait_for(int descriptor, short event, steady_clock::time_point deadline) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) return Error{Code::TimedOut, name_ + " does not answer"};
        std::array<pollfd, 2> waiting{{{descriptor, event, 0}, {err_.get(), POLLIN, 0}}};
        const auto step = std::min<milliseconds>(left, kWaitStep);
        poll(waiting.data(), waiting.size(), static_cast<int>(step.count()));
        if (waiting[1].revents != 0) collect_errors();
        return {};
    }

    /// A bounded part, so that a child that never stops writing them does not hold us here.
    void collect_errors() {
        if (!err_.open()) return;
        const auto count = ::read(err_.get(), buffer_.data(), buffer_.size());
        if (count < 0) return;
        if (count == 0) return err_.close();
        errors_.append(buffer_.data(), static_cast<std::size_t>(count));
        if (errors_.size() > kErrorsKept) errors_.erase(0, errors_.size() - kErrorsKept);
    }

    const pid_t pid_;
    posix::Descriptor in_;
    posix::Descriptor out_;
    posix::Descriptor err_;
    std::string name_;
    std::string errors_;
    std::array<char, 64 * 1024> buffer_;
    std::mutex mutex_; // of the two below: after the reaping, pid_ may be somebody else's
    bool ended_ = false;
    int exit_code_ = 0;
};

} // namespace

Result<std::unique_ptr<PipedProcess>> PipedProcess::start(const Options& options) {
    signal(SIGPIPE, SIG_IGN); // a child that is gone is an error value, not our end
    auto in = posix::make_pipe();
    auto out = posix::make_pipe();
    auto err = posix::make_pipe();
    if (!in) return in.error();
    if (!out) return out.error();
    if (!err) return err.error();
    posix::ChildSetup setup{options.argv,
                            options.environment,
                            options.inherit,
                            {in->read.get(), out->write.get(), err->write.get(), -1},
                            options.own_group};
    const auto child = posix::start_child(setup);
    if (!child) return child.error();
    return std::unique_ptr<PipedProcess>(
        std::make_unique<Child>(*child, std::move(in->write), std::move(out->read),
                                std::move(err->read), options.argv.front()));
}

} // namespace ferry
