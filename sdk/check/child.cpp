// Lines of JSON from child to parent: where it is, what it found, that it came to its end.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/child.hpp"

#include "core/base/json.hpp"
#include "core/host/worker/load.hpp"
#include "core/platform/files.hpp"
#include "sdk/check/trial.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace ferry::check {
namespace {

using nlohmann::json;

void tell(const std::string& line) {
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout); // the next call may be this process's last
}

class Listening {
public:
    void hear(std::string_view line) {
        const auto message = parse_json(line);
        if (!message || !message->is_object()) return; // the plugin's own printing
        if (message->contains("at")) at_ = json_text(*message, "at");
        if (message->contains("finding"))
            told_.findings.push_back({json_text(*message, "rule"), json_text(*message, "finding")});
        if (message->contains("note")) told_.notes.push_back(json_text(*message, "note"));
        ended_ = ended_ || message->contains("end");
    }

    Told finish(const Result<ProcessOutput>& output, const std::string& rule,
                std::chrono::seconds limit) {
        const auto add = [&](const std::string& what) {
            told_.died = true;
            told_.findings.push_back({rule, at_.empty() ? what : at_ + ": " + what});
        };
        if (!output && output.error().code == Code::TimedOut)
            add("does not return within " + std::to_string(limit.count()) + " s");
        else if (!output)
            add(output.error().message);
        else if (output->exit_code > 128)
            add("signal " + std::to_string(output->exit_code - 128) + " ended the process");
        else if (!ended_)
            add("the process ended in the middle of it, with exit code " +
                std::to_string(output->exit_code));
        return std::move(told_);
    }

private:
    Told told_;
    std::string at_;
    bool ended_ = false;
};

} // namespace

Told run_rule(ProcessRunner& processes, const std::string& program, const Subject& subject,
              const std::string& rule, std::chrono::seconds limit,
              const std::filesystem::path& scratch) {
    Listening listening;
    Command command;
    command.argv = {program,
                    kChildWord,
                    rule,
                    to_utf8(subject.library),
                    subject.id,
                    to_utf8(subject.samples),
                    subject.expects_absence ? "yes" : "no"};
    command.timeout = limit;
    command.inherit = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"};
    command.output_limit = 1u << 30;
    for (const auto* name : {"HOME", "TMPDIR", "TEMP", "TMP"})
        command.environment.emplace_back(name, to_utf8(scratch));
    command.on_line = [&](OutputStream stream, std::string_view line) {
        if (stream == OutputStream::Out) listening.hear(line);
    };
    return listening.finish(processes.run(command), rule, limit);
}

int run_child(const std::vector<std::string>& words) {
    if (words.size() != 6) return 2;
    const auto& rule = words[1];
    const auto found = std::find_if(rules().begin(), rules().end(),
                                    [&](const Rule& known) { return rule == known.id; });
    if (found == rules().end() || found->run == nullptr) return 2;
    const auto plugin = worker::load_plugin(words[2], words[3]);
    if (!plugin) {
        tell(dump_json({{"rule", "abi"}, {"finding", plugin.error().message}}));
    } else {
        const auto samples = read_samples(from_utf8(words[4]));
        const std::vector<Sample> none;
        Trial trial(**plugin, samples ? *samples : none, words[5] == "yes", rule, tell);
        found->run(trial);
    }
    tell(dump_json({{"end", true}}));
    return 0;
}

} // namespace ferry::check
