// How much a folder of entries covers, counted from the entries themselves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <cstddef>
#include <vector>

namespace ferry::identity {

/// Numbers of entries, of curated ones where nothing else is said.
struct Coverage {
    std::size_t curated = 0;
    std::size_t proposed = 0;
    std::size_t windows = 0; // has a winget or choco package
    std::size_t macos = 0;   // a brew package
    std::size_t linux = 0;   // an apt, dnf or flatpak package
    std::size_t all_three = 0;
    std::size_t like = 0;               // names alternatives
    std::size_t traces = 0;             // has a trace rule
    std::size_t settings = 0;           // has settings with paths
    std::size_t settings_two = 0;       // one setting has paths for two systems or more
    std::size_t settings_three = 0;     // for windows, macos and linux
    std::size_t proposed_all_three = 0; // of the proposed ones
};

/// On how many of Windows, macOS and Linux the entry has a package.
int systems_of(const Entry& entry);

Coverage coverage_of(const std::vector<Entry>& entries);

} // namespace ferry::identity
