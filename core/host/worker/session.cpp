// Reads frames on a thread of its own, so that a cancel arrives while the plugin works.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/session.hpp"

#include "core/host/wire.hpp"
#include "core/host/worker/host_table.hpp"
#include "core/host/worker/load.hpp"
#include "core/platform/registry.hpp"

#include <ferry/plugin.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ferry::worker {
namespace {

using host::FrameType;
using host::Function;

constexpr auto kLastMoment = std::chrono::seconds(1);

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

/// Calls that wait for the plugin's thread.
class Inbox {
public:
    void put(host::CallMessage call) {
        const std::lock_guard lock(mutex_);
        changing_ = host::changes_something(call.function);
        call_ = std::move(call);
        changed_.notify_one();
    }
    /// The host is gone. True where the machine is being changed at this moment.
    bool end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_one();
        return changing_;
    }
    /// Nothing where the host is gone.
    std::optional<host::CallMessage> take() {
        std::unique_lock lock(mutex_);
        changing_ = changing_ && call_;
        changed_.wait(lock, [&] { return ended_ || call_; });
        return ended_ ? std::nullopt : std::exchange(call_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<host::CallMessage> call_; // the host waits for the end of one before the next
    bool changing_ = false;
    bool ended_ = false;
};

std::uint32_t functions_of(const ferry_plugin& plugin) {
    std::uint32_t bits = 0;
    const auto add = [&](Function function, bool there) {
        if (there) bits |= 1u << static_cast<unsigned>(function);
    };
    for (const auto always : {Function::Probe, Function::Inventory, Function::LookUp})
        add(always, true);
    add(Function::Traces, plugin.traces != nullptr);
    add(Function::Install, plugin.install != nullptr);
    add(Function::Remove, plugin.remove != nullptr);
    add(Function::Upgrade, plugin.upgrade != nullptr);
    add(Function::Outdated, plugin.outdated != nullptr);
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

/// Until the host is gone. A package manager at work is left to finish; what only reads is ended.
void read_all(Channel& channel, HostTable& table, Inbox& inbox) {
    while (auto frame = read_frame(channel)) {
        if (frame->type == FrameType::Cancel) table.cancelled() = true;
        if (frame->type != FrameType::Call) continue;
        auto call = host::decode_call(frame->payload);
        if (!call) break;
        table.cancelled() = false;
        inbox.put(std::move(*call));
    }
    if (inbox.end()) return;
    table.cancelled() = true; // ends the tool that may run for it
    std::this_thread::sleep_for(kLastMoment);
    std::_Exit(EXIT_FAILURE);
}

void serve_calls(Inbox& inbox, HostTable& table, const ferry_plugin& plugin) {
    while (const auto call = inbox.take()) {
        const bool there = (functions_of(plugin) >> static_cast<int>(call->function) & 1) != 0;
        table.finish_call(there ? enter(plugin, *call, table.abi()) : FERRY_NOT_SUPPORTED);
    }
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
    const auto registry = registry_below(files, from_utf8(start->root));
    HostTable table(channel, files, *registry, std::move(*start));
    Inbox inbox;
    say_ready(channel, **plugin);
    std::thread reader([&] { read_all(channel, table, inbox); });
    serve_calls(inbox, table, **plugin);
    std::_Exit(EXIT_SUCCESS); // without destructors: the reader may still use what they destroy
}

} // namespace ferry::worker
