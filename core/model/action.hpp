// What installers are asked to do, and how it ended for each package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"

#include <cstdint>
#include <limits>
#include <string>

namespace ferry {

enum class Action { Install, Remove, Upgrade };

enum class ResultClass {
    Ok,
    Already,
    NotFound,
    NeedsElevation,
    NeedsReboot, // done, complete after a restart
    Busy,
    Network,
    HashMismatch,
    Cancelled,
    AgreementNeeded,
    Failed
};

/// Ok, Already and NeedsReboot: what was asked for is the case now.
bool succeeded(ResultClass result);
const char* to_text(Action action);                          // "install"
const char* to_text(ResultClass result);                     // "ok", "not-found"
ResultClass result_class_from_text(const std::string& text); // Failed where unknown

constexpr std::uint64_t kUnknownSize = std::numeric_limits<std::uint64_t>::max();

struct Offer {
    NativeId id;
    std::string version;
    std::string origin;
    std::uint64_t download_bytes = kUnknownSize;
    std::uint64_t installed_bytes = kUnknownSize;
};

enum class Step { Other, Waiting, Downloading, Installing, Removing, Configuring };

struct Progress {
    NativeId id; // empty: the whole call
    Step step = Step::Other;
    std::uint32_t permille = 0;
    std::uint64_t done_bytes = kUnknownSize;
    std::uint64_t total_bytes = kUnknownSize;
    std::string text;
};

struct Outcome {
    NativeId id;
    ResultClass result = ResultClass::Failed;
    std::string version; // installed now; empty: nothing
    std::string message; // the tool's own words
};

} // namespace ferry
