// Packages that evidence holds together. Linear in their number: nothing is compared in pairs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/suggest/index_table.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ferry::identity {

/// What several packages have in common.
struct Link {
    std::string what;                 // "repository github.com/owner/name and the name app"
    std::vector<std::size_t> members; // numbers of packages, ascending
};

/// One software: at most one package per installer, casks and formulae counted apart.
struct Cluster {
    std::vector<std::size_t> members; // ascending
    std::vector<Link> links;          // each joins two members or more; sorted by text
};

/// Two packages are joined where they share an AppStream id; or a source repository, the page of
/// the project, a host that belongs to one project, or a release, and the name too. Variants
/// (channels, editions) are never joined. Deterministic. Pure.
std::vector<Cluster> clusters_of(const std::vector<IndexPackage>& packages);

} // namespace ferry::identity
