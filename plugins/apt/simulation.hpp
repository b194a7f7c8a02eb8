// What apt-get says it would do, line by line, when it is run with -s.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/names.hpp"

#include <ferry/result.hpp>

#include <string_view>
#include <vector>

namespace ferry::apt {

struct Change {
    Target target;
    bool replaces = false; // another version of it is installed now
};

struct Simulation {
    std::vector<Change> installs; // "Inst"
    std::vector<Target> removals; // "Remv" and "Purg"
};

/// Lines of other kinds are for people and are skipped. Errors: BadData for a line that begins like
/// one of these and is none: what would happen is not known then.
Result<Simulation> parse_simulation(std::string_view out, std::string_view native_arch);

} // namespace ferry::apt
