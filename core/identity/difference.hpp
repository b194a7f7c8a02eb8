// What a change of the catalog means for a person.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <string>
#include <vector>

namespace ferry::identity {

struct SoftwareChange {
    SoftwareId software;
    std::vector<std::string> words; // "new", "gone", "winget Mozilla.Firefox no longer"
};

/// Entries with an equal id are compared; what stands on one side only is new or gone. Sorted by
/// id; entries that mean the same are left out. Pure.
std::vector<SoftwareChange> difference(const std::vector<Entry>& before,
                                       const std::vector<Entry>& after);

} // namespace ferry::identity
