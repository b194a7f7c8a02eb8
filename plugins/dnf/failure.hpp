// Why dnf failed, from its words: of its exit codes only the one for a lock says something.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

#include <string>
#include <string_view>

namespace ferry::dnf {

kit::Reason classify(int exit_code, std::string_view out, std::string_view err);

/// "its POSTIN script failed", where one of this package did; rpm installs it all the same.
std::string script_error_in(std::string_view text, std::string_view name);

/// "  Installing       : ex-1.0-1.noarch   3/12" of dnf4, "[3/4] Installing ex-0:1.0-1 ..." of
/// dnf5. Empty text: another line.
struct Step {
    std::string_view verb, package;
    unsigned done = 0, of = 0;
};
Step step_in(std::string_view line);

} // namespace ferry::dnf
