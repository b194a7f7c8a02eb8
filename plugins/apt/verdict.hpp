// How it ended for one package: decided by what is installed now, never by an exit code.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/apt_command.hpp"
#include "plugins/apt/database.hpp"
#include "plugins/apt/failure.hpp"

#include <ferry/plugin_abi.h>

#include <optional>
#include <string>

namespace ferry::apt {

struct Verdict {
    ferry_result result = FERRY_RESULT_FAILED;
    std::string version; // installed now; empty: nothing
    std::string message;
};

/// What one run of apt-get left besides the state of the machine.
struct RunEnd {
    bool cancelled = false;
    std::optional<Failure>
        failure;               // it said that something went wrong, for this package or another
    std::string package_error; // what dpkg said about this very package; empty: nothing
};

/// What needs no work because it is so already; nothing where apt has to be asked.
std::optional<Verdict> already(Verb verb, const Target& target, const Database& now);

Verdict judge(Verb verb, const Target& target, const Database& before, const Database& after,
              const RunEnd& end);

} // namespace ferry::apt
