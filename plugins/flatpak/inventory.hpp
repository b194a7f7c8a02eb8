// Everything that is installed, as one row per ref, and the names that rows and requests share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/flatpak/installation.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::flatpak {

struct Row {
    std::string native_id; // "ID" of the current branch, "ID//BRANCH" of others, refs of runtimes
    std::string installation;
    ferry_scope scope = FERRY_SCOPE_UNKNOWN;
    std::string option; // for the command line
    Deployed deployed;
};

/// Unique by native id and architecture: the same ref in two installations is the person's own
/// one, which is what `flatpak run` starts. Errors: as installations() and deployed().
Result<std::vector<Row>> rows(const sdk::Host& host);

Result<void> inventory(const sdk::Host& host);

} // namespace ferry::flatpak
