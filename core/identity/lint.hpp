// Everything that can be wrong with a folder of entries, told with file and line.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"
#include "core/identity/entry.hpp"
#include "core/identity/loader.hpp"

#include <set>
#include <vector>

namespace ferry::identity {

/// Checks each file alone (schema, order of keys, grammar of ids, name of the file) and all of them
/// together (one software per package, targets of `like`). Sorted by file, then line. Pure.
/// `below`: the catalog that an overlay goes over, whose entries `like` may name too; or null.
/// `index`: what installers offer, as read_index_ids gives it; or null. A package that its
/// installer does not offer says why in "note", or what has to be added in "needs".
std::vector<Finding> lint(const std::vector<EntryFile>& files, const Catalog* below = nullptr,
                          const std::set<PackageRef>* index = nullptr);

} // namespace ferry::identity
