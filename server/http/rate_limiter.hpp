// Token buckets by key: how often one device or address may ask.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace ferry::server {

struct Rate {
    double burst = 10;            // that many at once
    double per_second = 1 / 60.0; // and that many more in time
};

/// Thread-safe. Memory is bounded: full buckets are forgotten first.
class RateLimiter {
public:
    RateLimiter(const Clock& clock, Rate rate);
    /// Zero: allowed. Else how many seconds to wait.
    int seconds_to_wait(const std::string& key);
    std::size_t size() const; // keys that it remembers

private:
    struct Bucket {
        double tokens;
        UnixMillis at;
    };
    const Clock& clock_;
    Rate rate_;
    mutable std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

} // namespace ferry::server
