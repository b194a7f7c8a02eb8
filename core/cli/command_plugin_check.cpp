// ferry plugin check: the conformance suite, which is a program of its own.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace ferry::cli {
namespace {

constexpr auto kLongest = std::chrono::hours(24); // each rule has its own limit
constexpr int kConforms = 0, kWrongUse = 2;

class PluginCheck final : public Command {
public:
    void configure(Options& options) override {
        options
            .add_option("FILE", file_, "the plugin's library, or the folder with its plugin.json")
            .required();
        options
            .add_option("--samples", samples_, "its samples, where they are not beside the library")
            .type_name("DIR");
        options.add_option("--junit", junit_, "write the report for a CI server too")
            .type_name("FILE");
        options.add_option("--limit", limit_, "longest time for one rule").type_name("SECONDS");
    }

    Result<ExitStatus> run(Context& context) override {
        ferry::Command command;
        command.argv = {to_utf8(context.installation().checker), file_};
        for (const auto& [name, value] :
             {std::pair{"--samples", samples_}, std::pair{"--junit", junit_},
              std::pair{"--limit", limit_}}) {
            if (!value.empty()) command.argv.insert(command.argv.end(), {name, value});
        }
        if (context.options.json) command.argv.emplace_back("--json");
        command.timeout = kLongest;
        command.inherit = {"TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS"};
        command.cancelled = interrupted;
        const auto output = context.processes().run(command);
        if (!output) return output.error();
        context.terminal().out(output->out);
        context.terminal().err(output->err);
        if (output->exit_code == kConforms) return ExitStatus::Done;
        return output->exit_code == kWrongUse ? ExitStatus::Usage : ExitStatus::Failed;
    }

private:
    std::string file_, samples_, junit_, limit_;
};

} // namespace

CommandRow plugin_check_command() {
    return {"plugin check", "try a plugin on its samples: does it keep the contract",
            "  ferry plugin check build/plugins/npm --samples samples\n"
            "  ferry plugin check libferry_npm.so --junit report.xml",
            make_command<PluginCheck>};
}

} // namespace ferry::cli
