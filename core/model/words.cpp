// How the model's enumerations are written in JSON, on the screen and in the journal.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"
#include "core/model/plan.hpp"

#include <array>
#include <cstddef>

namespace ferry {
namespace {

constexpr std::array kResults = {
    "ok",      "already",       "not-found", "needs-elevation",  "needs-reboot", "busy",
    "network", "hash-mismatch", "cancelled", "agreement-needed", "failed"};
constexpr std::array kLines = {"present", "install",  "unconfirmed",    "choose",  "alternative",
                               "depot",   "declined", "no-counterpart", "unmapped"};
constexpr std::array kActions = {"install", "remove", "upgrade"};
constexpr std::array kScopes = {"", "system", "user"};
constexpr std::array kReasons = {"", "explicit", "dependency"};

template <typename Enum, std::size_t N>
std::optional<Enum> from_text(const std::array<const char*, N>& words, const std::string& text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (text == words[i]) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

bool succeeded(ResultClass result) {
    return result == ResultClass::Ok || result == ResultClass::Already ||
           result == ResultClass::NeedsReboot;
}

const char* to_text(Action action) {
    return kActions.at(static_cast<std::size_t>(action));
}
const char* to_text(ResultClass result) {
    return kResults.at(static_cast<std::size_t>(result));
}
const char* to_text(LineKind kind) {
    return kLines.at(static_cast<std::size_t>(kind));
}
const char* to_text(Scope scope) {
    return kScopes.at(static_cast<std::size_t>(scope));
}
const char* to_text(Reason reason) {
    return kReasons.at(static_cast<std::size_t>(reason));
}

ResultClass result_class_from_text(const std::string& text) {
    return from_text<ResultClass>(kResults, text).value_or(ResultClass::Failed);
}

std::optional<LineKind> line_kind_from_text(const std::string& text) {
    return from_text<LineKind>(kLines, text);
}

Scope scope_from_text(const std::string& text) {
    return from_text<Scope>(kScopes, text).value_or(Scope::Unknown);
}

} // namespace ferry
