// What a person types under a plan.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using planner::parse_ticks;
using ::testing::HasSubstr;

namespace {

const std::vector<bool> kTicked = {true, false, true, false, true};

/// "1.3.5" for the first, third and fifth.
std::string chosen(const std::string& text) {
    const auto result = parse_ticks(text, kTicked);
    if (!result) return result.error().message;
    std::string numbers;
    for (std::size_t i = 0; i < result->size(); ++i) {
        if ((*result)[i]) numbers += (numbers.empty() ? "" : ".") + std::to_string(i + 1);
    }
    return numbers;
}

} // namespace

TEST(Ticks, StayAsTheyAreWhenNothingIsTyped) {
    EXPECT_EQ(chosen(""), "1.3.5");
    EXPECT_EQ(chosen("  \t"), "1.3.5");
}

TEST(Ticks, AreReplacedByNumbersAndRanges) {
    EXPECT_EQ(chosen("2"), "2");
    EXPECT_EQ(chosen("1-3 5"), "1.2.3.5");
    EXPECT_EQ(chosen("1,2"), "1.2");
    EXPECT_EQ(chosen("2-2"), "2");
}

TEST(Ticks, AreTakenAwayByACaretWhereverItStands) {
    EXPECT_EQ(chosen("1-5 ^3"), "1.2.4.5");
    EXPECT_EQ(chosen("^3 1-5"), "1.2.4.5");
    EXPECT_EQ(chosen("^3"), "1.5");
    EXPECT_EQ(chosen("^1-3"), "5");
}

TEST(Ticks, KnowAllAndNone) {
    EXPECT_EQ(chosen("all"), "1.2.3.4.5");
    EXPECT_EQ(chosen("ALL ^2"), "1.3.4.5");
    EXPECT_EQ(chosen("none"), "");
}

TEST(Ticks, NameTheNumberThatDoesNotExist) {
    EXPECT_EQ(chosen("6"), "there is no line 6; the lines are numbered from 1 to 5");
    EXPECT_THAT(chosen("0"), HasSubstr("no line 0"));
    EXPECT_THAT(chosen("3-9"), HasSubstr("no line 9"));
    EXPECT_THAT(chosen("99999999999999999999999"), HasSubstr("no line 99999999999999999999999"));
}

TEST(Ticks, NameTheWordThatIsNotUnderstood) {
    EXPECT_THAT(chosen("1 firefox"), HasSubstr("\"firefox\" is not understood"));
    EXPECT_THAT(chosen("1-"), HasSubstr("\"1-\" is not understood"));
    EXPECT_THAT(chosen("-1"), HasSubstr("\"-1\" is not understood"));
    EXPECT_THAT(chosen("^"), HasSubstr("not understood"));
    EXPECT_THAT(chosen("1--3"), HasSubstr("not understood"));
    EXPECT_THAT(chosen("3-1"), HasSubstr("runs backwards; write 1-3"));
}

} // namespace ferry::testing
