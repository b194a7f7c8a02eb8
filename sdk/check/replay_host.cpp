// Reads, commands and the registry of the machine in a sample.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/replay_host.hpp"

#include "core/base/text.hpp"
#include "sdk/check/words.hpp"

#include <ferry/plugin.hpp>

#include <algorithm>
#include <utility>

namespace ferry::check {
namespace {

using sdk::from_abi;
using sdk::to_abi;

bool fits_from(const std::vector<std::string>& pattern, std::size_t at,
               const std::vector<std::string>& argv, std::size_t word) {
    for (; at < pattern.size(); ++at, ++word) {
        if (pattern[at] == "...") {
            for (auto next = word; next <= argv.size(); ++next) {
                if (fits_from(pattern, at + 1, argv, next)) return true;
            }
            return false;
        }
        if (word >= argv.size() || argv[word] != pattern[at]) return false;
    }
    return word == argv.size();
}

void give_lines(const ferry_command& command, std::int32_t stream, std::string_view text) {
    if (command.on_line == nullptr) return;
    for (const auto line : lines(text))
        command.on_line(command.on_line_ctx, stream, to_abi(line));
}

} // namespace

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& argv) {
    return fits_from(pattern, 0, argv, 0);
}

std::string Asked::line() const {
    return join(argv, " ");
}

ReplayHost::ReplayHost(Machine machine) : machine_(std::move(machine)) {
    facts_ = {sizeof facts_,
              to_abi(machine_.os),
              to_abi(machine_.distribution),
              to_abi(machine_.os_version),
              to_abi(machine_.arch),
              to_abi("/"),
              to_abi(machine_.home),
              machine_.elevated ? 1u : 0u};
    abi_.struct_size = sizeof abi_;
    abi_.ctx = this;
    abi_.facts = &facts_;
    abi_.run = run;
    abi_.read_file = read_file;
    abi_.list_dir = list_dir;
    abi_.registry = registry;
    set_words();
}

ferry_status ReplayHost::run(void* ctx, const ferry_command* command, ferry_output* output) {
    auto& host = self(ctx);
    if (!host.whole(command, "ferry_command") || !host.whole(output, "ferry_output"))
        return FERRY_INTERNAL;
    return host.answer(*command, *output);
}

ferry_status ReplayHost::refuse(ferry_output& output, ferry_status status, const char* why) {
    output.err = to_abi(why);
    return status;
}

ferry_status ReplayHost::answer(const ferry_command& command, ferry_output& output) {
    Asked asked;
    for (std::size_t i = 0; i < command.argc; ++i)
        asked.argv.push_back(text(command.argv[i], "a word of a command"));
    asked.timeout_ms = command.timeout_ms;
    asked.elevated = command.elevated != 0;
    const auto found =
        std::find_if(machine_.commands.begin(), machine_.commands.end(),
                     [&](const auto& known) { return fits(known.argv, asked.argv); });
    asked.answered = found != machine_.commands.end();
    asked.changes = asked.answered && found->changes;
    asked.cancelled = cancelled;
    said.commands.push_back(asked);
    if (command.timeout_ms == 0)
        return refuse(output, FERRY_INTERNAL, "a command without a time limit");
    if (asked.elevated && facts_.elevated == 0)
        return refuse(output, FERRY_DENIED, "needs administrator rights");
    if (all_time_out) return refuse(output, FERRY_TIMED_OUT, "took too long");
    if (!asked.answered) return refuse(output, FERRY_NOT_FOUND, "no such program");
    if (cancelled) {
        output.exit_code = 130;
        output.cancelled = 1;
        return FERRY_OK;
    }
    answers_given.push_back(static_cast<std::size_t>(found - machine_.commands.begin()));
    return give(command, *found, output);
}

ferry_status ReplayHost::give(const ferry_command& command, const SampleCommand& answer,
                              ferry_output& output) {
    apply(answer);
    const auto keep = [&](const std::string& bytes) {
        contents_.push_back(bytes);
        return to_abi(contents_.back());
    };
    output.exit_code = answer.exit_code;
    output.out = keep(answer.out);
    output.err = keep(answer.err);
    if (command.status_pipe != 0) give_lines(command, 3, answer.status);
    give_lines(command, 1, answer.out);
    give_lines(command, 2, answer.err);
    return answer.run_status;
}

void ReplayHost::apply(const SampleCommand& answer) {
    for (const auto& [path, bytes] : answer.files_after)
        machine_.files[path] = bytes;
    for (const auto& path : answer.gone_after)
        machine_.files.erase(path);
}

ferry_status ReplayHost::read_file(void* ctx, ferry_str path, ferry_str* content) {
    auto& host = self(ctx);
    const auto name = host.text(path, "a path");
    const auto found = host.machine_.files.find(name);
    if (found == host.machine_.files.end()) return FERRY_NOT_FOUND;
    host.files_read.push_back(name);
    host.contents_.push_back(found->second);
    *content = to_abi(host.contents_.back());
    return FERRY_OK;
}

ferry_status ReplayHost::list_dir(void* ctx, ferry_str path, ferry_line_fn on_name, void* to) {
    const auto folder = self(ctx).text(path, "a path") + "/";
    std::map<std::string, std::int32_t> names; // 1 file, 2 folder
    for (const auto& [file, content] : self(ctx).machine_.files) {
        if (!file.starts_with(folder)) continue;
        const auto rest = file.substr(folder.size());
        const auto slash = rest.find('/');
        names[rest.substr(0, slash)] = slash == std::string::npos ? 1 : 2;
    }
    for (const auto& [name, kind] : names) {
        if (!name.empty()) on_name(to, kind, to_abi(name));
    }
    return names.empty() ? FERRY_NOT_FOUND : FERRY_OK;
}

ferry_status ReplayHost::registry(void* ctx, ferry_str key, ferry_registry_fn on_item, void* to) {
    auto& host = self(ctx);
    const auto found = host.machine_.registry.find(lower(host.text(key, "a registry key")));
    if (found == host.machine_.registry.end()) return FERRY_NOT_FOUND;
    for (const auto& item : found->second)
        on_item(to, item.kind, to_abi(item.name), to_abi(item.data));
    return FERRY_OK;
}

} // namespace ferry::check
