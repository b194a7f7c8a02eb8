// A clock that stands still until a test moves it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"

#include <atomic>

namespace ferry::testing {

class FixedClock final : public Clock {
public:
    UnixMillis now() const override { return now_.load(); }
    void advance(UnixMillis by) { now_ += by; }

private:
    std::atomic<UnixMillis> now_{1'750'000'000'000};
};

} // namespace ferry::testing
