// Times as people and machines read them.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {

TEST(Iso8601, IsInUtcToTheSecond) {
    EXPECT_EQ(iso8601(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(iso8601(1'795'452'807'999), "2026-11-23T16:53:27Z");
}

TEST(Ago, UsesTheLargestWholeUnit) {
    EXPECT_EQ(ago(0, 59'000), "just now");
    EXPECT_EQ(ago(0, 60'000), "1 minute ago");
    EXPECT_EQ(ago(0, 7'200'000), "2 hours ago");
    EXPECT_EQ(ago(0, 3 * 86'400'000LL), "3 days ago");
    EXPECT_EQ(ago(10'000, 0), "just now");
}

} // namespace ferry::testing
