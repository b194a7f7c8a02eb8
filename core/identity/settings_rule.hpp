// Where software keeps its settings, on each system.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

namespace ferry::identity {

/// One setting as each system keeps it.
struct SettingsRule {
    std::string name;
    std::string format;                       // "ini", "json", ...; empty: not told
    std::map<std::string, std::string> paths; // "windows", "macos", "linux", "flatpak" -> path
    std::vector<std::string> include;         // wildcards below the path; empty: all
    std::vector<std::string> never;           // wildcards of what must not travel
    std::vector<std::string> unconfirmed{};   // systems whose path only one source names

    bool operator==(const SettingsRule&) const = default;
};

} // namespace ferry::identity
