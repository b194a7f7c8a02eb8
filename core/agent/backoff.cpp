// Doubling up to a minute.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/backoff.hpp"

#include <algorithm>
#include <cstdint>

namespace ferry::agent {

std::chrono::milliseconds Backoff::next(double random) {
    using std::chrono::milliseconds;
    constexpr milliseconds kFirst{2'000};
    constexpr milliseconds kLongest{60'000};
    constexpr int kEnoughDoublings = 5;
    const auto pause = std::min(kLongest, kFirst * (1 << std::min(failures_, kEnoughDoublings)));
    ++failures_;
    return milliseconds(
        static_cast<std::int64_t>(static_cast<double>(pause.count()) * (0.5 + random)));
}

} // namespace ferry::agent
