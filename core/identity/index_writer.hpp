// Entries to the bytes of an index.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::identity {

/// Deterministic, whatever the order of `entries`; their ids are distinct. `removed` are ids that
/// an index below must no longer show: with them a small index of what changed goes over a large
/// one. Errors: BadData (more than 4 GiB of records).
Result<std::string> write_index(const std::vector<Entry>& entries, const std::string& origin,
                                const std::vector<SoftwareId>& removed = {});

} // namespace ferry::identity
