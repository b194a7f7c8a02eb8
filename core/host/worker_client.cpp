// Speaking with a worker: handshake, calls, and an end to everything that takes too long or too
// much. SPDX-License-Identifier: Apache-2.0
#include "core/host/worker_client.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ferry::host {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kCancelStep = 250ms;
constexpr auto kEndLimit = 2s;

bool changes_something(Function function) {
    return function == Function::Install || function == Function::Remove ||
           function == Function::Upgrade;
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
    const auto ready = client->handshake(setup.start);
    if (!ready) return ready.error();
    return client;
}

Result<void> WorkerClient::handshake(const StartMessage& start) {
    Encoder encoder;
    encode(encoder, start);
    const auto sent = process_->write(encoder.take_frame(FrameType::Start), limits_.start);
    if (!sent) return ended();
    const auto answer = next_frame(limits_.start, {});
    if (!answer) return answer.error();
    Decoder from(answer->payload);
    if (answer->type == FrameType::Refused) {
        const auto message = decode_code(answer->payload);
        if (!message) return message.error();
        return Error{static_cast<Code>(message->code), printable(message->text)};
    }
    functions_ = from.u32();
    if (answer->type != FrameType::Ready || !from.ok())
        return Error{Code::BadData, file_ + " wrote garbage instead of an answer"};
    return {};
}

Result<void> WorkerClient::call(const CallMessage& message, const Sinks& sinks,
                                const std::function<bool()>& cancelled) {
    if (!has(message.function))
        return Error{Code::NotSupported, "this plugin has no such function"};
    received_ = 0;
    cancel_sent_ = false;
    Encoder encoder;
    encode(encoder, message);
    const auto sent = process_->write(encoder.take_frame(FrameType::Call), limits_.start);
    if (!sent) return ended();
    const auto limit = changes_something(message.function) ? limits_.action : limits_.silence;
    std::optional<Error> failed;
    for (;;) {
        const auto frame = next_frame(limit, cancelled);
        if (!frame) return frame.error();
        if (frame->type == FrameType::Done || frame->type == FrameType::Fail) {
            const auto code = decode_code(frame->payload);
            if (!code) return code.error();
            if (frame->type == FrameType::Fail) {
                failed = Error{static_cast<Code>(code->code), printable(code->text)};
                continue;
            }
            if (code->code == 0) return {};
            if (failed) return *failed;
            return Error{Code::Internal,
                         "failed without saying why; a fault of the plugin " + file_};
        }
        const auto delivered = deliver(frame->type, frame->payload, sinks);
        if (delivered) continue;
        process_->kill();
        return delivered.error().under("the plugin gave");
    }
}

Result<WorkerClient::Frame> WorkerClient::next_frame(milliseconds limit,
                                                     const std::function<bool()>& cancelled) {
    for (;;) {
        const auto rest = std::string_view(buffer_).substr(taken_);
        if (rest.size() >= kFrameHead) {
            const std::size_t length = Decoder(rest).u32();
            if (length > kLargestFrame) {
                process_->kill();
                return Error{Code::BadData, file_ + " wrote garbage instead of an answer"};
            }
            if (rest.size() >= kFrameHead + length) {
                taken_ += kFrameHead + length;
                return Frame{static_cast<FrameType>(rest[4]), rest.substr(kFrameHead, length)};
            }
        }
        const auto more = read_more(limit, cancelled);
        if (!more) return more.error();
    }
}

Result<void> WorkerClient::read_more(milliseconds limit, const std::function<bool()>& cancelled) {
    buffer_.erase(0, std::exchange(taken_, 0));
    const auto deadline = steady_clock::now() + limit;
    for (;;) {
        if (cancelled && !cancel_sent_ && cancelled()) {
            cancel_sent_ = true;
            (void)process_->write(Encoder().take_frame(FrameType::Cancel), limits_.start);
        }
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        const auto step = cancelled ? std::min<milliseconds>(left, kCancelStep) : left;
        const auto bytes = process_->read_some(std::max(step, milliseconds(0)));
        if (!bytes && bytes.error().code == Code::TimedOut && left > step) continue;
        if (!bytes && bytes.error().code == Code::TimedOut) {
            process_->kill();
            return Error{Code::TimedOut, "no answer for " + std::to_string(limit.count() / 1000) +
                                             " s; the plugin " + file_ + " was ended"};
        }
        if (!bytes || bytes->empty()) return ended();
        received_ += bytes->size();
        if (received_ > limits_.bytes) {
            process_->kill();
            return Error{Code::BadData, "more than " + std::to_string(limits_.bytes >> 20) +
                                            " MiB of rows; the plugin " + file_ + " was ended"};
        }
        buffer_ += *bytes;
        return {};
    }
}

Error WorkerClient::ended() {
    const auto code = process_->wait(kEndLimit);
    if (!code) {
        process_->kill();
        return Error{Code::Internal, file_ + " closed its output and went on"};
    }
    const auto how = *code > 128 ? "crashed (signal " + std::to_string(*code - 128) + ")"
                                 : "ended early (exit " + std::to_string(*code) + ")";
    return Error{Code::Internal,
                 "the plugin " + file_ + " " + how + last_words(process_->errors())};
}

} // namespace ferry::host
