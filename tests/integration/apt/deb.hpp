// Packages made up for a test, built by the real dpkg-deb.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ferry::testing {

struct Deb {
    std::string name;
    std::string version = "1.0";
    std::string arch = "all";
    std::string fields{};                         // more lines of the control file
    std::map<std::string, std::string> scripts{}; // "postinst": what stands below "#!/bin/sh"
    std::map<std::string, std::string> files{};   // by path without the first slash
    std::vector<std::string> conffiles{};         // absolute
};

/// Runs a tool that has to succeed; what it printed.
std::string run_tool(const std::vector<std::string>& argv);

/// Writes the package into the folder `pool`, with `scratch` to work in.
void build_deb(const Deb& deb, const std::filesystem::path& pool,
               const std::filesystem::path& scratch);

void write_file(const std::filesystem::path& path, const std::string& content);
std::string read_file(const std::filesystem::path& path);

} // namespace ferry::testing
