// What the plugin is lent: every function of ferry_host, over the pipe and this machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/wire.hpp"
#include "core/host/worker/channel.hpp"
#include "core/host/worker/rooted_files.hpp"
#include "core/platform/process.hpp"
#include "core/platform/registry.hpp"

#include <ferry/plugin_abi.h>

#include <atomic>
#include <list>
#include <string>

namespace ferry::worker {

/// One per process. The plugin's thread calls it; `cancel` may come from another.
class HostTable {
public:
    /// `channel`, `files` and `registry` outlive it.
    HostTable(Channel& channel, const ReadOnlyFiles& files, const Registry& registry,
              host::StartMessage start);

    const ferry_host* abi() const { return &abi_; }
    void finish_call(ferry_status status);
    std::atomic<bool>& cancelled() { return cancelled_; }

private:
    static HostTable& self(void* ctx) { return *static_cast<HostTable*>(ctx); }
    static ferry_status run(void* ctx, const ferry_command* command, ferry_output* output);
    static ferry_status read_file(void* ctx, ferry_str path, ferry_str* content);
    static ferry_status list_dir(void* ctx, ferry_str path, ferry_line_fn on_name, void* name_ctx);
    static ferry_status registry(void* ctx, ferry_str key, ferry_registry_fn on_item,
                                 void* item_ctx);
    static void emit(void* ctx, const ferry_package* package);
    static void emit_trace(void* ctx, const ferry_trace* trace);
    static void emit_offer(void* ctx, const ferry_offer* offer);
    static void progress(void* ctx, const ferry_progress* progress);
    static void outcome(void* ctx, const ferry_outcome* outcome);
    static uint32_t is_cancelled(void* ctx);
    static void fail(void* ctx, ferry_status status, ferry_str message);
    static void log(void* ctx, ferry_log_level level, ferry_str message);
    static void present(void* ctx, ferry_str version, ferry_str note);

    void fill_facts();
    template <typename Abi>
    bool whole(const Abi* given, const char* what);
    ferry_status run_command(const ferry_command& abi, ferry_output& output);
    ferry_status refuse(ferry_str asked, const Error& error);
    void flush_rows();
    void send(host::Encoder& encoder, host::FrameType type);
    void send_code(host::FrameType type, std::int32_t code, std::string_view words);

    Channel& channel_;
    host::StartMessage start_;
    RootedFiles files_;
    const Registry& registry_;
    RealProcessRunner processes_;
    ferry_facts facts_{};
    ferry_host abi_{};
    host::Encoder rows_;
    ProcessOutput output_;            // of the last run, lent to the plugin
    std::list<std::string> contents_; // of read_file, until the call ends
    struct Refusal {
        std::string asked; // the path or key; empty: none yet
        Error error{};
    };
    Refusal refusal_;   // why the last read of this call failed
    std::string fault_; // the first broken promise of this call
    std::atomic<bool> cancelled_ = false;
};

} // namespace ferry::worker
