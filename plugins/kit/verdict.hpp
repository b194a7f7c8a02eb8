// What a change is asked to do, and how it ended for one package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>

#include <string>

namespace ferry::kit {

enum class Verb { Install, Remove, Upgrade };

struct Verdict {
    ferry_result result = FERRY_RESULT_FAILED;
    std::string version; // installed now; empty: nothing
    std::string message; // the tool's own words where it did not go well
};

} // namespace ferry::kit
