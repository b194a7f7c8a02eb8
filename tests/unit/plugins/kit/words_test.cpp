// Foreign words, made fit for a line of a message.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::kit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AptText, SplitsAtEveryKindOfLineEnd) {
    EXPECT_THAT(lines_of("a\nb\r\nc\rd"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(lines_of("\n\n"), IsEmpty());
    EXPECT_THAT(words_of("  a \t b "), ElementsAre("a", "b"));
}

TEST(AptText, LosesEscapeSequencesAndKeepsLetters) {
    EXPECT_EQ(plain("\x1b[1;31ma\x1b[0m \t b\x1b"), "a b");
    EXPECT_EQ(plain("gr\xc3\xbc\xc3\x9f"), "gr\xc3\xbc\xc3\x9f");
}

TEST(AptText, ReplacesBytesThatAreNoUtf8) {
    EXPECT_EQ(plain("a\xff"), "a?");
    EXPECT_EQ(plain("\xc3"), "?");
    EXPECT_EQ(plain("\xe0\x80\x80"), "???");
    EXPECT_EQ(plain("\xed\xa0\x80"), "???");
    EXPECT_EQ(plain("\xf4\x90\x80\x80"), "????");
}

TEST(AptText, CutsAnExcerptBetweenLetters) {
    EXPECT_EQ(excerpt("abc", 3), "abc");
    EXPECT_EQ(excerpt("abcd", 3), "abc...");
    EXPECT_EQ(excerpt("ab\xc3\xbc", 3), "ab...");
    EXPECT_EQ(excerpt(std::string("a\n\0\x1b", 4)), "a???");
}

} // namespace
} // namespace ferry::kit
