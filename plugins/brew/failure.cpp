// Why brew failed, from its words, which are English on every machine.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/failure.hpp"

#include "plugins/kit/words.hpp"

#include <array>
#include <string>

namespace ferry::brew {
namespace {

struct Mark {
    std::string_view words;
    ferry_result result;
};

// Words of Homebrew 4 to 6; the first that is found decides.
constexpr std::array kMarks = {
    Mark{"untrusted tap", FERRY_RESULT_AGREEMENT_NEEDED},
    Mark{"Running Homebrew as root", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"Permission denied @", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"is not writable", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"terminal is required to read the password", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"process has already locked", FERRY_RESULT_BUSY},
    Mark{"Another active Homebrew", FERRY_RESULT_BUSY},
    Mark{"SHA-256 mismatch", FERRY_RESULT_HASH_MISMATCH},
    Mark{"SHA256 mismatch", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Checksum mismatch", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Download failed", FERRY_RESULT_NETWORK},
    Mark{"Failed to download resource", FERRY_RESULT_NETWORK},
    Mark{"curl: (", FERRY_RESULT_NETWORK},
    Mark{"No available formula", FERRY_RESULT_NOT_FOUND},
    Mark{"No formulae or casks found", FERRY_RESULT_NOT_FOUND},
    Mark{"' is unavailable", FERRY_RESULT_NOT_FOUND},
};

} // namespace

kit::Reason classify(std::string_view out, std::string_view err) {
    kit::Reason reason;
    const auto lines = kit::lines_of(err);
    for (const auto line : lines) {
        const auto words = kit::plain(line);
        if (words.starts_with("Error: "))
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
    if (reason.words.empty()) reason.words = "brew failed without a word";
    return reason;
}

} // namespace ferry::brew
