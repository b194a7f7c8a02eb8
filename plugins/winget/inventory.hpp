// What is installed: the packages that winget knows, and the programs that it does not.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::winget {

struct Installed {
    std::string id, version, name, publisher, source;
    ferry_scope scope = FERRY_SCOPE_UNKNOWN;
    bool held = false;
};

/// Errors: those of programs(), records(), exported().
Result<std::vector<Installed>> read_inventory(const sdk::Host& host);

/// Emits a trace for every program that no package claims, by what is known without asking winget
/// again. Errors: those of programs(), records(), last_export().
Result<void> tell_traces(const sdk::Host& host);

} // namespace ferry::winget
