// What the service manager is to start.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/agent/service_texts.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::agent {

// Errors of all: BadData, where a path cannot be written into a service manager's file.

Result<Launch> launch_of(const std::filesystem::path& program);
/// The folder that the variable names now, absolute; empty where it is not set.
Result<std::string> folder_in_force(const std::string& variable);
/// Those of the variables that are set now: the service manager does not know this shell's.
Result<void> add_environment(Launch& launch, const std::vector<std::string>& variables);
/// FERRY_KEY_STORE, where it is set now.
void add_key_store(Launch& launch);

} // namespace ferry::agent
