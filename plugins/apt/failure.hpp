// What went wrong, from the words of apt and dpkg: their exit codes say nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>

#include <optional>
#include <string>
#include <string_view>

namespace ferry::apt {

struct Failure {
    ferry_result result = FERRY_RESULT_FAILED;
    std::string message; // the tool's own words on one line; never empty
};

/// The lines that begin with "E:" decide; where there is none, the last words that were said.
/// Where dependencies cannot be met, the lines of the output that tell which are added.
Failure classify(std::string_view out, std::string_view err);

struct LockHolder {
    std::string file;
    std::string process; // "1234 (apt-get)"

    std::string sentence() const; // "process 1234 (apt-get) holds /var/lib/dpkg/lock-frontend"
};

/// From "Waiting for cache lock: Could not get lock F. It is held by process N (P)...", which apt
/// repeats every second. Nothing for any other line.
std::optional<LockHolder> parse_lock_wait(std::string_view line);

} // namespace ferry::apt
