// A ferry_host that answers as it was told, and keeps what a plugin asked and said.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::testing {

/// What a command gives. `effect` runs first: it may change the files, as the real tool would.
struct Answer {
    int exit_code = 0;
    std::string out{};
    std::string err{};
    std::string status{}; // of descriptor 3
    ferry_status run_status = FERRY_OK;
    bool cancelled = false;
    std::function<void()> effect{};
};

struct RanCommand {
    std::vector<std::string> argv;
    std::map<std::string, std::string> environment;
    bool elevated = false;
    bool status_pipe = false;
    std::uint32_t timeout_ms = 0;
    std::uint32_t interrupt_ms = 0;

    std::string line() const {
        std::string words;
        for (const auto& word : argv)
            words += (words.empty() ? "" : " ") + word;
        return words;
    }
};

struct SaidPackage {
    std::string id, version, arch, origin;
    ferry_scope scope;
    ferry_reason reason;
    bool broken, held, base;
};

struct SaidTrace {
    std::string source, key, name, version, publisher;
    bool operator==(const SaidTrace&) const = default;

    friend std::ostream& operator<<(std::ostream& out, const SaidTrace& said) {
        return out << said.source << " " << said.key << " " << said.name << " " << said.version
                   << " " << said.publisher;
    }
};

struct SaidOffer {
    std::string id, version, origin;
    std::uint64_t download_bytes, installed_bytes;
};

struct SaidOutcome {
    std::string id;
    ferry_result result;
    std::string version, message;

    friend std::ostream& operator<<(std::ostream& out, const SaidOutcome& said) {
        return out << said.id << " result " << said.result << " [" << said.version << "] "
                   << said.message;
    }
};

struct SaidProgress {
    std::string id;
    ferry_step step;
    std::uint32_t permille;
    std::string text;
};

struct SaidFailure {
    ferry_status status;
    std::string message;
};

/// The table points into this object, so it stays where it was made.
class FakeHost {
public:
    FakeHost() {
        abi_ = {sizeof abi_, this,       &facts_,    run,        read_file, list_dir,
                emit,        emit_trace, emit_offer, progress,   outcome,   is_cancelled,
                fail,        log,        present,    registry_of};
        set_root("/");
        facts_.elevated = 1;
    }
    FakeHost(const FakeHost&) = delete;
    FakeHost& operator=(const FakeHost&) = delete;

    operator const ferry_host*() const { return &abi_; }

    void set_root(std::string root) {
        root_ = std::move(root);
        facts_ = {sizeof facts_,           sdk::to_abi("linux"),  sdk::to_abi("debian"),
                  sdk::to_abi("12"),       sdk::to_abi("x86_64"), sdk::to_abi(root_),
                  sdk::to_abi("/home/me"), facts_.elevated};
    }
    void set_elevated(bool elevated) { facts_.elevated = elevated ? 1 : 0; }

    /// For a command that has all of `words` in it, in this order. Of several the last given wins.
    void answer(std::vector<std::string> words, Answer answer) {
        answers_.emplace_front(std::move(words), std::move(answer));
    }

    /// The commands that have all of `words` in them.
    std::vector<RanCommand> ran(const std::vector<std::string>& words) const {
        std::vector<RanCommand> result;
        for (const auto& command : commands) {
            if (has_words(command.argv, words)) result.push_back(command);
        }
        return result;
    }

    std::map<std::string, std::string, std::less<>> files; // by absolute path
    std::map<std::string, ferry_status, std::less<>> unreadable;
    std::map<std::string, std::vector<sdk::RegistryItem>, std::less<>> registry; // by key
    bool cancelled = false;

    std::vector<RanCommand> commands;
    std::vector<SaidPackage> packages;
    std::vector<SaidTrace> traces;
    std::vector<SaidOffer> offers;
    std::vector<SaidOutcome> outcomes;
    std::vector<SaidProgress> steps;
    std::vector<SaidFailure> failures;
    std::vector<std::string> logs;
    std::string version, note; // from present()

private:
    using Rule = std::pair<std::vector<std::string>, Answer>;

    static FakeHost& self(void* ctx) { return *static_cast<FakeHost*>(ctx); }
    static std::string text(ferry_str view) { return std::string(sdk::from_abi(view)); }

    static bool has_words(const std::vector<std::string>& argv,
                          const std::vector<std::string>& words) {
        std::size_t found = 0;
        for (const auto& word : argv) {
            if (found < words.size() && word == words[found]) ++found;
        }
        return found == words.size();
    }

    static void give_lines(const ferry_command& command, std::int32_t stream,
                           std::string_view rest) {
        while (command.on_line != nullptr && !rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            command.on_line(command.on_line_ctx, stream, sdk::to_abi(line));
            rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
        }
    }

    void record(const ferry_command& command) {
        RanCommand ran;
        for (std::size_t i = 0; i < command.argc; ++i)
            ran.argv.push_back(text(command.argv[i]));
        for (std::size_t i = 0; i < command.environment_count; ++i)
            ran.environment[text(command.environment[i].name)] = text(command.environment[i].value);
        ran.elevated = command.elevated != 0;
        ran.status_pipe = command.status_pipe != 0;
        ran.timeout_ms = command.timeout_ms;
        ran.interrupt_ms = command.interrupt_ms;
        commands.push_back(std::move(ran));
    }

    static ferry_status run(void* ctx, const ferry_command* command, ferry_output* output) {
        auto& host = self(ctx);
        host.record(*command);
        host.given_ = Answer{127, {}, "no such program", {}, FERRY_NOT_FOUND, false, {}};
        for (const auto& [words, answer] : host.answers_) {
            if (!has_words(host.commands.back().argv, words)) continue;
            host.given_ = answer;
            break;
        }
        const auto& given = host.given_;
        if (given.effect) given.effect();
        if (command->status_pipe != 0) give_lines(*command, 3, given.status);
        give_lines(*command, 1, given.out);
        give_lines(*command, 2, given.err);
        *output = {sizeof *output, given.exit_code, given.cancelled ? 1u : 0u,
                   sdk::to_abi(given.out), sdk::to_abi(given.err)};
        return given.run_status;
    }

    static ferry_status read_file(void* ctx, ferry_str path, ferry_str* content) {
        auto& host = self(ctx);
        const auto wrong = host.unreadable.find(sdk::from_abi(path));
        if (wrong != host.unreadable.end()) return wrong->second;
        const auto found = host.files.find(sdk::from_abi(path));
        if (found == host.files.end()) return FERRY_NOT_FOUND;
        host.contents_.push_back(found->second); // stays when an effect changes the file
        *content = sdk::to_abi(host.contents_.back());
        return FERRY_OK;
    }

    static ferry_status registry_of(void* ctx, ferry_str key, ferry_registry_fn on_item, void* to) {
        const auto found = self(ctx).registry.find(sdk::from_abi(key));
        if (found == self(ctx).registry.end()) return FERRY_NOT_FOUND;
        for (const auto& item : found->second)
            on_item(to, static_cast<std::int32_t>(item.kind), sdk::to_abi(item.name),
                    sdk::to_abi(item.data));
        return FERRY_OK;
    }

    static ferry_status list_dir(void* ctx, ferry_str path, ferry_line_fn on_name, void* to) {
        const auto folder = text(path) + "/";
        std::string last;
        bool any = false;
        for (const auto& [file, content] : self(ctx).files) {
            if (!file.starts_with(folder)) continue;
            any = true;
            const auto rest = file.substr(folder.size());
            const auto name = rest.substr(0, rest.find('/'));
            if (name != last) on_name(to, name.size() == rest.size() ? 1 : 2, sdk::to_abi(name));
            last = name;
        }
        return any ? FERRY_OK : FERRY_NOT_FOUND;
    }

    static void emit(void* ctx, const ferry_package* p) {
        self(ctx).packages.push_back(
            {text(p->native_id), text(p->version), text(p->arch), text(p->origin), p->scope,
             p->reason, p->condition != FERRY_CONDITION_OK, p->held != 0, p->base != 0});
    }
    static void emit_trace(void* ctx, const ferry_trace* t) {
        self(ctx).traces.push_back(
            {text(t->source), text(t->key), text(t->name), text(t->version), text(t->publisher)});
    }
    static void emit_offer(void* ctx, const ferry_offer* o) {
        self(ctx).offers.push_back({text(o->native_id), text(o->version), text(o->origin),
                                    o->download_bytes, o->installed_bytes});
    }
    static void progress(void* ctx, const ferry_progress* p) {
        self(ctx).steps.push_back({text(p->native_id), p->step, p->permille, text(p->text)});
    }
    static void outcome(void* ctx, const ferry_outcome* o) {
        self(ctx).outcomes.push_back(
            {text(o->native_id), o->result, text(o->version), text(o->message)});
    }
    static std::uint32_t is_cancelled(void* ctx) { return self(ctx).cancelled ? 1u : 0u; }
    static void fail(void* ctx, ferry_status status, ferry_str message) {
        self(ctx).failures.push_back({status, text(message)});
    }
    static void log(void* ctx, ferry_log_level, ferry_str message) {
        self(ctx).logs.push_back(text(message));
    }
    static void present(void* ctx, ferry_str version, ferry_str note) {
        self(ctx).version = text(version);
        self(ctx).note = text(note);
    }

    ferry_host abi_{};
    ferry_facts facts_{};
    std::string root_;
    std::deque<Rule> answers_;
    std::deque<std::string> contents_;
    Answer given_;
};

} // namespace ferry::testing
