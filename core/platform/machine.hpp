// Facts of the machine that this process runs on, or of the tree below a root.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/platform/files.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace ferry {

/// Name is the host name. With a root other than "/", os-release is read below it.
Device this_device(const ReadOnlyFiles& files, const std::filesystem::path& root);
bool running_elevated();  // root, or an administrator's full token
bool terminal_on_input(); // somebody can answer a question
bool terminal_on_output();
bool terminal_on_errors();
std::filesystem::path executable_path();          // of this very program
std::string environment(const std::string& name); // empty where not set
std::int64_t process_id();                        // of this very process
void refuse_core_dumps();                         // secrets are in memory from now on

} // namespace ferry
