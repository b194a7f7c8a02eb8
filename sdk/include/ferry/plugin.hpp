// The C++ face of plugin_abi.h: Host, Command, and FERRY_EXPORT_PLUGIN. Header-only.
// It is compiled into the plugin, so it may change freely; only plugin_abi.h is a promise.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>
#include <ferry/result.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::sdk {

using Bytes = std::uint64_t;
constexpr Bytes kUnknownSize = FERRY_SIZE_UNKNOWN;

inline std::string_view from_abi(ferry_str text) {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}
inline ferry_str to_abi(std::string_view text) {
    return {text.data(), text.size()};
}

// The views below must outlive the call they are given to, no longer.
struct Package {
    std::string_view native_id, version, name, arch, origin, publisher, kind;
    ferry_scope scope = FERRY_SCOPE_UNKNOWN;
    ferry_reason reason = FERRY_REASON_UNKNOWN;
    ferry_condition condition = FERRY_CONDITION_OK;
    bool held = false;
    bool base = false; // part of the operating system itself
};

struct Trace {
    std::string_view source, key, name, version, publisher;
};

struct Offer {
    std::string_view native_id, version, origin;
    Bytes download_bytes = kUnknownSize;
    Bytes installed_bytes = kUnknownSize;
};

struct Progress {
    std::string_view native_id; // empty: the whole call
    ferry_step step = FERRY_STEP_OTHER;
    std::uint32_t permille = 0;
    Bytes done_bytes = kUnknownSize;
    Bytes total_bytes = kUnknownSize;
    std::string_view text;
};

struct Outcome {
    std::string_view native_id;
    ferry_result result = FERRY_RESULT_FAILED;
    std::string_view version; // what is installed now; empty: nothing
    std::string_view message; // the tool's own words where it did not go well
};

enum class Stream : std::int32_t { Out = 1, Err = 2, Status = 3 };
enum class EntryKind : std::int32_t { File = 1, Folder = 2, Link = 3 };

/// `on_line` runs on the calling thread while the program runs; it must not throw.
struct Command {
    std::vector<std::string> argv; // argv[0] is looked up in PATH; no shell is involved
    std::chrono::milliseconds timeout{};
    std::vector<std::pair<std::string, std::string>> environment{}; // additions
    bool elevated = false;                 // needs administrator rights; without them: Denied
    bool status_pipe = false;              // the program's descriptor 3 is read by line
    std::chrono::milliseconds interrupt{}; // grace after cancel before the kill
    std::function<void(Stream, std::string_view)> on_line{};
};

struct Output {
    int exit_code = 0; // 128 + N when signal N ended the tool
    bool cancelled = false;
    std::string out;
    std::string err;
};

struct Entry {
    std::string name;
    EntryKind kind;
};

enum class RegistryKind : std::int32_t { Key = 1, Text = 2, Number = 3, Other = 4 };
struct RegistryItem {
    RegistryKind kind;
    std::string name;
    std::string data; // of a number, decimal digits
};

/// What the host lends, for the length of one call. Not thread-safe; do not keep it.
class Host {
public:
    explicit Host(const ferry_host& host) : host_(&host) {}

    const ferry_facts& facts() const { return *host_->facts; }

    /// A non-zero exit is not an error. Errors: NotFound, TimedOut, Denied, BadData.
    Result<Output> run(const Command& command) const;
    /// The view lives until the plugin returns. Errors: NotFound, Denied, Io, BadData.
    Result<std::string_view> read_file(std::string_view path) const {
        ferry_str content{nullptr, 0};
        const auto status = host_->read_file(host_->ctx, to_abi(path), &content);
        if (status != FERRY_OK) return Error{static_cast<Code>(status), std::string(path)};
        return from_abi(content);
    }
    Result<std::vector<Entry>> list_dir(std::string_view path) const {
        std::vector<Entry> entries;
        const auto add = [](void* to, std::int32_t kind, ferry_str name) {
            static_cast<std::vector<Entry>*>(to)->push_back(
                {std::string(from_abi(name)), static_cast<EntryKind>(kind)});
        };
        const auto status = host_->list_dir(host_->ctx, to_abi(path), add, &entries);
        if (status != FERRY_OK) return Error{static_cast<Code>(status), std::string(path)};
        return entries;
    }

    /// `key`: "HKLM\\..." or "HKCU\\...". Keys first, then values. Errors: NotFound, Denied, Io,
    /// BadData.
    Result<std::vector<RegistryItem>> registry(std::string_view key) const {
        std::vector<RegistryItem> items;
        const auto add = [](void* to, std::int32_t kind, ferry_str name, ferry_str data) {
            static_cast<std::vector<RegistryItem>*>(to)->push_back({static_cast<RegistryKind>(kind),
                                                                    std::string(from_abi(name)),
                                                                    std::string(from_abi(data))});
        };
        const auto status = host_->registry(host_->ctx, to_abi(key), add, &items);
        if (status != FERRY_OK) return Error{static_cast<Code>(status), std::string(key)};
        return items;
    }

    void emit(const Package& p) const {
        const ferry_package row{sizeof(ferry_package),
                                to_abi(p.native_id),
                                to_abi(p.version),
                                to_abi(p.name),
                                to_abi(p.arch),
                                to_abi(p.origin),
                                to_abi(p.publisher),
                                to_abi(p.kind),
                                p.scope,
                                p.reason,
                                p.condition,
                                p.held ? 1u : 0u,
                                p.base ? 1u : 0u};
        host_->emit(host_->ctx, &row);
    }
    void emit(const Trace& t) const {
        const ferry_trace row{sizeof(ferry_trace), to_abi(t.source),  to_abi(t.key),
                              to_abi(t.name),      to_abi(t.version), to_abi(t.publisher)};
        host_->emit_trace(host_->ctx, &row);
    }
    void emit(const Offer& o) const {
        const ferry_offer row{sizeof(ferry_offer), to_abi(o.native_id), to_abi(o.version),
                              to_abi(o.origin),    o.download_bytes,    o.installed_bytes};
        host_->emit_offer(host_->ctx, &row);
    }
    void progress(const Progress& p) const {
        const ferry_progress row{
            sizeof(ferry_progress), to_abi(p.native_id), p.step,        p.permille,
            p.done_bytes,           p.total_bytes,       to_abi(p.text)};
        host_->progress(host_->ctx, &row);
    }
    void outcome(const Outcome& o) const {
        const ferry_outcome row{sizeof(ferry_outcome), to_abi(o.native_id), o.result,
                                to_abi(o.version), to_abi(o.message)};
        host_->outcome(host_->ctx, &row);
    }
    bool cancelled() const { return host_->cancelled(host_->ctx) != 0; }
    void log(ferry_log_level level, std::string_view message) const {
        host_->log(host_->ctx, level, to_abi(message));
    }
    void present(std::string_view version, std::string_view note) const {
        host_->present(host_->ctx, to_abi(version), to_abi(note));
    }
    void fail(const Error& error) const {
        host_->fail(host_->ctx, static_cast<ferry_status>(error.code), to_abi(error.message));
    }

private:
    const ferry_host* host_;
};

inline Result<Output> Host::run(const Command& command) const {
    std::vector<ferry_str> argv;
    for (const auto& word : command.argv)
        argv.push_back(to_abi(word));
    std::vector<ferry_variable> environment;
    for (const auto& [name, value] : command.environment)
        environment.push_back({to_abi(name), to_abi(value)});

    ferry_command abi{};
    abi.struct_size = sizeof abi;
    abi.argv = argv.data();
    abi.argc = argv.size();
    abi.environment = environment.data();
    abi.environment_count = environment.size();
    abi.timeout_ms = static_cast<std::uint32_t>(command.timeout.count());
    abi.elevated = command.elevated ? 1u : 0u;
    abi.status_pipe = command.status_pipe ? 1u : 0u;
    abi.interrupt_ms = static_cast<std::uint32_t>(command.interrupt.count());
    if (command.on_line) {
        abi.on_line = [](void* ctx, std::int32_t stream, ferry_str line) {
            static_cast<const Command*>(ctx)->on_line(static_cast<Stream>(stream), from_abi(line));
        };
        abi.on_line_ctx = const_cast<Command*>(&command);
    }
    ferry_output output{};
    output.struct_size = sizeof output;
    const auto status = host_->run(host_->ctx, &abi, &output);
    if (status != FERRY_OK) {
        const auto name = command.argv.empty() ? std::string("empty command") : command.argv[0];
        return Error{static_cast<Code>(status), name + ": " + std::string(from_abi(output.err))};
    }
    return Output{output.exit_code, output.cancelled != 0, std::string(from_abi(output.out)),
                  std::string(from_abi(output.err))};
}

/// Turns a Result into a status, telling the host the reason once; nothing is thrown across.
template <typename Work>
ferry_status guarded(const ferry_host* abi, Work work) noexcept {
    const Host host(*abi);
    try {
        const Result<void> done = work(host);
        if (done) return FERRY_OK;
        host.fail(done.error());
        return static_cast<ferry_status>(done.error().code);
    } catch (const std::exception& problem) {
        host.fail(Error{Code::Internal, problem.what()});
    } catch (...) {
        host.fail(Error{Code::Internal, "unknown exception"});
    }
    return FERRY_INTERNAL;
}

using Ids = std::span<const std::string_view>;

template <typename Work>
ferry_status guarded_ids(const ferry_host* abi, const ferry_str* ids, std::size_t count,
                         Work work) noexcept {
    return guarded(abi, [&](const Host& host) {
        std::vector<std::string_view> views;
        for (std::size_t i = 0; i < count; ++i)
            views.push_back(from_abi(ids[i]));
        return work(host, Ids(views));
    });
}

/// The table for a class with static functions named as in ferry_plugin; absent ones become null.
template <typename P>
constexpr ferry_plugin table() {
    ferry_plugin t{};
    t.abi_major = FERRY_ABI_MAJOR;
    t.abi_minor = FERRY_ABI_MINOR;
    t.struct_size = sizeof(ferry_plugin);
    t.id = ferry_str{P::id.data(), P::id.size()};
    t.probe = [](const ferry_host* h) { return guarded(h, P::probe); };
    t.inventory = [](const ferry_host* h) { return guarded(h, P::inventory); };
    t.look_up = [](const ferry_host* h, const ferry_str* ids, std::size_t n) {
        return guarded_ids(h, ids, n, P::look_up);
    };
    if constexpr (requires { &P::traces; })
        t.traces = [](const ferry_host* h) { return guarded(h, P::traces); };
    if constexpr (requires { &P::install; })
        t.install = [](const ferry_host* h, const ferry_str* ids, std::size_t n) {
            return guarded_ids(h, ids, n, P::install);
        };
    if constexpr (requires { &P::remove; })
        t.remove = [](const ferry_host* h, const ferry_str* ids, std::size_t n) {
            return guarded_ids(h, ids, n, P::remove);
        };
    if constexpr (requires { &P::upgrade; })
        t.upgrade = [](const ferry_host* h, const ferry_str* ids, std::size_t n) {
            return guarded_ids(h, ids, n, P::upgrade);
        };
    if constexpr (requires { &P::outdated; })
        t.outdated = [](const ferry_host* h) { return guarded(h, P::outdated); };
    return t;
}

} // namespace ferry::sdk

/// Once per plugin, at global scope.
#define FERRY_EXPORT_PLUGIN(Type)                                                                  \
    extern "C" {                                                                                   \
    FERRY_PLUGIN_EXPORT extern const ferry_plugin ferry_plugin_v1;                                 \
    constinit const ferry_plugin ferry_plugin_v1 = ::ferry::sdk::table<Type>();                    \
    }
