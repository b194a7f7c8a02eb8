// The canonical form of a stream's state, over which both sides compute the same hash.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ferry::protocol {

/// A field whose end no content can fake: its length, a colon, its bytes.
void append_field(std::string& to, std::string_view field);

/// One package's part of it: length-prefixed fields and a line end. A state is kCanonicalHead and
/// the lines of its packages, sorted by id, then arch (as bytes).
std::string canonical_line(const Package& package);
inline constexpr const char* kCanonicalHead = "ferry-state-1\n";

/// Sorted by id and arch; each field length-prefixed; the same on every system and version.
std::string canonical_state(const std::vector<Package>& packages);

/// Over "installer hash" of every stream, sorted. Empty input gives empty text.
std::string canonical_device_state(const std::vector<StreamHead>& heads);

/// What turns `old_state` into `new_state`. Both sorted by id and arch; fills set and del only.
Delta difference(const std::vector<Package>& old_state, const std::vector<Package>& new_state);

/// Applies set and del. Errors: BadData (deletes what is not there).
Result<std::vector<Package>> applied(std::vector<Package> base, const Delta& delta);

} // namespace ferry::protocol
