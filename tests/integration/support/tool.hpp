// Running real tools, and files for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace ferry::testing {

/// Runs a tool that has to succeed; what it printed.
std::string run_tool(const std::vector<std::string>& argv);

void write_file(const std::filesystem::path& path, const std::string& content);
std::string read_file(const std::filesystem::path& path);

} // namespace ferry::testing
