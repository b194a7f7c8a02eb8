// Packages made up for a test, built by the real dpkg-deb.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/integration/support/tool.hpp"

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

/// Writes the package into the folder `pool`, with `scratch` to work in.
void build_deb(const Deb& deb, const std::filesystem::path& pool,
               const std::filesystem::path& scratch);

} // namespace ferry::testing
