// Why dnf failed, from its words under LC_ALL=C.UTF-8.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/failure.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ferry::dnf {
namespace {

constexpr int kLockHeld = 200;

struct Mark {
    std::string_view words;
    ferry_result result;
};

// Words of dnf 4.14 and dnf5 5.4; the first that is found decides.
constexpr std::array kMarks = {
    Mark{"superuser privileges", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"already locked by", FERRY_RESULT_BUSY},
    Mark{"Failed to obtain rpm transaction lock", FERRY_RESULT_BUSY},
    Mark{"GPG check FAILED", FERRY_RESULT_HASH_MISMATCH},
    Mark{"OpenPGP check failed", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Signature verification failed", FERRY_RESULT_HASH_MISMATCH},
    Mark{"is not signed", FERRY_RESULT_HASH_MISMATCH},
    Mark{"checksum doesn't match", FERRY_RESULT_HASH_MISMATCH},
    Mark{"does not match", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Public key for", FERRY_RESULT_HASH_MISMATCH},
    Mark{"At least ", FERRY_RESULT_FAILED}, // "... more space needed on the / filesystem"
    Mark{"No space left", FERRY_RESULT_FAILED},
    Mark{"Failed to download", FERRY_RESULT_NETWORK},
    Mark{"Cannot download", FERRY_RESULT_NETWORK},
    Mark{"Curl error", FERRY_RESULT_NETWORK},
    Mark{"No packages marked for upgrade", FERRY_RESULT_ALREADY}, // nothing newer is on offer
    Mark{"Unable to find a match", FERRY_RESULT_NOT_FOUND},
    Mark{"No match for argument", FERRY_RESULT_NOT_FOUND},
    Mark{"Operation aborted", FERRY_RESULT_CANCELLED},
};

/// From "Error:" on; the lines after it belong to it.
std::string error_words(std::string_view text) {
    std::string words;
    for (const auto line : kit::lines_of(text)) {
        auto one = kit::plain(line);
        const bool begins = one.starts_with("Error:") || one.starts_with("Failed to resolve") ||
                            one.starts_with("error:");
        if (words.empty() && !begins) continue;
        if (one.starts_with("(try to add")) continue;
        words += (words.empty() || words.ends_with(": ") ? "" : "; ") + one;
        if (one == "Error:") words += " ";
    }
    return words;
}

unsigned number(std::string_view text) {
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > 100'000) return 0;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

bool take_count(std::string_view text, Step& step) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    step.done = number(text.substr(0, slash));
    step.of = number(text.substr(slash + 1));
    return step.done > 0 && step.of > 0;
}

bool is_verb(std::string_view word) {
    constexpr std::array<std::string_view, 8> verbs = {"Installing", "Upgrading",   "Erasing",
                                                       "Removing",   "Downgrading", "Reinstalling",
                                                       "Cleanup",    "Verifying"};
    return std::find(verbs.begin(), verbs.end(), word) != verbs.end();
}

} // namespace

kit::Reason classify(int exit_code, std::string_view out, std::string_view err) {
    kit::Reason reason;
    for (const auto& mark : kMarks) {
        if (out.find(mark.words) == std::string_view::npos &&
            err.find(mark.words) == std::string_view::npos)
            continue;
        reason.result = mark.result;
        break;
    }
    if (exit_code == kLockHeld) reason.result = FERRY_RESULT_BUSY;
    reason.words = error_words(err);
    if (reason.words.empty()) reason.words = error_words(out);
    if (!reason.words.empty()) return reason;
    reason.words = kit::last_words(err);
    if (reason.words.empty()) reason.words = kit::last_words(out);
    if (reason.words.empty()) reason.words = "dnf failed without a word";
    return reason;
}

std::string script_error_in(std::string_view text, std::string_view name) {
    for (const auto line : kit::lines_of(text)) {
        // dnf 4.14: "Error in POSTIN scriptlet in rpm package ex-post"
        const auto words = kit::words_of(line);
        if (words.size() == 8 && line.starts_with("Error in ") && words[3] == "scriptlet" &&
            words[7] == name)
            return "its " + std::string(words[2]) + " script failed";
    }
    const auto package = "(" + std::string(name) + "-";
    for (const auto line : kit::lines_of(text)) {
        // rpm: "warning: %post(ex-post-1.0-1.noarch) scriptlet failed, exit status 1"
        if (line.find(package) != std::string_view::npos &&
            line.find("scriptlet failed") != std::string_view::npos)
            return kit::plain(line);
    }
    return {};
}

Step step_in(std::string_view line) {
    Step step;
    const auto words = kit::words_of(line);
    if (words.size() >= 4 && is_verb(words[0]) && words[1] == ":" &&
        take_count(words.back(), step)) {
        step.verb = words[0];
        step.package = words[2];
    } else if (words.size() >= 3 && words[0].starts_with('[') && words[0].ends_with(']') &&
               is_verb(words[1]) && take_count(words[0].substr(1, words[0].size() - 2), step)) {
        step.verb = words[1];
        step.package = words[2];
    }
    return step;
}

} // namespace ferry::dnf
