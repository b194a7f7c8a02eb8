// One ferry-worker with one plugin in it, and what the host does when it misbehaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/discovery.hpp"
#include "core/host/frames.hpp"
#include "core/platform/process.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ferry::host {

struct WorkerLimits {
    std::chrono::milliseconds start{std::chrono::seconds(10)};
    std::chrono::milliseconds silence{std::chrono::minutes(2)};   // of a reading call
    std::chrono::milliseconds reading{std::chrono::minutes(15)};  // of a reading call as a whole
    std::chrono::milliseconds action{std::chrono::hours(3)};      // silence of a changing call
    std::chrono::milliseconds interrupt{std::chrono::minutes(2)}; // then what changes is killed
    std::size_t bytes = 256u << 20;                               // of one reading call's answer
    std::size_t rows = 1'000'000;                                 // likewise
};

struct WorkerSetup {
    std::filesystem::path program; // ferry-worker
    FoundPlugin plugin;
    StartMessage start;
    std::vector<std::string> prefix; // "sudo", "-n", "--" where it must be elevated
    WorkerLimits limits{};
};

/// Not thread-safe. The worker ends with it.
class WorkerClient {
public:
    /// Does not wait for it. Errors: what kept the process from being started.
    static Result<std::unique_ptr<WorkerClient>> start(const WorkerSetup& setup);

    /// After a call that was answered.
    bool has(Function function) const {
        return (functions_ >> static_cast<int>(function) & 1) != 0;
    }

    /// Until the plugin is done. `cancelled` is asked about four times a second.
    /// Errors: what kept the worker from being ready, the plugin's own, or that it crashed, hung,
    /// flooded or wrote garbage; each with the next step.
    Result<void> call(const CallMessage& message, const Sinks& sinks,
                      const std::function<bool()>& cancelled);

private:
    struct Frame {
        FrameType type;
        std::string_view payload; // until the next frame is taken
    };

    WorkerClient(std::unique_ptr<PipedProcess> process, const WorkerSetup& setup);
    Result<void> wait_until_ready();
    void begin(bool changing, std::chrono::milliseconds limit);
    Result<void> answers(const Sinks& sinks, const std::function<bool()>& cancelled);
    Result<void> verdict(std::int32_t status, const std::optional<Error>& failed) const;
    Result<Frame> next_frame(const std::function<bool()>& cancelled);
    Result<void> read_more(const std::function<bool()>& cancelled);
    void send_cancel();
    void give_up();
    Error garbage();
    Error flood(const std::string& amount);
    Error ended(); // how the process ended, as an error

    std::unique_ptr<PipedProcess> process_;
    WorkerLimits limits_;
    std::string file_; // of the plugin, for messages
    std::string buffer_;
    std::size_t taken_ = 0; // of buffer_
    std::uint32_t functions_ = 0;
    // Of the call at work:
    bool changing_ = false;
    bool cancel_sent_ = false;
    std::size_t received_ = 0;
    std::size_t rows_ = 0;
    std::chrono::milliseconds limit_{};
    std::chrono::steady_clock::time_point deadline_{};
};

} // namespace ferry::host
