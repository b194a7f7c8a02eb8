// Reads frames on a thread of its own, so that a cancel arrives while the plugin works.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/session.hpp"

#include "core/host/wire.hpp"
#include "core/host/worker/host_table.hpp"
#include "core/host/worker/load.hpp"

#include <ferry/plugin.hpp>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ferry::worker {
namespace {

using host::FrameType;
using host::Function;

struct Frame {
    FrameType type;
    std::string payload;
};

std::optional<Frame> read_frame(Channel& channel) {
    std::string head(host::kFrameHead, '\0');
    if (!channel.read(head.data(), head.size())) return std::nullopt;
    host::Decoder from(head);
    const std::size_t length = from.u32();
    Frame frame{static_cast<FrameType>(from.u8()), {}};
    if (length > host::kLargestFrame) return std::nullopt;
    frame.payload.resize(length);
    if (!channel.read(frame.payload.data(), length)) return std::nullopt;
    return frame;
}

/// Calls that wait for the plugin's thread; empty text with ended_ set means that the host is gone.
class Inbox {
public:
    void put(std::string call) {
        const std::lock_guard lock(mutex_);
        calls_.push_back(std::move(call));
        changed_.notify_one();
    }
    void end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_one();
    }
    std::optional<std::string> take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return ended_ || !calls_.empty(); });
        if (calls_.empty()) return std::nullopt;
        auto call = std::move(calls_.front());
        calls_.erase(calls_.begin());
        return call;
    }
    bool ended() {
        const std::lock_guard lock(mutex_);
        return ended_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> calls_;
    bool ended_ = false;
};

std::uint32_t functions_of(const ferry_plugin& plugin) {
    const bool there[] = {true,
                          true,
                          plugin.traces != nullptr,
                          true,
                          plugin.install != nullptr,
                          plugin.remove != nullptr,
                          plugin.upgrade != nullptr,
                          plugin.outdated != nullptr};
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < std::size(there); ++i)
        bits |= (there[i] ? 1u : 0u) << i;
    return bits;
}

ferry_status enter(const ferry_plugin& plugin, const host::CallMessage& call,
                   const ferry_host* abi) {
    std::vector<ferry_str> ids;
    for (const auto& id : call.ids)
        ids.push_back(sdk::to_abi(id));
    switch (call.function) {
    case Function::Probe:
        return plugin.probe(abi);
    case Function::Inventory:
        return plugin.inventory(abi);
    case Function::Traces:
        return plugin.traces(abi);
    case Function::LookUp:
        return plugin.look_up(abi, ids.data(), ids.size());
    case Function::Install:
        return plugin.install(abi, ids.data(), ids.size());
    case Function::Remove:
        return plugin.remove(abi, ids.data(), ids.size());
    case Function::Upgrade:
        return plugin.upgrade(abi, ids.data(), ids.size());
    case Function::Outdated:
        return plugin.outdated(abi);
    }
    return FERRY_INTERNAL;
}

void say(Channel& channel, FrameType type, const Error& error) {
    host::Encoder encoder;
    encoder.u32(static_cast<std::uint32_t>(error.code));
    encoder.text(error.message);
    channel.write(encoder.take_frame(type));
}

void say_ready(Channel& channel, const ferry_plugin& plugin) {
    host::Encoder encoder;
    encoder.u32(functions_of(plugin));
    channel.write(encoder.take_frame(FrameType::Ready));
}

/// Until the host is gone. A package manager at work is left to finish: the worker ends after the
/// call.
void read_all(Channel& channel, HostTable& table, Inbox& inbox) {
    while (auto frame = read_frame(channel)) {
        if (frame->type == FrameType::Cancel) table.cancelled() = true;
        if (frame->type == FrameType::Call) inbox.put(std::move(frame->payload));
    }
    inbox.end();
}

int serve_calls(Inbox& inbox, HostTable& table, const ferry_plugin& plugin) {
    while (const auto payload = inbox.take()) {
        const auto call = host::decode_call(*payload);
        if (!call) return EXIT_FAILURE;
        const bool there = (functions_of(plugin) >> static_cast<int>(call->function) & 1) != 0;
        table.begin_call();
        table.finish_call(there ? enter(plugin, *call, table.abi()) : FERRY_NOT_SUPPORTED);
        if (inbox.ended()) break;
    }
    return EXIT_SUCCESS;
}

} // namespace

int serve(Channel& channel) {
    const auto first = read_frame(channel);
    if (!first || first->type != FrameType::Start) return EXIT_FAILURE;
    auto start = host::decode_start(first->payload);
    if (!start) return EXIT_FAILURE;
    const auto plugin = load_plugin(start->library, start->id);
    if (!plugin) {
        say(channel, FrameType::Refused, plugin.error());
        return EXIT_SUCCESS;
    }
    const RealFiles files;
    HostTable table(channel, files, std::move(*start));
    Inbox inbox;
    say_ready(channel, **plugin);
    std::thread reader([&] { read_all(channel, table, inbox); });
    const int code = serve_calls(inbox, table, **plugin);
    reader.detach();  // it waits for bytes that need not come; the process ends now
    std::_Exit(code); // without destructors that the reader might still use
}

} // namespace ferry::worker
