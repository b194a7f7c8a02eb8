// What Chocolatey has installed, from its folders lib and .chocolatey.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::choco {

struct Installed {
    std::string id, version, title, authors;
    bool needed = false; // by another package: nobody recorded who asked for it
    bool pinned = false;
};

/// Where it is: what the machine's variable ChocolateyInstall says, or its default places. Empty:
/// nowhere.
std::string folder(const sdk::Host& host);

/// Sorted by id. What is pending, so half installed, is left out. Errors: Denied, Io, BadData with
/// file and line.
Result<std::vector<Installed>> installed(const sdk::Host& host);

} // namespace ferry::choco
