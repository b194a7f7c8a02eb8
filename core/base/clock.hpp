// Time as a seam: what the wall clock says, and how it is written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace ferry {

using UnixMillis = std::int64_t; // since 1970-01-01 UTC

/// Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UnixMillis now() const = 0;
};

class SystemClock final : public Clock {
public:
    UnixMillis now() const override;
};

/// "2026-11-23T16:53:27Z".
std::string iso8601(UnixMillis time);
/// "3 min ago", "2 days ago", "just now".
std::string ago(UnixMillis then, UnixMillis now);

} // namespace ferry
