// Runs steps, with administrator rights where they need them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/install.hpp"
#include "core/depot/judge.hpp"
#include "core/depot/steps.hpp"

namespace ferry::depot {

class StepRunner {
public:
    StepRunner(const Parts& parts, const host::ActionEvents& events)
        : parts_(parts), events_(events) {}

    /// Errors: Denied (no rights), NotFound (no such program), TimedOut.
    Result<ProcessOutput> run(const Step& step);
    /// The same for what has to be done although the person stopped it.
    Result<ProcessOutput> run_to_the_end(const Step& step);
    /// Until the first that does not go well.
    Verdict run_all(const std::vector<Step>& steps, const std::string& format);

private:
    Result<Command> command_of(const Step& step);
    const Parts& parts_;
    const host::ActionEvents& events_;
};

/// What an Error means, as a verdict with its words.
Verdict verdict_of(const Error& error);

} // namespace ferry::depot
