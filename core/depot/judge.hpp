// How an installer ended: from its exit code and its words to an outcome.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/action.hpp"
#include "core/platform/process.hpp"

#include <string>
#include <string_view>

namespace ferry::depot {

struct Verdict {
    ResultClass result = ResultClass::Failed;
    std::string message; // the tool's own words, or what its code means; empty where all is well
};

/// `format` as in an Offer; `tool` is argv[0], for the message.
Verdict judge(std::string_view format, std::string_view tool, const ProcessOutput& output);

/// What an Error of Ferry's own means for the outcome.
ResultClass result_of(const Error& error);

} // namespace ferry::depot
