// The numbers of the contract as words, for samples and for messages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>

#include <optional>
#include <string>
#include <string_view>

namespace ferry::check {

/// "ok", "needs_elevation"; a number that the contract does not have is "number 77".
std::string status_word(ferry_status status);
std::string result_word(ferry_result result);
std::string scope_word(ferry_scope scope);
std::string reason_word(ferry_reason reason);
std::string condition_word(ferry_condition condition);

std::optional<ferry_status> status_of(std::string_view word);

/// Whether the word above stands for a number of the contract.
bool is_known(std::string_view word);

/// Fit for a message: in quotes, control characters and bytes that are no UTF-8 shown, cut at 60.
std::string shown(std::string_view text);

} // namespace ferry::check
