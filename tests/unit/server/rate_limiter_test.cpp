// Token buckets, with the clock in hand.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/rate_limiter.hpp"
#include "tests/support/fixed_clock.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

TEST(RateLimiter, AllowsABurstAndSaysHowLongToWaitAfterIt) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {3, 0.1});

    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(limiter.seconds_to_wait("a"), 0);
    EXPECT_EQ(limiter.seconds_to_wait("a"), 10);
}

TEST(RateLimiter, AllowsOneMoreOnceTheTimeItNamedIsOver) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {1, 0.1});
    (void)limiter.seconds_to_wait("a");

    clock.advance(limiter.seconds_to_wait("a") * 1000);

    EXPECT_EQ(limiter.seconds_to_wait("a"), 0);
    EXPECT_EQ(limiter.seconds_to_wait("a"), 10);
}

TEST(RateLimiter, NeverSavesUpMoreThanABurst) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {2, 1});
    (void)limiter.seconds_to_wait("a");
    clock.advance(1'000'000);

    EXPECT_EQ(limiter.seconds_to_wait("a"), 0);
    EXPECT_EQ(limiter.seconds_to_wait("a"), 0);
    EXPECT_GT(limiter.seconds_to_wait("a"), 0);
}

TEST(RateLimiter, CountsEveryKeyForItself) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {1, 0.1});
    (void)limiter.seconds_to_wait("a");

    EXPECT_EQ(limiter.seconds_to_wait("b"), 0);
}

TEST(RateLimiter, GivesNothingForAClockThatWasSetBack) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {1, 1});
    (void)limiter.seconds_to_wait("a");

    clock.advance(-3'600'000);

    EXPECT_EQ(limiter.seconds_to_wait("a"), 1);
}

TEST(RateLimiter, KeepsItsMemoryBoundedUnderAFloodOfKeys) {
    FixedClock clock;
    server::RateLimiter limiter(clock, {10, 0.001});

    for (int i = 0; i < 150'000; ++i)
        (void)limiter.seconds_to_wait(std::to_string(i));

    EXPECT_LE(limiter.size(), 100'000u);
}

} // namespace
} // namespace ferry::testing
