// When a request may be repeated, and after which pause.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/connection.hpp"
#include "core/sync/transport.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <optional>

namespace ferry::sync {

inline constexpr int kMostTries = 4;

/// In [0, 1): spreads clients that failed together.
double random_share();

/// Whether doing it twice is the same as doing it once.
bool is_repeatable(const Call& call);

/// The pause before the next try; nothing: what there is, is final. `tried`: how often so far.
/// `random`: random_share().
std::optional<std::chrono::milliseconds>
pause_before_retry(const Call& call, const Result<HttpAnswer>& last, int tried, double random);

} // namespace ferry::sync
