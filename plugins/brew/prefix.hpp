// What is in a prefix of Homebrew, from its folders and receipts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/brew/names.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::brew {

struct Keg {
    Name name;
    std::string version, arch;
    std::string prefix;
    bool asked_for = true;
    bool pinned = false;
};

/// The prefixes of this machine that have a brew. Two may live side by side on a Mac.
std::vector<std::string> prefixes(const sdk::Host& host);

/// Formulae and casks; of several versions of a formula the one that is in use. Unique by name and
/// architecture. Errors: Denied, Io, BadData with file and line.
Result<std::vector<Keg>> installed(const sdk::Host& host);

} // namespace ferry::brew
