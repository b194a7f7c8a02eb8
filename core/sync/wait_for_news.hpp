// Waits at the server until something is new in the account. Changes nothing, here or there.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <functional>

namespace ferry::sync {

/// True: sync() has something to do. False: nothing came within a minute, or the server is about to
/// end. The state of the parts may be open for reading only. `give_up` is asked twice a second.
/// Errors: as of sync(); Cancelled where it was given up.
Result<bool> wait_for_news(const Parts& parts, const std::function<bool()>& give_up);

} // namespace ferry::sync
