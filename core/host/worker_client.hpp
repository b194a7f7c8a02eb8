// One ferry-worker with one plugin in it, and what the host does when it misbehaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/discovery.hpp"
#include "core/host/frames.hpp"
#include "core/platform/process.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ferry::host {

struct WorkerLimits {
    std::chrono::milliseconds start{std::chrono::seconds(10)};
    std::chrono::milliseconds silence{
        std::chrono::minutes(2)};                            // between two frames of a reading call
    std::chrono::milliseconds action{std::chrono::hours(3)}; // the same, of a changing call
    std::size_t bytes = 512u << 20;                          // of one call's answer
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
    /// Errors: what kept the worker from being ready, with the next step.
    static Result<std::unique_ptr<WorkerClient>> start(const WorkerSetup& setup);

    bool has(Function function) const {
        return (functions_ >> static_cast<int>(function) & 1) != 0;
    }

    /// Until the plugin is done. `cancelled` is asked about four times a second.
    /// Errors: the plugin's own, or that it crashed, hung, flooded or wrote garbage.
    Result<void> call(const CallMessage& message, const Sinks& sinks,
                      const std::function<bool()>& cancelled);

private:
    struct Frame {
        FrameType type;
        std::string_view payload; // until the next frame is taken
    };

    WorkerClient(std::unique_ptr<PipedProcess> process, const WorkerSetup& setup);
    Result<void> handshake(const StartMessage& start);
    Result<Frame> next_frame(std::chrono::milliseconds limit,
                             const std::function<bool()>& cancelled);
    Result<void> read_more(std::chrono::milliseconds limit, const std::function<bool()>& cancelled);
    Error ended(); // how the process ended, as an error

    std::unique_ptr<PipedProcess> process_;
    WorkerLimits limits_;
    std::string file_; // of the plugin, for messages
    std::string buffer_;
    std::size_t taken_ = 0;    // of buffer_
    std::size_t received_ = 0; // in this call
    bool cancel_sent_ = false;
    std::uint32_t functions_ = 0;
};

} // namespace ferry::host
