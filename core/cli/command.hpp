// One command of the command line: a row in the table, and the object that a call makes from it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/options.hpp"

#include <ferry/result.hpp>

#include <memory>
#include <vector>

namespace ferry::cli {

class Context;

/// What scripts rely on.
enum class ExitStatus {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Partly = 3,
    SomethingToDo = 4,
    Interrupted = 130
};

class Command {
public:
    virtual ~Command() = default;
    /// Binds options and arguments to the members of this object.
    virtual void configure(Options& options) = 0;
    /// Prints its own results. An Error is told by the caller and ends in Failed, or Usage for
    /// Code::BadData that came from the command line.
    virtual Result<ExitStatus> run(Context& context) = 0;
};

struct CommandRow {
    const char* name;     // "list", "catalog show"
    const char* summary;  // one line, lower case, no full stop
    const char* examples; // lines that can be typed as they stand
    std::unique_ptr<Command> (*make)();
};

template <typename T>
std::unique_ptr<Command> make_command() {
    return std::make_unique<T>();
}

/// Every command, in the order of the help.
const std::vector<CommandRow>& command_table();

} // namespace ferry::cli
