// A runner that answers by the first word of a command and keeps what was asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/platform/process.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ferry::testing {

/// Programs without an answer are not there. `on_run` may do what the program would.
class ScriptedRunner final : public ProcessRunner {
public:
    Result<ProcessOutput> run(const Command& command) override {
        commands.push_back(join(command.argv, " "));
        if (on_run) on_run(command);
        const auto found = answers.find(command.argv.front());
        if (found == answers.end())
            return Error{Code::NotFound, command.argv.front() + ": no such program"};
        return found->second;
    }

    std::map<std::string, ProcessOutput> answers{};
    std::function<void(const Command&)> on_run{};
    std::vector<std::string> commands{};
};

} // namespace ferry::testing
