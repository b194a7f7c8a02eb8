// Why flatpak failed, from its words: its exit codes are 0 and 1 only.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/failure.hpp"

#include "plugins/kit/words.hpp"

#include <array>
#include <string>

namespace ferry::flatpak {
namespace {

struct Mark {
    std::string_view words;
    ferry_result result;
};

// Words of flatpak 1.14 to 1.18 under LC_ALL=C.UTF-8; the first that is found decides.
constexpr std::array kMarks = {
    Mark{"not allowed for user", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"Permission denied", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"connect to system bus", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"no signatures found", FERRY_RESULT_HASH_MISMATCH},
    Mark{"BAD signature", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Corrupted", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Could not connect", FERRY_RESULT_NETWORK},
    Mark{"Could not resolve", FERRY_RESULT_NETWORK},
    Mark{"While fetching", FERRY_RESULT_NETWORK},
    Mark{"Unable to load summary", FERRY_RESULT_NETWORK},
    Mark{"Nothing matches", FERRY_RESULT_NOT_FOUND},
    Mark{"No remote refs found", FERRY_RESULT_NOT_FOUND},
    Mark{"No such ref", FERRY_RESULT_NOT_FOUND},
    Mark{"is already installed", FERRY_RESULT_ALREADY},
};

} // namespace

kit::Reason classify(std::string_view out, std::string_view err) {
    const auto lines = kit::lines_of(err);
    kit::Reason reason;
    for (const auto line : lines) {
        const auto words = kit::plain(line);
        if (words.starts_with("error: ") || words.starts_with("Error: "))
            reason.words += (reason.words.empty() ? "" : "; ") + words.substr(7);
    }
    for (const auto& mark : kMarks) {
        if (err.find(mark.words) == std::string_view::npos) continue;
        reason.result = mark.result;
        break;
    }
    if (!reason.words.empty()) return reason;
    reason.words = kit::last_words(err);
    if (reason.words.empty()) reason.words = kit::last_words(out);
    if (reason.words.empty()) reason.words = "flatpak failed without a word";
    return reason;
}

} // namespace ferry::flatpak
