// The real programs but one, as on a machine that lacks it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"

#include <string>

namespace ferry::testing {

/// An empty name hides nothing.
class RunnerWithout final : public ProcessRunner {
public:
    explicit RunnerWithout(std::string hidden) : hidden_(std::move(hidden)) {}
    Result<ProcessOutput> run(const Command& command) override {
        if (command.argv.front() == hidden_) return Error{Code::NotFound, "no " + hidden_};
        return real_.run(command);
    }

private:
    std::string hidden_;
    RealProcessRunner real_;
};

} // namespace ferry::testing
