// Text functions at their edges.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using ::testing::ElementsAre;

TEST(Lines, EndWithEitherLineEndAndKeepEmptyOnes) {
    EXPECT_THAT(lines("a\r\n\nb"), ElementsAre("a", "", "b"));
    EXPECT_THAT(lines("a\n"), ElementsAre("a"));
    EXPECT_TRUE(lines("").empty());
}

TEST(ValidUtf8, RefusesOverlongSurrogatesAndCutSequences) {
    EXPECT_TRUE(valid_utf8("Fähre 渡 \xF0\x9F\x9A\xA2"));
    for (const auto* bad :
         {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6\xB8", "\x80", "\xFF"})
        EXPECT_FALSE(valid_utf8(bad));
}

TEST(Printable, TakesTheTerminalAwayFromForeignText) {
    EXPECT_EQ(printable("a\x1B[2Jb\nc\x7F"), "a?[2Jb?c?");
    EXPECT_EQ(printable("x\xC2\x9By"), "x?y");
    EXPECT_EQ(printable("ä"), "ä");
}

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
    EXPECT_EQ(edit_distance("fierfox", "firefox"), 1u);
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("Git", "git"), 0u);
}

TEST(Nearest, GivesNothingWhereAllIsFar) {
    EXPECT_EQ(nearest("instal", {"install", "list"}), "install");
    EXPECT_EQ(nearest("xyzzy", {"install", "list"}), "");
}

TEST(Wildcard, MatchesRunsWithoutCase) {
    EXPECT_TRUE(matches_wildcard("Mozilla Firefox *", "mozilla firefox 128.0 (x64)"));
    EXPECT_TRUE(matches_wildcard("a*b*c", "aXXbYYbZc"));
    EXPECT_FALSE(matches_wildcard("Mozilla Firefox *", "Mozilla Thunderbird 1"));
    EXPECT_FALSE(matches_wildcard("a?c", "ac"));
}

TEST(Base64, ReturnsEveryByteAndRefusesWhatItDidNotWrite) {
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    std::string back;

    for (std::size_t size : {0u, 1u, 2u, 3u, 256u}) {
        ASSERT_TRUE(from_base64(base64(all.substr(0, size)), back));
        EXPECT_EQ(back, all.substr(0, size));
    }
    for (const auto* bad : {"QQ", "QQ=", "Q===", "QR==", "Q Q=", "QQ==QQ=="})
        EXPECT_FALSE(from_base64(bad, back)) << bad;
}

TEST(Hex, RefusesOddLengthAndCapitals) {
    std::string bytes;
    ASSERT_TRUE(from_hex("00ff7a", bytes));
    EXPECT_EQ(hex(bytes), "00ff7a");
    EXPECT_FALSE(from_hex("0", bytes));
    EXPECT_FALSE(from_hex("FF", bytes));
}

} // namespace ferry::testing
