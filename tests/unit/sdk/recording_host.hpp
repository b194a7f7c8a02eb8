// A ferry_host that answers from a list and writes down what a plugin says to it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::testing {

/// The table points into this object, so it stays where it was made.
class RecordingHost {
public:
    RecordingHost() {
        facts_.struct_size = sizeof facts_;
        table_.struct_size = sizeof table_;
        table_.ctx = this;
        table_.facts = &facts_;
        set_reads();
        set_words();
    }
    RecordingHost(const RecordingHost&) = delete;
    RecordingHost& operator=(const RecordingHost&) = delete;

    const ferry_host* table() const { return &table_; }

    std::map<std::string, std::string, std::less<>> files; // what read_file finds
    std::vector<std::string> folder;                       // what list_dir finds, everywhere
    ferry_status run_status = FERRY_OK;
    std::int32_t exit_code = 0;
    std::vector<std::string> lines; // what run gives line by line, and whole on its output
    bool is_cancelled = false;

    std::vector<ferry_command> commands; // as they came; their pointers are dead
    std::vector<std::string> argv;       // of the last command
    std::vector<std::string> said;       // "emit git 2.39", "fail 6 boom", "present 1.0 note"

private:
    static RecordingHost& of(void* ctx) { return *static_cast<RecordingHost*>(ctx); }
    static std::string text(ferry_str s) { return std::string(sdk::from_abi(s)); }

    static ferry_status run(void* ctx, const ferry_command* command, ferry_output* output) {
        RecordingHost& host = of(ctx);
        host.commands.push_back(*command);
        host.argv.clear();
        for (std::size_t i = 0; i < command->argc; ++i)
            host.argv.push_back(text(command->argv[i]));
        host.out_.clear();
        for (const auto& line : host.lines) {
            if (command->on_line) command->on_line(command->on_line_ctx, 1, sdk::to_abi(line));
            host.out_ += line + "\n";
        }
        output->exit_code = host.exit_code;
        output->cancelled = host.is_cancelled ? 1 : 0;
        output->out = sdk::to_abi(host.out_);
        output->err = sdk::to_abi(host.run_status == FERRY_OK ? "" : "the host's reason");
        return host.run_status;
    }

    void set_reads() {
        table_.run = run;
        table_.read_file = [](void* ctx, ferry_str path, ferry_str* content) -> ferry_status {
            const auto found = of(ctx).files.find(sdk::from_abi(path));
            if (found == of(ctx).files.end()) return FERRY_NOT_FOUND;
            *content = sdk::to_abi(found->second);
            return FERRY_OK;
        };
        table_.list_dir = [](void* ctx, ferry_str, ferry_line_fn on_name,
                             void* to) -> ferry_status {
            if (of(ctx).folder.empty()) return FERRY_DENIED;
            for (const auto& name : of(ctx).folder)
                on_name(to, 2, sdk::to_abi(name));
            return FERRY_OK;
        };
        table_.registry = [](void* ctx, ferry_str key, ferry_registry_fn on_item,
                             void* to) -> ferry_status {
            if (sdk::from_abi(key) != "HKLM\\SOFTWARE") return FERRY_NOT_FOUND;
            for (const auto& name : of(ctx).folder)
                on_item(to, 2, sdk::to_abi(name), sdk::to_abi("its data"));
            return FERRY_OK;
        };
        table_.cancelled = [](void* ctx) { return of(ctx).is_cancelled ? 1u : 0u; };
    }

    void set_words() {
        table_.emit = [](void* ctx, const ferry_package* p) {
            of(ctx).said.push_back("emit " + text(p->native_id) + " " + text(p->version));
        };
        table_.emit_trace = [](void* ctx, const ferry_trace* t) {
            of(ctx).said.push_back("trace " + text(t->source) + " " + text(t->key));
        };
        table_.emit_offer = [](void* ctx, const ferry_offer* o) {
            of(ctx).said.push_back("offer " + text(o->native_id) + " " + text(o->version));
        };
        table_.progress = [](void* ctx, const ferry_progress* p) {
            of(ctx).said.push_back("progress " + std::to_string(p->permille));
        };
        table_.outcome = [](void* ctx, const ferry_outcome* o) {
            of(ctx).said.push_back("outcome " + text(o->native_id) + " " +
                                   std::to_string(o->result));
        };
        table_.fail = [](void* ctx, ferry_status status, ferry_str message) {
            of(ctx).said.push_back("fail " + std::to_string(status) + " " + text(message));
        };
        table_.log = [](void* ctx, ferry_log_level level, ferry_str message) {
            of(ctx).said.push_back("log " + std::to_string(level) + " " + text(message));
        };
        table_.present = [](void* ctx, ferry_str version, ferry_str note) {
            of(ctx).said.push_back("present " + text(version) + " " + text(note));
        };
    }

    ferry_facts facts_{};
    ferry_host table_{};
    std::string out_;
};

} // namespace ferry::testing
