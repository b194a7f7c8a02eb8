// How choco ended, from its exit code and its words, which are English on every machine.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/failure.hpp"

#include "plugins/kit/words.hpp"

#include <array>
#include <string>

namespace ferry::choco {
namespace {

struct Mark {
    std::string_view words;
    ferry_result result;
};

// Words of Chocolatey 1 and 2; the first that is found decides.
constexpr std::array kMarks = {
    Mark{"requires elevation", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"Access to the path", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"Access denied", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"lock file access", FERRY_RESULT_BUSY},
    Mark{"did not meet", FERRY_RESULT_HASH_MISMATCH}, // "Checksum for '...' did not meet ..."
    Mark{"does not match", FERRY_RESULT_HASH_MISMATCH},
    Mark{"not found with the source(s) listed", FERRY_RESULT_NOT_FOUND},
    Mark{"Unable to connect to source", FERRY_RESULT_NETWORK},
    Mark{"could not be resolved", FERRY_RESULT_NETWORK},
    Mark{"(503)", FERRY_RESULT_NETWORK},
    Mark{"(429)", FERRY_RESULT_NETWORK},
};

ferry_result result_of(int exit_code) {
    switch (exit_code) {
    case 350: // a restart is due, nothing was done
    case 1604:
        return FERRY_RESULT_NEEDS_REBOOT;
    case 1602:
    case 15608:
        return FERRY_RESULT_CANCELLED;
    case 1618:
        return FERRY_RESULT_BUSY;
    case 1605:
    case 1614:
        return FERRY_RESULT_ALREADY;
    default:
        return FERRY_RESULT_FAILED;
    }
}

} // namespace

bool wants_restart(int exit_code) {
    return exit_code == 3010 || exit_code == 1641;
}

kit::Reason classify(int exit_code, std::string_view out, std::string_view err) {
    const auto all = std::string(err) + "\n" + std::string(out);
    kit::Reason reason{result_of(exit_code), {}};
    for (const auto& mark : kMarks) {
        if (all.find(mark.words) == std::string::npos) continue;
        if (reason.result == FERRY_RESULT_FAILED) reason.result = mark.result;
        for (const auto line : kit::lines_of(all)) {
            if (line.find(mark.words) == std::string_view::npos) continue;
            reason.words = kit::plain(line);
            return reason;
        }
    }
    const auto lines = kit::lines_of(all);
    reason.words =
        lines.empty() ? "choco ended with " + std::to_string(exit_code) : kit::plain(lines.front());
    return reason;
}

} // namespace ferry::choco
