// Speaking with a worker: handshake, calls, and an end to what takes too long or too much.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker_client.hpp"

#include "core/base/text.hpp"

#include <ferry/plugin_abi.h>

#include <algorithm>
#include <utility>

namespace ferry::host {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kCancelStep = 250ms;
constexpr auto kEndLimit = 2s;
constexpr auto kGiveUpLimit = 500ms;

/// A plugin may say any number.
Code known(std::int32_t code) {
    const bool named = code >= static_cast<std::int32_t>(Code::Unavailable) &&
                       code <= static_cast<std::int32_t>(Code::Network);
    return named ? static_cast<Code>(code) : Code::Internal;
}

constexpr bool in_every_plugin(Function function) {
    return function == Function::Probe || function == Function::Inventory ||
           function == Function::LookUp;
}

/// The last words of a process that ended badly, on one line.
std::string last_words(const std::string& errors) {
    const auto all = lines(errors);
    for (auto line = all.rbegin(); line != all.rend(); ++line) {
        if (!trimmed(*line).empty()) return ": " + printable(trimmed(*line)).substr(0, 300);
    }
    return {};
}

} // namespace

WorkerClient::WorkerClient(std::unique_ptr<PipedProcess> process, const WorkerSetup& setup)
    : process_(std::move(process)), limits_(setup.limits), file_(to_utf8(setup.plugin.library)) {}

Result<std::unique_ptr<WorkerClient>> WorkerClient::start(const WorkerSetup& setup) {
    PipedProcess::Options options;
    options.argv = setup.prefix;
    options.argv.push_back(to_utf8(setup.program));
    options.inherit = setup.plugin.manifest.environment;
    auto process = PipedProcess::start(options);
    if (!process) return process.error().under("worker");
    std::unique_ptr<WorkerClient> client(new WorkerClient(std::move(*process), setup));
    Encoder encoder;
    encode(encoder, setup.start);
    const auto sent =
        client->process_->write(encoder.take_frame(FrameType::Start), setup.limits.start);
    if (!sent) return client->ended();
    return client;
}

Result<void> WorkerClient::wait_until_ready() {
    if (functions_ != 0) return {};
    begin(false, limits_.start);
    const auto answer = next_frame({});
    if (!answer) return answer.error();
    Decoder from(answer->payload);
    if (answer->type == FrameType::Refused) {
        const auto message = decode_code(answer->payload);
        if (!message) return message.error();
        return Error{known(message->code), printable(message->text)};
    }
    functions_ = from.u32();
    if (answer->type != FrameType::Ready || !from.ok() || functions_ == 0) return garbage();
    return {};
}

/// What every plugin has is asked for with the start: one wait for the worker instead of two.
Result<void> WorkerClient::call(const CallMessage& message, const Sinks& sinks,
                                const std::function<bool()>& cancelled) {
    if (!in_every_plugin(message.function)) {
        const auto ready = wait_until_ready();
        if (!ready) return ready.error();
        if (!has(message.function))
            return Error{Code::NotSupported, "this plugin has no such function"};
    }
    Encoder encoder;
    encode(encoder, message);
    const auto sent = process_->write(encoder.take_frame(FrameType::Call), limits_.start);
    const auto ready = wait_until_ready(); // tells why, where it was not sent
    if (!ready) return ready.error();
    if (!sent) return ended();
    const bool changing = changes_something(message.function);
    begin(changing, changing ? limits_.action : limits_.reading);
    return answers(sinks, cancelled);
}

void WorkerClient::begin(bool changing, milliseconds limit) {
    changing_ = changing;
    cancel_sent_ = false;
    received_ = 0;
    rows_ = 0;
    limit_ = limit;
    deadline_ = steady_clock::now() + limit;
}

Result<void> WorkerClient::answers(const Sinks& sinks, const std::function<bool()>& cancelled) {
    std::optional<Error> failed;
    for (;;) {
        const auto frame = next_frame(cancelled);
        if (!frame) return frame.error();
        if (frame->type == FrameType::Done || frame->type == FrameType::Fail) {
            const auto code = decode_code(frame->payload);
            if (!code) return garbage();
            if (frame->type == FrameType::Done) return verdict(code->code, failed);
            if (!failed) failed = Error{known(code->code), printable(code->text)};
            continue;
        }
        const auto rows = deliver(frame->type, frame->payload, sinks);
        if (!rows) {
            give_up();
            return rows.error().under("the plugin " + file_ + " gave");
        }
        rows_ += *rows;
        if (rows_ > limits_.rows && !changing_)
            return flood(std::to_string(limits_.rows) + " rows");
    }
}

Result<void> WorkerClient::verdict(std::int32_t status, const std::optional<Error>& failed) const {
    if (status == FERRY_OK) return {};
    if (failed) return *failed;
    return Error{Code::Internal, "failed without saying why; a fault of the plugin " + file_};
}

Result<WorkerClient::Frame> WorkerClient::next_frame(const std::function<bool()>& cancelled) {
    for (;;) {
        const auto rest = std::string_view(buffer_).substr(taken_);
        if (rest.size() >= kFrameHead) {
            const std::size_t length = Decoder(rest).u32();
            if (length > kLargestFrame) return garbage();
            if (rest.size() >= kFrameHead + length) {
                taken_ += kFrameHead + length;
                return Frame{static_cast<FrameType>(rest[4]), rest.substr(kFrameHead, length)};
            }
        }
        const auto more = read_more(cancelled);
        if (!more) return more.error();
    }
}

Result<void> WorkerClient::read_more(const std::function<bool()>& cancelled) {
    buffer_.erase(0, std::exchange(taken_, 0));
    const auto silent_until = steady_clock::now() + limits_.silence;
    const bool as_a_whole = changing_ || deadline_ < silent_until;
    const auto deadline = as_a_whole ? deadline_ : silent_until;
    for (;;) {
        if (cancelled && !cancel_sent_ && cancelled()) send_cancel();
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) {
            give_up();
            const auto limit = as_a_whole ? limit_ : limits_.silence;
            return Error{Code::TimedOut, (as_a_whole ? "no end within " : "no answer for ") +
                                             std::to_string(limit.count() / 1000) +
                                             " s; the plugin " + file_ + " was stopped"};
        }
        const auto step = cancelled ? std::min<milliseconds>(left, kCancelStep) : left;
        const auto bytes = process_->read_some(step);
        if (!bytes && bytes.error().code == Code::TimedOut) continue;
        if (!bytes || bytes->empty()) return ended();
        received_ += bytes->size();
        buffer_ += *bytes;
        if (changing_) deadline_ = steady_clock::now() + limit_;
        if (received_ > limits_.bytes && !changing_)
            return flood(std::to_string(limits_.bytes >> 20) + " MiB");
        return {};
    }
}

void WorkerClient::send_cancel() {
    cancel_sent_ = true;
    (void)process_->write(Encoder().take_frame(FrameType::Cancel), kEndLimit);
}

/// Its tool is interrupted before the worker is killed: a package manager must not lose the one
/// that reads its pipes in the middle of its work.
void WorkerClient::give_up() {
    send_cancel();
    process_->close_input();
    if (!process_->wait(changing_ ? limits_.interrupt : kGiveUpLimit)) process_->kill();
}

Error WorkerClient::garbage() {
    give_up();
    return Error{Code::BadData, "the plugin " + file_ + " wrote garbage instead of an answer"};
}

Error WorkerClient::flood(const std::string& amount) {
    give_up();
    return Error{Code::BadData, "more than " + amount + "; the plugin " + file_ + " was stopped"};
}

Error WorkerClient::ended() {
    const auto code = process_->wait(kEndLimit);
    if (!code) {
        process_->kill();
        return Error{Code::Internal, "the plugin " + file_ + " closed its output and went on"};
    }
    const auto how = *code > 128 ? "crashed (signal " + std::to_string(*code - 128) + ")"
                                 : "ended early (exit " + std::to_string(*code) + ")";
    return Error{Code::Internal,
                 "the plugin " + file_ + " " + how + last_words(process_->errors())};
}

} // namespace ferry::host
