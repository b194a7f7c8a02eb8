// One call into a plugin's table, and what the contract says of every call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sdk/check/replay_host.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ferry::check {

struct Finding {
    std::string rule; // "failures-once"
    std::string what; // lower case, no full stop
};

bool has_call(const ferry_plugin& plugin, std::string_view call);
/// Whether `call` is one of install, remove and upgrade.
bool changes_machine(std::string_view call);

/// Enters the table. What was said is in host.said too. REQUIRES has_call(plugin, call).
const Said& enter(const ferry_plugin& plugin, ReplayHost& host, std::string_view call,
                  const std::vector<std::string>& ids);

/// Failures told once, rows of the right form, one outcome per id: true of every call.
std::vector<Finding> breaches(const Said& said, std::string_view call,
                              const std::vector<std::string>& ids);

} // namespace ferry::check
