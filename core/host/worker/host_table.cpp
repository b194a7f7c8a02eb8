// The host functions. Views of the plugin are copied before anything is kept.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/host_table.hpp"

#include "core/platform/machine.hpp"

#include <ferry/plugin.hpp>

#include <cstddef>
#include <utility>

namespace ferry::worker {
namespace {

using host::FrameType;
using sdk::from_abi;
using sdk::to_abi;

std::string text(ferry_str view) {
    return std::string(from_abi(view));
}

/// A number that a plugin made up must not become one that means something.
template <typename Abi>
std::uint8_t small(Abi value) {
    return value >= 0 && value <= 0xFF ? static_cast<std::uint8_t>(value) : std::uint8_t{0xFF};
}

Command to_command(const ferry_command& abi) {
    Command command;
    for (std::size_t i = 0; i < abi.argc; ++i)
        command.argv.push_back(text(abi.argv[i]));
    for (std::size_t i = 0; i < abi.environment_count; ++i)
        command.environment.emplace_back(text(abi.environment[i].name),
                                         text(abi.environment[i].value));
    command.timeout = std::chrono::milliseconds(abi.timeout_ms);
    command.status_pipe = abi.status_pipe != 0;
    command.interrupt_grace = std::chrono::milliseconds(abi.interrupt_ms);
    if (abi.on_line != nullptr)
        command.on_line = [fn = abi.on_line, ctx = abi.on_line_ctx](OutputStream stream,
                                                                    std::string_view line) {
            fn(ctx, static_cast<std::int32_t>(stream), to_abi(line));
        };
    return command;
}

} // namespace

HostTable::HostTable(Channel& channel, const ReadOnlyFiles& files, const Registry& registry,
                     host::StartMessage start)
    : channel_(channel), start_(std::move(start)), files_(files, from_utf8(start_.root)),
      registry_(registry) {
    fill_facts();
    abi_ = {sizeof(ferry_host),
            this,
            &facts_,
            run,
            read_file,
            list_dir,
            emit,
            emit_trace,
            emit_offer,
            progress,
            outcome,
            is_cancelled,
            fail,
            log,
            present,
            HostTable::registry};
}

void HostTable::fill_facts() {
    facts_ = {sizeof(ferry_facts),
              to_abi(start_.device.os),
              to_abi(start_.device.distribution),
              to_abi(start_.device.os_version),
              to_abi(start_.device.arch),
              to_abi(start_.root),
              to_abi(start_.home),
              running_elevated() ? 1u : 0u};
}

void HostTable::finish_call(ferry_status status) {
    flush_rows();
    if (!fault_.empty()) {
        send_code(FrameType::Fail, FERRY_BAD_DATA, fault_);
        status = FERRY_BAD_DATA;
        fault_.clear();
    }
    send_code(FrameType::Done, status, {});
    contents_.clear();
    refusal_ = {};
}

/// All fields of ABI 1.0 are there; what a newer plugin appended is not read.
template <typename Abi>
bool HostTable::whole(const Abi* given, const char* what) {
    const bool good = given != nullptr && given->struct_size >= sizeof(Abi);
    if (!good && fault_.empty())
        fault_ = std::string("the plugin gave a ") + what + " without a true struct_size";
    return good;
}

void HostTable::send(host::Encoder& encoder, FrameType type) {
    channel_.write(encoder.take_frame(type));
}

void HostTable::send_code(FrameType type, std::int32_t code, std::string_view words) {
    host::Encoder encoder;
    encoder.u32(static_cast<std::uint32_t>(code));
    encoder.text(words);
    send(encoder, type);
}

void HostTable::flush_rows() {
    if (rows_.size() > 0) send(rows_, FrameType::Packages);
}

ferry_status HostTable::run(void* ctx, const ferry_command* command, ferry_output* output) {
    auto& host = self(ctx);
    if (!host.whole(command, "command") || !host.whole(output, "output")) return FERRY_INTERNAL;
    return host.run_command(*command, *output);
}

ferry_status HostTable::run_command(const ferry_command& abi, ferry_output& output) {
    const auto refuse = [&](ferry_status status, std::string why) {
        output_ = ProcessOutput{};
        output_.err = std::move(why);
        output.err = to_abi(output_.err);
        return status;
    };
    if (abi.timeout_ms == 0) return refuse(FERRY_INTERNAL, "a command without a time limit");
    if (abi.elevated != 0 && facts_.elevated == 0)
        return refuse(FERRY_DENIED, "needs administrator rights");
    auto command = to_command(abi);
    command.inherit = start_.environment;
    command.cancelled = [this] { return cancelled_.load(); };
    auto done = processes_.run(command);
    if (!done) return refuse(static_cast<ferry_status>(done.error().code), done.error().message);
    output_ = std::move(*done);
    output.exit_code = output_.exit_code;
    output.cancelled = output_.cancelled ? 1u : 0u;
    output.out = to_abi(output_.out);
    output.err = to_abi(output_.err);
    return FERRY_OK;
}

/// A status has no words; they are kept for the plugin's own failure about the same thing.
ferry_status HostTable::refuse(ferry_str asked, const Error& error) {
    if (error.code != Code::NotFound) refusal_ = {std::string(from_abi(asked)), error};
    return static_cast<ferry_status>(error.code);
}

ferry_status HostTable::read_file(void* ctx, ferry_str path, ferry_str* content) {
    auto& host = self(ctx);
    auto read = host.files_.read(from_abi(path));
    if (!read) return host.refuse(path, read.error());
    host.contents_.push_back(std::move(*read));
    *content = to_abi(host.contents_.back());
    return FERRY_OK;
}

ferry_status HostTable::list_dir(void* ctx, ferry_str path, ferry_line_fn on_name, void* name_ctx) {
    const auto entries = self(ctx).files_.list(from_abi(path));
    if (!entries) return self(ctx).refuse(path, entries.error());
    for (const auto& entry : *entries) {
        const auto kind = entry.kind == FileKind::Folder ? sdk::EntryKind::Folder
                          : entry.kind == FileKind::Link ? sdk::EntryKind::Link
                                                         : sdk::EntryKind::File;
        on_name(name_ctx, static_cast<std::int32_t>(kind), to_abi(entry.name));
    }
    return FERRY_OK;
}

ferry_status HostTable::registry(void* ctx, ferry_str key, ferry_registry_fn on_item,
                                 void* item_ctx) {
    const auto items = self(ctx).registry_.list(from_abi(key));
    if (!items) return self(ctx).refuse(key, items.error());
    for (const auto& item : *items)
        on_item(item_ctx, static_cast<std::int32_t>(item.kind), to_abi(item.name),
                to_abi(item.data));
    return FERRY_OK;
}

void HostTable::emit(void* ctx, const ferry_package* p) {
    if (!self(ctx).whole(p, "package")) return;
    auto& host = self(ctx);
    for (const auto field :
         {p->native_id, p->version, p->name, p->arch, p->origin, p->publisher, p->kind})
        host.rows_.text(from_abi(field));
    host.rows_.u8(small(p->scope));
    host.rows_.u8(small(p->reason));
    host.rows_.u8(static_cast<std::uint8_t>((p->held != 0 ? 1 : 0) |
                                            (p->condition != FERRY_CONDITION_OK ? 2 : 0) |
                                            (p->base != 0 ? 4 : 0)));
    if (host.rows_.size() >= host::kRowsPerFrame) host.flush_rows();
}

void HostTable::emit_trace(void* ctx, const ferry_trace* trace) {
    if (!self(ctx).whole(trace, "trace")) return;
    host::Encoder encoder;
    for (const auto field :
         {trace->source, trace->key, trace->name, trace->version, trace->publisher})
        encoder.text(from_abi(field));
    self(ctx).send(encoder, FrameType::Trace);
}

void HostTable::emit_offer(void* ctx, const ferry_offer* offer) {
    if (!self(ctx).whole(offer, "offer")) return;
    host::Encoder encoder;
    for (const auto field : {offer->native_id, offer->version, offer->origin})
        encoder.text(from_abi(field));
    encoder.u64(offer->download_bytes);
    encoder.u64(offer->installed_bytes);
    self(ctx).send(encoder, FrameType::Offer);
}

void HostTable::progress(void* ctx, const ferry_progress* progress) {
    if (!self(ctx).whole(progress, "progress report")) return;
    host::Encoder encoder;
    encoder.text(from_abi(progress->native_id));
    encoder.u8(small(progress->step));
    encoder.u32(progress->permille);
    encoder.u64(progress->done_bytes);
    encoder.u64(progress->total_bytes);
    encoder.text(from_abi(progress->text));
    self(ctx).send(encoder, FrameType::Progress);
}

void HostTable::outcome(void* ctx, const ferry_outcome* outcome) {
    if (!self(ctx).whole(outcome, "outcome")) return;
    host::Encoder encoder;
    encoder.text(from_abi(outcome->native_id));
    encoder.u8(small(outcome->result));
    encoder.text(from_abi(outcome->version));
    encoder.text(from_abi(outcome->message));
    self(ctx).send(encoder, FrameType::Outcome);
}

uint32_t HostTable::is_cancelled(void* ctx) {
    return self(ctx).cancelled_ ? 1u : 0u;
}

void HostTable::fail(void* ctx, ferry_status status, ferry_str message) {
    auto& host = self(ctx);
    std::string words(from_abi(message));
    const auto& [asked, refusal] = host.refusal_;
    const bool same = static_cast<ferry_status>(refusal.code) == status && !asked.empty() &&
                      words.find(asked) != std::string::npos;
    if (same && words.find(refusal.message) == std::string::npos) words += ": " + refusal.message;
    host.send_code(FrameType::Fail, status, words);
}

void HostTable::log(void* ctx, ferry_log_level level, ferry_str message) {
    self(ctx).send_code(FrameType::Log, level, from_abi(message));
}

void HostTable::present(void* ctx, ferry_str version, ferry_str note) {
    host::Encoder encoder;
    encoder.text(from_abi(version));
    encoder.text(from_abi(note));
    self(ctx).send(encoder, FrameType::Present);
}

} // namespace ferry::worker
