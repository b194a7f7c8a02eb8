// Lists of lines: what either side added or removed is added or removed.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using settings::Side;

namespace {

std::string merge(const std::string& base, const std::string& ours, const std::string& theirs) {
    const auto merged = settings::merge_three_ways("lines", base, ours, theirs, Side::Ours);
    EXPECT_TRUE(merged) << merged.error().message;
    EXPECT_TRUE(!merged || merged->clashes.empty());
    return merged ? merged->text : std::string();
}

} // namespace

TEST(MergeLines, KeepsWhatBothSidesAdded) {
    EXPECT_EQ(merge("a\n", "a\nours\n", "a\ntheirs\n"), "a\ntheirs\nours\n");
}

TEST(MergeLines, RemovesWhatEitherSideRemoved) {
    EXPECT_EQ(merge("a\nb\nc\nd\n", "a\nc\nd\n", "a\nb\nd\n"), "a\nd\n");
}

TEST(MergeLines, PutsANewLineBehindTheOneBeforeItInTheirs) {
    EXPECT_EQ(merge("a\nb\n", "b\na\nm\n", "a\nx\ny\nb\nz\n"), "b\nz\na\nx\ny\nm\n");
}

TEST(MergeLines, PutsANewLineAtTheEndWhereTheOneBeforeItIsGone) {
    EXPECT_EQ(merge("a\nb\nc\n", "b\nc\n", "a\nx\nb\nc\n"), "b\nc\nx\n");
    EXPECT_EQ(merge("a\nb\n", "a\nb\nm\n", "first\na\nb\n"), "a\nb\nm\nfirst\n");
}

TEST(MergeLines, TakesALineThatBothAddedOnce) {
    EXPECT_EQ(merge("a\n", "new\na\n", "a\nnew\nnew\nother\nother\n"), "new\nother\na\n");
}

TEST(MergeLines, LeavesOurEmptyLinesAndRepetitionsAlone) {
    EXPECT_EQ(merge("a\nb\n", "a\n\n  \na\nb\n\n", "a\n\n\nx\n"), "a\nx\n\n  \na\n\n");
}

TEST(MergeLines, RemovesEveryOccurrence) {
    EXPECT_EQ(merge("a\nb\n", "b\na\nb\nm\n", "a\n"), "a\nm\n");
}

TEST(MergeLines, KeepsOurLineEndsAndAMissingLastOne) {
    EXPECT_EQ(merge("a\nb\n", "a\r\nb\r\nc", "a\nx\nb\n"), "a\r\nx\r\nb\r\nc");
    EXPECT_EQ(merge("a\n", "a\nm", "a\nx\n"), "a\nx\nm");
    EXPECT_EQ(merge("a\nb\n", "a\nm\nb", "a\n"), "a\nm");
}

TEST(MergeLines, ComparesLinesExactly) {
    EXPECT_EQ(merge("a\n", "a\nB\n", "a\nb\n b\n"), "a\nb\n b\nB\n");
}

TEST(MergeLines, BeginsAnEmptyFile) {
    EXPECT_EQ(merge("a\n", "", "a\nb"), "b\n");
}

} // namespace ferry::testing
