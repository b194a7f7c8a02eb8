// From clusters to entries that stand below proposed/, beside what people have confirmed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"
#include "core/identity/suggest/index_table.hpp"

#include <string>
#include <vector>

namespace ferry::identity {

/// A package that evidence gives to a curated entry which has none of that installer.
struct Addition {
    SoftwareId software;
    PackageRef package;
    std::string evidence;
};

struct Suggestions {
    std::vector<Entry> entries;      // sorted by id; none has a package or id of a curated entry
    std::vector<Addition> additions; // sorted by software
};

/// Deterministic: equal tables and entries give equal suggestions. Pure.
Suggestions suggest(const std::vector<IndexPackage>& packages, const std::vector<Entry>& curated);

/// The text of an entry's file, in the order that lint asks for.
std::string entry_text(const Entry& entry);

} // namespace ferry::identity
