// One list of words per enumeration of plugin_abi.h, in the order of its numbers.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/words.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace ferry::check {
namespace {

constexpr std::string_view kStatuses[] = {
    "ok",        "unavailable",   "tool_failed", "bad_data", "denied", "timed_out", "internal",
    "not_found", "not_supported", "cancelled",   "conflict", "io",     "network"};
constexpr std::string_view kResults[] = {
    "ok",      "already",       "not_found", "needs_elevation",  "needs_reboot", "busy",
    "network", "hash_mismatch", "cancelled", "agreement_needed", "failed"};
constexpr std::string_view kScopes[] = {"unknown", "system", "user"};
constexpr std::string_view kReasons[] = {"unknown", "explicit", "dependency"};
constexpr std::string_view kConditions[] = {"ok", "broken"};
constexpr std::string_view kUnknownNumber = "number ";

template <std::size_t N>
std::string word(const std::string_view (&words)[N], std::int32_t number) {
    if (number >= 0 && static_cast<std::size_t>(number) < N)
        return std::string(words[static_cast<std::size_t>(number)]);
    return std::string(kUnknownNumber) + std::to_string(number);
}

} // namespace

std::string status_word(ferry_status status) {
    return word(kStatuses, status);
}
std::string result_word(ferry_result result) {
    return word(kResults, result);
}
std::string scope_word(ferry_scope scope) {
    return word(kScopes, scope);
}
std::string reason_word(ferry_reason reason) {
    return word(kReasons, reason);
}
std::string condition_word(ferry_condition condition) {
    return word(kConditions, condition);
}

std::optional<ferry_status> status_of(std::string_view word) {
    const auto* found = std::find(std::begin(kStatuses), std::end(kStatuses), word);
    if (found == std::end(kStatuses)) return std::nullopt;
    return static_cast<ferry_status>(found - std::begin(kStatuses));
}

bool is_known(std::string_view word) {
    return !word.starts_with(kUnknownNumber);
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    std::string shown;
    for (const char c : text.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x20 && byte < 0x7F;
        shown += plain ? std::string(1, c) : "\\x" + hex(std::string_view(&c, 1));
    }
    if (text.size() > kLongest) shown += "...";
    return "\"" + shown + "\"";
}

} // namespace ferry::check
