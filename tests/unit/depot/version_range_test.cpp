// Ranges of versions of operating systems.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/version_range.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::testing::HasSubstr;

bool holds(const char* range, const char* version, const char* os = "linux") {
    const auto parsed = VersionRange::parse(range);
    EXPECT_TRUE(parsed.ok()) << range;
    return parsed && parsed->contains(os, version);
}

TEST(VersionRange, TakesEveryVersionWhereItIsEmpty) {
    EXPECT_TRUE(holds("", "12"));
    EXPECT_TRUE(holds(" ", ""));
}

TEST(VersionRange, ComparesNumbersAsNumbers) {
    EXPECT_TRUE(holds(">=9", "10"));
    EXPECT_FALSE(holds(">=22.10", "22.4"));
    EXPECT_TRUE(holds(">=10,<12", "11.7.1"));
    EXPECT_FALSE(holds(">=10,<12", "12"));
    EXPECT_FALSE(holds(">=10,<12", "9.9"));
}

TEST(VersionRange, LooksAtAVersionAsFarAsTheTermGoes) {
    EXPECT_TRUE(holds("=12", "12.5"));
    EXPECT_TRUE(holds("<=12", "12.5"));
    EXPECT_FALSE(holds(">12", "12.5"));
    EXPECT_TRUE(holds(">12", "13"));
    EXPECT_FALSE(holds("=12.4", "12.5"));
}

TEST(VersionRange, KnowsWindowsByTheNumbersOfItsNames) {
    EXPECT_TRUE(holds(">=11", "10.0.22631", "windows"));
    EXPECT_FALSE(holds(">=11", "10.0.19045", "windows"));
    EXPECT_TRUE(holds("=10", "10.0.19045", "windows"));
    EXPECT_FALSE(holds("=10", "10.0.22631", "windows"));
    EXPECT_FALSE(holds(">=10", "6.3.9600", "windows"));
    EXPECT_TRUE(holds("=8.1", "6.3.9600", "windows"));
    EXPECT_TRUE(holds(">=10.0.22621", "10.0.22631", "windows"));
    EXPECT_FALSE(holds(">=10.0.22631", "10.0.22621", "windows"));
}

TEST(VersionRange, NamesTheTermThatIsNone) {
    for (const char* bad : {"10", ">=", ">=ten", ">=1..2", ">=1,", "=>1", "!=3", ">=.1", ">= 1 2"})
        EXPECT_EQ(VersionRange::parse(bad).error().code, Code::BadData) << bad;
    EXPECT_THAT(VersionRange::parse(">=10,bookworm").error().message,
                HasSubstr("\"bookworm\" is no term; write one like >=10"));
    EXPECT_FALSE(VersionRange::parse(">=1,>=1,>=1,>=1,>=1,>=1,>=1,>=1,>=1").ok());
}

} // namespace
} // namespace ferry::depot
