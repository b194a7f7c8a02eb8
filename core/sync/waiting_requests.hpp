// How many requests wait here, as far as the server says: for the status, which asks nobody.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/requests.hpp"
#include "core/sync/link.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <vector>

namespace ferry::sync {

/// Remembers those of `all` that are open and to this device, whether or not they can be believed.
Result<void> remember_waiting(const Parts& parts, const Link& link,
                              const std::vector<protocol::StoredRequest>& all);
/// Asks for them first. A server that knows no requests has none.
Result<void> refresh_waiting(const Parts& parts, const Link& link);

} // namespace ferry::sync
