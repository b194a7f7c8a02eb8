// Settings files with sections: merged by section and key, line by line.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using settings::Merged;
using settings::Side;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

namespace {

Merged merge(const std::string& base, const std::string& ours, const std::string& theirs,
             Side newer = Side::Theirs) {
    const auto merged = settings::merge_three_ways("ini", base, ours, theirs, newer);
    EXPECT_TRUE(merged) << merged.error().message;
    return merged ? *merged : Merged{};
}

std::string problem(const std::string& ours) {
    const auto merged = settings::merge_three_ways("ini", "", ours, "a=1\n", Side::Ours);
    EXPECT_FALSE(merged);
    return merged ? merged->text : merged.error().message;
}

auto clash(const std::string& key, const std::string& kept, const std::string& other) {
    return ::testing::AllOf(Field(&settings::Clash::key, key), Field(&settings::Clash::kept, kept),
                            Field(&settings::Clash::other, other));
}

} // namespace

TEST(MergeIni, TakesWhatEitherSideChanged) {
    const auto merged = merge("[a]\nx=1\ny=1\n", "[a]\nx=2\ny=1\n", "[a]\nx=1\ny=3\n");

    EXPECT_EQ(merged.text, "[a]\nx=2\ny=3\n");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeIni, KeepsTheNewerValueAndShowsTheOther) {
    const auto ours =
        merge("[core]\npager=a\n", "[core]\npager=b\n", "[core]\npager=c\n", Side::Ours);
    const auto theirs = merge("top=a\n", "top=b\n", "");

    EXPECT_EQ(ours.text, "[core]\npager=b\n");
    EXPECT_THAT(ours.clashes, ElementsAre(clash("[core] pager", "b", "c")));
    EXPECT_EQ(theirs.text, "");
    EXPECT_THAT(theirs.clashes, ElementsAre(clash("top", "(not there)", "b")));
}

TEST(MergeIni, LeavesCommentsAndSpacingOfOurTextAlone) {
    const auto merged =
        merge("[a]\nx=1\ny=1\n", "; mine\n[a] # first\n\tx   =  1\n\n# two\n\ty = 2\n",
              "[a]\nx = 5\ny=1\nz=9\n");

    EXPECT_EQ(merged.text, "; mine\n[a] # first\n\tx = 5\n\n# two\n\ty = 2\n\tz=9\n");
}

TEST(MergeIni, SeesNoChangeInTheSpacesAroundTheEqualsSign) {
    const auto merged = merge("a=1\nb=1\n", "a = 1\nb=1\n", "a=2\nb  =1 \n", Side::Ours);

    EXPECT_EQ(merged.text, "a=2\nb=1\n");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeIni, TellsAKeyWithoutAValueFromOneThatIsEmpty) {
    const auto merged = merge("[a]\nbare\n", "[a]\nbare =\n", "[a]\nbare = no\n", Side::Ours);
    const auto bare = merge("[a]\n", "[a]\nx\n", "[a]\nx=1\n");

    EXPECT_THAT(merged.clashes, ElementsAre(clash("[a] bare", "", "no")));
    EXPECT_THAT(bare.clashes, ElementsAre(clash("[a] x", "1", "(no value)")));
}

TEST(MergeIni, TakesARepeatedKeyAsAListOfItsValues) {
    const auto merged = merge("[r]\nfetch=a\nfetch=b\nurl=u\n", "[r]\nfetch=a\nfetch=b\nurl=v\n",
                              "[r]\nfetch=a\nfetch=c\nfetch=d\nurl=u\n");
    const auto both = merge("[r]\nf=a\nf=b\n", "[r]\nf=a\n", "[r]\nf=b\nf=c\n");

    EXPECT_EQ(merged.text, "[r]\nfetch=a\nfetch=c\nfetch=d\nurl=v\n");
    EXPECT_EQ(both.text, "[r]\nf=b\nf=c\n");
    EXPECT_THAT(both.clashes, ElementsAre(clash("[r] f", "b, c", "a")));
}

TEST(MergeIni, TakesContinuationLinesWithTheirValue) {
    const auto merged =
        merge("[alias]\nl = log \\\n  --graph\nx=1\n", "[alias]\nl = log \\\n  --graph\n",
              "[alias]\nl = log \\\n  --oneline\nx=1\n");
    const auto path = merge("", "p = C:\\\\\nx=1\n", "y=1\n");

    EXPECT_EQ(merged.text, "[alias]\nl = log \\\n  --oneline\n");
    EXPECT_EQ(path.text, "p = C:\\\\\nx=1\ny=1\n");
}

TEST(MergeIni, PutsANewKeyBehindTheLastOfItsSection) {
    const auto merged =
        merge("", "[a]\n  x=1\n# end\n[b]\ny=1\n[a]\n  z=1\n\n[c]\n", "[a]\nnew=1\n[c]\nw=1\n");

    EXPECT_EQ(merged.text, "[a]\n  x=1\n# end\n[b]\ny=1\n[a]\n  z=1\n  new=1\n\n[c]\nw=1\n");
}

TEST(MergeIni, PutsAKeyOfNoSectionBeforeTheFirst) {
    const auto first = merge("", "# of a\n[a]\nx=1\n", "top=1\n");
    const auto next = merge("", "t=1\n\n[a]\nx=1\n", "top=1\n");

    EXPECT_EQ(first.text, "top=1\n# of a\n[a]\nx=1\n");
    EXPECT_EQ(next.text, "t=1\ntop=1\n\n[a]\nx=1\n");
}

TEST(MergeIni, AddsASectionAtTheEndAsTheirsHasIt) {
    const auto apart = merge("", "[a]\nx=1\n", "[z]\n q=1\n\n[b]\n y=1\n");
    const auto close = merge("", "[a]\nx=1\n", "[b]\n\ty=1\n");

    EXPECT_EQ(apart.text, "[a]\nx=1\n[z]\n q=1\n\n[b]\n y=1\n");
    EXPECT_EQ(close.text, "[a]\nx=1\n[b]\n\ty=1\n");
}

TEST(MergeIni, RemovesASectionThatTheirsRemoved) {
    const auto merged =
        merge("[a]\nx=1\n\n[b]\ny=1\n\n[c]\n", "[a]\nx=2\n\n[b]\ny=1\n\n[c]\nz=1\n", "[a]\nx=1\n");

    EXPECT_EQ(merged.text, "[a]\nx=2\n\n[c]\nz=1\n");
}

TEST(MergeIni, KeepsTheHeaderOfARemovedSectionThatHasComments) {
    const auto merged = merge("[b]\ny=1\n", "[b]\n# why\ny=1\n", "");

    EXPECT_EQ(merged.text, "[b]\n# why\n");
}

TEST(MergeIni, KeepsOurLineEndsAndAMissingLastOne) {
    const auto merged = merge("[a]\nx=1\n", "[a]\r\nx=1\r\ny=1", "[a]\nx=2\nz=1\n");
    const auto shorter = merge("x=1\ny=1", "x=2\ny=1", "x=1");

    EXPECT_EQ(merged.text, "[a]\r\nx=2\r\ny=1\r\nz=1");
    EXPECT_EQ(shorter.text, "x=2");
}

TEST(MergeIni, KeepsAnEmptyLastLineThatAValueGoesOnWith) {
    const auto merged = merge("", "x=1", "y=C:\\\n\n");

    EXPECT_EQ(merged.text, "x=1\ny=C:\\\n\n");
    EXPECT_EQ(merge("", merged.text, "y=C:\\\n\n").text, merged.text);
}

TEST(MergeIni, ComparesNamesExactly) {
    const auto merged = merge("", "[Core]\nKey=1\n", "[core]\nkey=2\n[Core]\nkey=3\n");

    EXPECT_EQ(merged.text, "[Core]\nKey=1\nkey=3\n[core]\nkey=2\n");
}

TEST(MergeIni, FindsTheEndOfAQuotedSectionName) {
    const auto merged = merge("", "[branch \"a]\\\"b\"]\nx=1\n", "[branch \"a]\\\"b\"]\ny=1\n");

    EXPECT_EQ(merged.text, "[branch \"a]\\\"b\"]\nx=1\ny=1\n");
}

TEST(MergeIni, NamesTheSideAndTheLineOfWhatItCannotRead) {
    EXPECT_EQ(problem("x=1\n[a\n"), "ours: line 2: the section's name has no ]");
    EXPECT_EQ(problem("[a] x=1\n"), "ours: line 1: text behind the section's name");
    EXPECT_EQ(problem("\n = 1\n"), "ours: line 2: a value without a key");
    EXPECT_EQ(problem("x=1\ny=C:\\"), "ours: line 2: a backslash ends the file, the value goes on");
    EXPECT_EQ(problem(std::string("x\0=\0", 4)),
              "ours: line 1: a zero byte; only UTF-8 text can be merged");
    EXPECT_EQ(problem("x=1\n\xEF\xBB\xBFy=1\n"),
              "ours: line 2: a byte order mark that is not at the beginning");
}

} // namespace ferry::testing
