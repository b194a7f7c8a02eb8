// The literal part of a Brewfile, keyword by keyword.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_reader.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::read_brewfile;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

Report<formats::Manifest> brewfile(const std::string& text, const std::string& os = "macos") {
    const auto read = read_brewfile(text, {os});
    EXPECT_TRUE(read);
    return read ? *read : Report<formats::Manifest>{};
}

} // namespace

TEST(BrewfileReader, TakesFormulaeCasksFlatpaksAndWinget) {
    const auto read = brewfile(fixture("formats/Brewfile"), "linux");

    EXPECT_THAT(refs(read.value),
                ElementsAre("brew:formula:ripgrep", "brew:formula:postgresql@17",
                            "brew:formula:example/tools/frobnicate", "brew:formula:git",
                            "brew:formula:vim", "brew:cask:firefox", "brew:cask:example-paint",
                            "brew:cask:example-hook", "flatpak:org.example.Paint",
                            "flatpak:org.example.Nightly", "brew:formula:not-on-mac",
                            "winget:Example.Editor"));
    EXPECT_EQ(read.value.entries[2].origin, "example/tools");
    EXPECT_EQ(read.value.entries[2].line, 9u);
    EXPECT_EQ(read.value.entries[8].origin, "flathub");
}

TEST(BrewfileReader, TakesWhatIsMeantForTheTargetSystemOnly) {
    const auto read = brewfile(fixture("formats/Brewfile"), "macos");

    EXPECT_THAT(refs(read.value),
                AllOf(Contains("brew:cask:mac-only"), Not(Contains("brew:formula:not-on-mac")),
                      Not(Contains("flatpak:org.example.Paint"))));
    EXPECT_THAT(notes(read), Contains(AllOf(HasSubstr("line 24"), HasSubstr("another system"))));
}

TEST(BrewfileReader, NamesEveryEntryAndOptionThatItLeavesOut) {
    const auto read = brewfile(fixture("formats/Brewfile"), "linux");

    EXPECT_THAT(
        notes(read),
        ElementsAre(HasSubstr("line 3: the tap \"example/tools\" is not added"),
                    HasSubstr("line 4: the tap \"example/private\" is not added"),
                    HasSubstr("line 5: cask_args is not carried"),
                    HasSubstr("line 8: brew \"PostgreSQL@17\": not carried: restart_service"),
                    HasSubstr("line 9: brew \"example/tools/frobnicate\": not carried: args, link"),
                    HasSubstr("line 11: brew \"vim\": not carried: args"),
                    HasSubstr("line 13: cask \"example-paint\": not carried: args"),
                    HasSubstr("line 14: cask \"example-hook\": not carried: postinstall (code"),
                    HasSubstr("line 17: mas \"Example Notes\" is left out"),
                    HasSubstr("line 18: vscode"), HasSubstr("line 19: cargo"),
                    HasSubstr("line 20: whalebrew"),
                    HasSubstr("line 22: the address of the remote of \"org.example.Nightly\""),
                    HasSubstr("line 23: \"cask \"mac-only\" if OS.mac?\" is for another system")));
}

TEST(BrewfileReader, TakesAPackageOfBrewsOwnTapByItsPlainName) {
    const auto read = brewfile("brew \"homebrew/core/git\"\ncask \"homebrew/cask/firefox\"\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:git", "brew:cask:firefox"));
}

TEST(BrewfileReader, IgnoresCommentsAndBlankLines) {
    const auto read = brewfile("\n# it's a comment\n   \nbrew \"git\" # and \"another\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:git"));
    EXPECT_THAT(notes(read), IsEmpty());
}

TEST(BrewfileReader, ReadsAnEntryAcrossLinesAsOne) {
    const auto read =
        brewfile("brew \"vim\",\n  args: [\n    \"HEAD\", # comment\n  ]\nbrew \"git\"\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:vim", "brew:formula:git"));
    EXPECT_EQ(read.value.entries[1].line, 5u);
}

TEST(BrewfileReader, RefusesAPathAnAddressOrARubyFileAsAName) {
    const auto read = brewfile("brew \"./evil.rb\"\nbrew \"https://evil.example/x.rb\"\n"
                               "brew \"/tmp/evil\"\nbrew \"evil.rb\"\ncask \"--force\"\n");

    EXPECT_THAT(refs(read.value), IsEmpty());
    EXPECT_EQ(read.problems.size(), 5u);
}

TEST(BrewfileReader, TakesALastLineWithoutAnEndButSaysSo) {
    const auto read = brewfile("brew \"git\"");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:git"));
    EXPECT_THAT(notes(read), ElementsAre(HasSubstr("may be cut off")));
}

TEST(BrewfileReader, ReadsLinesThatWindowsEnded) {
    EXPECT_THAT(refs(brewfile("brew \"git\"\r\nbrew \"vim\"\r\n").value),
                ElementsAre("brew:formula:git", "brew:formula:vim"));
}

TEST(BrewfileReader, UnderstandsEscapedQuotesInALiteral) {
    const auto read = brewfile("mas \"The \\\"Best\\\" App\", id: 1\nbrew \"git\"\n");

    EXPECT_THAT(refs(read.value), ElementsAre("brew:formula:git"));
    EXPECT_THAT(notes(read), ElementsAre(HasSubstr("The \"Best\" App")));
}

} // namespace ferry::testing
