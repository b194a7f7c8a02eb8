// The codes that mean more than "failed", from winget 1.28's own list.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/failure.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ferry::winget {
namespace {

struct Meaning {
    std::uint32_t code;
    ferry_result result;
    std::string_view words;
};

constexpr std::array kMeanings = {
    Meaning{0x8A150005, FERRY_RESULT_CANCELLED, "it was stopped"},
    Meaning{0x8A150008, FERRY_RESULT_NETWORK, "the download failed"},
    Meaning{0x8A15000F, FERRY_RESULT_NETWORK, "the source's data is missing"},
    Meaning{0x8A150010, FERRY_RESULT_FAILED, "no installer of it fits this computer"},
    Meaning{0x8A150011, FERRY_RESULT_HASH_MISMATCH, "the installer is not what the manifest says"},
    Meaning{0x8A150014, FERRY_RESULT_NOT_FOUND, "no package of that id is on offer"},
    Meaning{0x8A150016, FERRY_RESULT_FAILED, "several packages match"},
    Meaning{0x8A150017, FERRY_RESULT_NOT_FOUND, "that version is not on offer"},
    Meaning{0x8A150019, FERRY_RESULT_NEEDS_ELEVATION, "it needs administrator rights"},
    Meaning{0x8A15002B, FERRY_RESULT_ALREADY, "nothing newer fits this computer"},
    Meaning{0x8A15002D, FERRY_RESULT_HASH_MISMATCH, "the installer failed the security check"},
    Meaning{0x8A15002E, FERRY_RESULT_HASH_MISMATCH, "the download has a wrong size"},
    Meaning{0x8A15003A, FERRY_RESULT_FAILED, "a policy forbids it"},
    Meaning{0x8A150041, FERRY_RESULT_AGREEMENT_NEEDED, "its licence wants to be accepted"},
    Meaning{0x8A150042, FERRY_RESULT_AGREEMENT_NEEDED, "it wants an answer"},
    Meaning{0x8A150045, FERRY_RESULT_NETWORK, "the source cannot be opened"},
    Meaning{0x8A150046, FERRY_RESULT_AGREEMENT_NEEDED, "the source's terms want to be accepted"},
    Meaning{0x8A15004B, FERRY_RESULT_NETWORK, "no source can be opened"},
    Meaning{0x8A15004F, FERRY_RESULT_ALREADY, "nothing newer is on offer"},
    Meaning{0x8A150056, FERRY_RESULT_FAILED, "it must be installed without administrator rights"},
    Meaning{0x8A15005E, FERRY_RESULT_NETWORK, "the server's certificate is not the expected one"},
    Meaning{0x8A150061, FERRY_RESULT_ALREADY, "it is installed"},
    Meaning{0x8A150068, FERRY_RESULT_FAILED, "it is pinned: winget pin remove lets it change"},
    Meaning{0x8A15006A, FERRY_RESULT_CANCELLED, "it was stopped"},
    Meaning{0x8A15006D, FERRY_RESULT_NETWORK, "the service is busy; try again later"},
    Meaning{0x8A150076, FERRY_RESULT_AGREEMENT_NEEDED, "it wants somebody to sign in"},
    Meaning{0x8A150077, FERRY_RESULT_CANCELLED, "signing in was given up"},
    Meaning{0x8A15007D, FERRY_RESULT_FAILED, "it must not be done with administrator rights"},
    Meaning{0x8A150086, FERRY_RESULT_NETWORK, "the download was empty"},
    Meaning{0x8A150089, FERRY_RESULT_ALREADY, "it is installed"},
    Meaning{0x8A150101, FERRY_RESULT_BUSY, "the program is running; close it first"},
    Meaning{0x8A150102, FERRY_RESULT_BUSY, "another installation is going on"},
    Meaning{0x8A150103, FERRY_RESULT_BUSY, "one of its files is in use"},
    Meaning{0x8A150105, FERRY_RESULT_FAILED, "the disk is full"},
    Meaning{0x8A150107, FERRY_RESULT_NETWORK, "there is no network"},
    Meaning{0x8A15010A, FERRY_RESULT_NEEDS_REBOOT, "Windows must be restarted first"},
    Meaning{0x8A15010C, FERRY_RESULT_CANCELLED, "somebody stopped the installer"},
    Meaning{0x8A15010D, FERRY_RESULT_ALREADY, "it is installed"},
    Meaning{0x8A15010E, FERRY_RESULT_ALREADY, "a newer version is installed"},
    Meaning{0x8A15010F, FERRY_RESULT_FAILED, "a policy forbids it"},
    Meaning{0x8A150111, FERRY_RESULT_BUSY, "another program uses it"},
    Meaning{0x80004004, FERRY_RESULT_CANCELLED, "it was stopped"},
    Meaning{0x80070005, FERRY_RESULT_NEEDS_ELEVATION, "it needs administrator rights"},
    Meaning{0x80070070, FERRY_RESULT_FAILED, "the disk is full"},
    Meaning{0x80073D28, FERRY_RESULT_NEEDS_ELEVATION, "it needs administrator rights"},
    Meaning{0x80073D02, FERRY_RESULT_BUSY, "the program is running; close it first"},
    Meaning{0x80073CFB, FERRY_RESULT_ALREADY, "it is installed"},
    Meaning{0x80073D06, FERRY_RESULT_ALREADY, "a newer version is installed"},
    Meaning{0xC000013A, FERRY_RESULT_CANCELLED, "it was stopped"},
};

constexpr std::uint32_t kNoApplicationsFound = 0x8A150014;
constexpr std::uint32_t kRestartToFinish = 0x8A150109;
constexpr std::uint32_t kRestartBegun = 0x8A15010B;

/// 0x8007xxxx with an error of WinInet or WinHTTP, 12001 to 12190.
bool of_the_network(std::uint32_t code) {
    return code >= 0x80072EE1 && code <= 0x80072F9E;
}

std::string in_hex(std::uint32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += digits[(code >> shift) & 0xf];
    return text;
}

} // namespace

bool nothing_found(int exit_code) {
    return static_cast<std::uint32_t>(exit_code) == kNoApplicationsFound;
}

bool wants_restart(int exit_code) {
    const auto code = static_cast<std::uint32_t>(exit_code);
    return code == kRestartToFinish || code == kRestartBegun;
}

kit::Reason classify(const sdk::Output& output) {
    const auto code = static_cast<std::uint32_t>(output.exit_code);
    const auto found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                    [&](const Meaning& one) { return one.code == code; });
    kit::Reason reason;
    if (found != kMeanings.end())
        reason = {found->result, std::string(found->words)};
    else if (of_the_network(code))
        reason = {FERRY_RESULT_NETWORK, "the network failed"};
    else
        reason.words = kit::last_words(output.out);
    if (reason.words.empty()) reason.words = "winget failed without a word";
    reason.words += " (" + in_hex(code) + ")";
    return reason;
}

Error error_of(std::string_view what, const sdk::Output& output) {
    const auto reason = classify(output);
    const bool network = reason.result == FERRY_RESULT_NETWORK;
    return {network ? Code::Network : Code::ToolFailed, std::string(what) + ": " + reason.words};
}

} // namespace ferry::winget
