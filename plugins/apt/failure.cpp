// What went wrong, from the words of apt and dpkg: their exit codes say nothing.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/failure.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ferry::apt {
namespace {

struct Mark {
    std::string_view words;
    ferry_result result;
};

// The first mark that any error line has decides, so the order matters: a lock file that may not be
// opened is about rights, and a download with a wrong checksum is not about the network.
// Words of apt 2.6 and 3.x; all tools run under LC_ALL=C.UTF-8.
constexpr std::array kMarks = {
    Mark{"are you root?", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"(13: Permission denied)", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"requires superuser privilege", FERRY_RESULT_NEEDS_ELEVATION},
    Mark{"Could not get lock", FERRY_RESULT_BUSY},
    Mark{"is another process using it?", FERRY_RESULT_BUSY},
    Mark{"Unable to lock", FERRY_RESULT_BUSY},
    Mark{"lock was locked by another process", FERRY_RESULT_BUSY},
    Mark{"Hash Sum mismatch", FERRY_RESULT_HASH_MISMATCH},
    Mark{"Hashes of expected file", FERRY_RESULT_HASH_MISMATCH},
    Mark{"File has unexpected size", FERRY_RESULT_HASH_MISMATCH},
    Mark{"NO_PUBKEY", FERRY_RESULT_HASH_MISMATCH},
    Mark{"is not signed", FERRY_RESULT_HASH_MISMATCH},
    Mark{"unauthenticated packages", FERRY_RESULT_HASH_MISMATCH},
    Mark{"could not be authenticated", FERRY_RESULT_HASH_MISMATCH},
    Mark{"No space left on device", FERRY_RESULT_FAILED},
    Mark{"enough free space", FERRY_RESULT_FAILED},
    Mark{"Failed to fetch", FERRY_RESULT_NETWORK},
    Mark{"Temporary failure resolving", FERRY_RESULT_NETWORK},
    Mark{"Could not connect", FERRY_RESULT_NETWORK},
    Mark{"Could not resolve", FERRY_RESULT_NETWORK},
    Mark{"Unable to fetch some archives", FERRY_RESULT_NETWORK},
    Mark{"Unable to locate package", FERRY_RESULT_NOT_FOUND},
    Mark{"has no installation candidate", FERRY_RESULT_NOT_FOUND},
    Mark{"was not found", FERRY_RESULT_NOT_FOUND},
};

constexpr std::string_view kUnmet = "have unmet dependencies";
constexpr std::string_view kHeldBy = "It is held by process ";

std::vector<std::string> error_lines(std::string_view err) {
    std::vector<std::string> errors;
    for (const auto line : kit::lines_of(err)) {
        auto words = kit::plain(line);
        if (words.starts_with("E:")) errors.push_back(std::string(kit::trimmed(words.substr(2))));
    }
    return errors;
}

ferry_result result_of(const std::vector<std::string>& errors) {
    for (const auto& mark : kMarks) {
        for (const auto& error : errors) {
            if (error.find(mark.words) != std::string::npos) return mark.result;
        }
    }
    return FERRY_RESULT_FAILED;
}

/// The indented lines after "The following packages have unmet dependencies:".
std::vector<std::string> unmet_lines(std::string_view out) {
    std::vector<std::string> unmet;
    bool inside = false;
    for (const auto line : kit::lines_of(out)) {
        if (inside && line.front() != ' ') return unmet;
        if (inside) unmet.push_back(kit::plain(kit::trimmed(line)));
        inside = inside || line.find(kUnmet) != std::string_view::npos;
    }
    return unmet;
}

std::string last_words(std::string_view out, std::string_view err) {
    for (const auto text : {err, out}) {
        const auto lines = kit::lines_of(text);
        if (!lines.empty()) return kit::plain(lines.back());
    }
    return "apt-get failed without a word";
}

} // namespace

Failure classify(std::string_view out, std::string_view err) {
    auto errors = error_lines(err);
    if (errors.empty()) return Failure{FERRY_RESULT_FAILED, last_words(out, err)};
    const auto result = result_of(errors);
    const auto unmet = unmet_lines(std::string(out) + std::string(err));
    errors.insert(errors.begin(), unmet.begin(), unmet.end());
    return Failure{result, kit::joined(errors, "; ")};
}

std::string LockHolder::sentence() const {
    return "process " + process + " holds " + file;
}

std::optional<LockHolder> parse_lock_wait(std::string_view line) {
    constexpr std::string_view begin = "Could not get lock ";
    if (line.find("Waiting for") == std::string_view::npos) return std::nullopt;
    const auto file = line.find(begin);
    const auto process = line.find(kHeldBy);
    if (file == std::string_view::npos || process == std::string_view::npos || process < file)
        return std::nullopt;
    auto name = line.substr(file + begin.size(), process - file - begin.size());
    while (!name.empty() && (name.back() == ' ' || name.back() == '.'))
        name.remove_suffix(1);
    auto holder = line.substr(process + kHeldBy.size());
    const auto end = holder.rfind(')');
    if (end == std::string_view::npos) return std::nullopt;
    return LockHolder{kit::plain(name), kit::plain(holder.substr(0, end + 1))};
}

} // namespace ferry::apt
