// A Brewfile is a program. None of it may run, and no entry inside code may count as unconditional.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_reader.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::read_brewfile;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

Report<formats::Manifest> brewfile(const std::string& text, const std::string& os = "linux") {
    const auto read = read_brewfile(text, {os});
    EXPECT_TRUE(read);
    return read ? *read : Report<formats::Manifest>{};
}

} // namespace

TEST(BrewfileCode, GivesOnlyWhatHoldsWithoutRunningIt) {
    const auto read = brewfile(fixture("formats/Brewfile.code"));

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:first", "brew:formula:in-else-block",
                                              "brew:formula:last"));
}

TEST(BrewfileCode, IsNamedLineByLine) {
    const auto read = brewfile(fixture("formats/Brewfile.code"));

    EXPECT_THAT(notes(read),
                ElementsAre(HasSubstr("line 4: \"cask \"in-mac-block\"\" is for another system"),
                            HasSubstr("line 8: \"if ENV[\"WORK\"] == \"yes\"\" is code and never "
                                      "run; what stands up to line 13"),
                            HasSubstr("line 14: \"%w[a b].each do |name|\" is code"),
                            HasSubstr("line 18: \"brew \"interpolated"),
                            HasSubstr("line 19: \"brew \"conditional\" if File"),
                            HasSubstr("line 20: \"brew(\"parenthesis\")\""),
                            HasSubstr("line 21: \"system \"curl"),
                            HasSubstr("line 22: \"brew \"two\"; system"),
                            HasSubstr("line 23: \"text = <<~TEXT\"")));
}

TEST(BrewfileCode, TurnsAConditionAroundInItsElseBranch) {
    const std::string text = "unless OS.mac?\nbrew \"a\"\nelse\nbrew \"b\"\nend\n";

    EXPECT_THAT(refs(brewfile(text, "linux").value), ElementsAre("brew:formula:a"));
    EXPECT_THAT(refs(brewfile(text, "macos").value), ElementsAre("brew:formula:b"));
}

TEST(BrewfileCode, TakesNothingFromABranchWhoseConditionIsCode) {
    const auto read =
        brewfile("if OS.mac?\nbrew \"a\"\nelsif foo?\nbrew \"b\"\nelse\nbrew \"c\"\nend\n");

    EXPECT_THAT(refs(read.value), IsEmpty());
}

TEST(BrewfileCode, SaysThatABlockHasNoEnd) {
    const auto read = brewfile("if OS.linux?\nbrew \"a\"\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:a"));
    EXPECT_THAT(notes(read), ElementsAre(HasSubstr("line 1: the block that begins here")));
}

TEST(BrewfileCode, StopsAtAStringThatDoesNotEnd) {
    const auto read = brewfile("brew \"a\"\nbrew \"b\nbrew \"c\"\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:a"));
    EXPECT_THAT(notes(read), ElementsAre(HasSubstr("line 2: \"brew \"b\" is not understood"),
                                         HasSubstr("line 2: a string does not end here")));
}

TEST(BrewfileCode, ReportsAnUnknownKeyword) {
    EXPECT_THAT(notes(brewfile("snap \"example\"\n")),
                ElementsAre(HasSubstr("line 1: \"snap \"example\"\" is not understood")));
}

TEST(BrewfileCode, SurvivesBracketsTenThousandDeep) {
    const auto read = brewfile("brew \"a\", args: " + std::string(10'000, '[') + "\nbrew \"b\"\n");

    EXPECT_THAT(refs(read.value), IsEmpty());
    EXPECT_FALSE(read.clean());
}

} // namespace ferry::testing
