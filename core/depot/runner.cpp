// sudo drops the environment, so that what a step needs of it goes through env.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/runner.hpp"

#include <chrono>

namespace ferry::depot {
namespace {

using namespace std::chrono_literals;

constexpr auto kLimit = 6h;    // the end of it kills an installer half-way: only for what hangs
constexpr auto kGrace = 10min; // after an interrupt apt and dnf finish the package at hand

} // namespace

Result<Command> StepRunner::command_of(const Step& step) {
    Command command;
    command.timeout = kLimit;
    command.interrupt_grace = kGrace;
    command.inherit = {"APT_CONFIG"};
    if (step.needs_elevation) {
        auto prefix = parts_.elevation.prefix();
        if (!prefix) return prefix.error();
        command.argv = std::move(*prefix);
    }
    if (command.argv.empty()) {
        command.environment = step.environment;
    } else {
        command.argv.insert(command.argv.end(), {"env", "LC_ALL=C.UTF-8"});
        for (const auto& [name, value] : step.environment)
            command.argv.push_back(name + "=" + value);
    }
    command.argv.insert(command.argv.end(), step.argv.begin(), step.argv.end());
    return command;
}

Result<ProcessOutput> StepRunner::run(const Step& step) {
    if (events_.cancelled && events_.cancelled()) return Error{Code::Cancelled, "stopped"};
    auto command = command_of(step);
    if (!command) return command.error();
    command->cancelled = events_.cancelled;
    return parts_.processes.run(*command);
}

Result<ProcessOutput> StepRunner::run_to_the_end(const Step& step) {
    const auto command = command_of(step);
    if (!command) return command.error();
    return parts_.processes.run(*command);
}

Verdict StepRunner::run_all(const std::vector<Step>& steps, const std::string& format) {
    Verdict verdict{ResultClass::Ok, {}};
    for (const auto& step : steps) {
        const auto output = run(step);
        if (!output) return verdict_of(output.error());
        verdict = judge(format, step.argv.front(), *output);
        if (!succeeded(verdict.result)) return verdict;
    }
    return verdict;
}

Verdict verdict_of(const Error& error) {
    return {result_of(error), error.message};
}

} // namespace ferry::depot
