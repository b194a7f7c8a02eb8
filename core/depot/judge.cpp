// Exit codes of Windows Installer and its imitators; words of the others.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/judge.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace ferry::depot {
namespace {

struct Code32 {
    int code;
    ResultClass result;
    std::string_view words;
};

// Windows Installer's own; Burn, Inno Setup and NSIS packages keep to them where they tell at all.
constexpr std::array kWindowsCodes = {
    Code32{1641, ResultClass::NeedsReboot, "a restart was begun"},
    Code32{3010, ResultClass::NeedsReboot, "a restart completes it"},
    Code32{1618, ResultClass::Busy, "another installation is going on"},
    Code32{1602, ResultClass::Cancelled, "somebody stopped the installer"},
    Code32{1223, ResultClass::NeedsElevation, "administrator rights were not given"},
    Code32{740, ResultClass::NeedsElevation, "it needs administrator rights"},
    Code32{1925, ResultClass::NeedsElevation, "it needs administrator rights"},
    Code32{1638, ResultClass::Already, "another version of it is installed"},
    Code32{1601, ResultClass::Failed, "the Windows Installer service cannot be reached"},
    Code32{1619, ResultClass::Failed, "the file cannot be opened"},
    Code32{1620, ResultClass::Failed, "the file is no installer package"},
    Code32{1625, ResultClass::Failed, "a policy forbids it"},
    Code32{1633, ResultClass::Failed, "it is not for this kind of computer"},
    Code32{112, ResultClass::Failed, "the disk is full"},
};

struct Mark {
    std::string_view words;
    ResultClass result;
};

// The first mark that the output has decides. Words of apt 2.6, dpkg 1.21, dnf 4 and rpm 4.18.
constexpr std::array kMarks = {
    Mark{"are you root?", ResultClass::NeedsElevation},
    Mark{"requires superuser privilege", ResultClass::NeedsElevation},
    Mark{"has to be run with superuser privileges", ResultClass::NeedsElevation},
    Mark{"Must be run as root", ResultClass::NeedsElevation},
    Mark{"Could not get lock", ResultClass::Busy},
    Mark{"lock was locked by another process", ResultClass::Busy},
    Mark{"Unable to lock", ResultClass::Busy},
    Mark{"can't create transaction lock", ResultClass::Busy},
    Mark{"Waiting for process with pid", ResultClass::Busy},
    Mark{"is already installed", ResultClass::Already}, // rpm -U of what is here
    Mark{"No space left on device", ResultClass::Failed},
    Mark{"Failed to fetch", ResultClass::Network},
    Mark{"Temporary failure resolving", ResultClass::Network},
    Mark{"Failed to download metadata", ResultClass::Network},
};

std::string last_words(const ProcessOutput& output, std::string_view tool) {
    for (const auto* text : {&output.err, &output.out}) {
        const auto all = lines(*text);
        for (auto line = all.rbegin(); line != all.rend(); ++line) {
            if (!trimmed(*line).empty()) return printable(trimmed(*line)).substr(0, 300);
        }
    }
    return std::string(tool) + " failed without a word";
}

/// apt puts its reasons in lines of their own, and others last.
std::string reasons(const ProcessOutput& output, std::string_view tool) {
    std::vector<std::string> found;
    for (const auto line : lines(output.err)) {
        if (line.starts_with("E: ")) found.push_back(printable(line.substr(3)));
    }
    return found.empty() ? last_words(output, tool) : join(found, "; ").substr(0, 600);
}

std::string with_code(std::string words, int code) {
    return words + " (exit code " + std::to_string(code) + ")";
}

Verdict of_windows(std::string_view tool, const ProcessOutput& output) {
    const auto found = std::find_if(kWindowsCodes.begin(), kWindowsCodes.end(),
                                    [&](const auto& one) { return one.code == output.exit_code; });
    if (found == kWindowsCodes.end())
        return {ResultClass::Failed, with_code(last_words(output, tool), output.exit_code)};
    return {found->result, with_code(std::string(found->words), output.exit_code)};
}

} // namespace

Verdict judge(std::string_view format, std::string_view tool, const ProcessOutput& output) {
    if (output.cancelled) return {ResultClass::Cancelled, "stopped"};
    const bool windows = format == "msi" || format == "exe";
    const auto has = [&](std::string_view words) {
        return output.err.find(words) != std::string::npos ||
               output.out.find(words) != std::string::npos;
    };
    if (output.exit_code == 0) {
        // "installer: The install requires restarting now."
        if (format == "pkg" && has("restarting")) return {ResultClass::NeedsReboot, {}};
        if (format == "deb" && has("is already the newest version"))
            return {ResultClass::Already, {}};
        return {ResultClass::Ok, {}};
    }
    if (windows) return of_windows(tool, output);
    for (const auto& mark : kMarks) {
        if (has(mark.words))
            return {mark.result,
                    mark.result == ResultClass::Already ? std::string() : reasons(output, tool)};
    }
    return {ResultClass::Failed, reasons(output, tool)};
}

ResultClass result_of(const Error& error) {
    switch (error.code) {
    case Code::Denied:
        return ResultClass::NeedsElevation;
    case Code::Cancelled:
        return ResultClass::Cancelled;
    case Code::Conflict: // the file is not the one that the manifest names
        return ResultClass::HashMismatch;
    default:
        return ResultClass::Failed;
    }
}

} // namespace ferry::depot
