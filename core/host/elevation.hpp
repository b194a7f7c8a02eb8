// Administrator rights for a worker: asked for once per run, on the terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"

#include <ferry/result.hpp>

#include <mutex>
#include <string>
#include <vector>

namespace ferry::host {

/// Thread-safe.
class Elevation {
public:
    /// `can_ask`: somebody sits at the terminal and may be asked for a password.
    Elevation(ProcessRunner& processes, bool can_ask);

    /// What goes in front of a command so that it has the rights; empty where we have them already.
    /// Errors: Denied, with what to do.
    Result<std::vector<std::string>> prefix();

private:
    Result<void> ask_once();
    ProcessRunner& processes_;
    bool can_ask_;
    std::mutex mutex_;
    bool granted_ = false;
};

/// Runs sudo on the person's terminal so that it can ask. Errors: Denied, NotFound.
Result<void> ask_for_rights_on_terminal();

} // namespace ferry::host
