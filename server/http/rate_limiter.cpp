// Filling and emptying buckets.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace ferry::server {
namespace {

constexpr std::size_t kMostBuckets = 100'000;

} // namespace

RateLimiter::RateLimiter(const Clock& clock, Rate rate) : clock_(clock), rate_(rate) {}

int RateLimiter::seconds_to_wait(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    const auto filled = [&](const Bucket& bucket) {
        const auto seconds = static_cast<double>(now - bucket.at) / 1000.0;
        return std::min(rate_.burst, bucket.tokens + std::max(0.0, seconds) * rate_.per_second);
    };
    if (buckets_.size() >= kMostBuckets)
        std::erase_if(buckets_,
                      [&](const auto& entry) { return filled(entry.second) >= rate_.burst; });
    // A flood of addresses, all of them in use: forgetting everybody is milder than stopping all.
    if (buckets_.size() >= kMostBuckets) buckets_.clear();
    auto& bucket = buckets_.try_emplace(key, Bucket{rate_.burst, now}).first->second;
    bucket = {filled(bucket), now};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return static_cast<int>(std::ceil((1 - bucket.tokens) / rate_.per_second));
}

std::size_t RateLimiter::size() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

} // namespace ferry::server
