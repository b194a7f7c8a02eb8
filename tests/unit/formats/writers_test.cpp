// What we write, other tools have to read; our own readers stand in for them.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/apt_list.hpp"
#include "core/formats/brewfile_reader.hpp"
#include "core/formats/brewfile_writer.hpp"
#include "core/formats/winget_reader.hpp"
#include "core/formats/winget_writer.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::Entry;
using formats::write_apt_list;
using formats::write_brewfile;
using formats::write_winget;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

Entry entry(const std::string& installer, const std::string& id, const std::string& version = "") {
    return {{{installer}, {id}}, version, {}, Scope::Unknown, 0};
}

} // namespace

TEST(BrewfileWriter, WritesTapsFormulaeAndCasksSorted) {
    const auto written =
        write_brewfile({entry("brew", "cask:vlc"), entry("brew", "formula:jq"),
                        entry("brew", "formula:example/tools/frob"), entry("brew", "cask:firefox")},
                       {0, {"from office-pc"}});

    EXPECT_THAT(written.problems, IsEmpty());
    EXPECT_EQ(written.value, "# from office-pc\n"
                             "tap \"example/tools\"\n"
                             "brew \"example/tools/frob\"\n"
                             "brew \"jq\"\n"
                             "cask \"firefox\"\n"
                             "cask \"vlc\"\n");
}

TEST(BrewfileWriter, IsReadBackAsItWasWritten) {
    const auto written =
        write_brewfile({entry("brew", "formula:git"), entry("brew", "cask:vlc")}, {});
    const auto read = formats::read_brewfile(written.value, {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre("brew:formula:git", "brew:cask:vlc"));
}

TEST(BrewfileWriter, LeavesOutWhatCouldBreakOutOfAString) {
    const auto written = write_brewfile(
        {entry("brew", "formula:x\"; system \"rm"), entry("apt", "git"), entry("brew", "cask:ok")},
        {});

    EXPECT_EQ(written.value, "cask \"ok\"\n");
    EXPECT_EQ(written.problems.size(), 2u);
}

TEST(BrewfileWriter, KeepsACommentOnItsLine) {
    const auto written = write_brewfile({}, {0, {"a\nsystem \"rm\""}});

    EXPECT_EQ(written.value, "# a?system \"rm\"\n");
}

TEST(WingetWriter, WritesTheLayoutThatWingetItselfWrites) {
    const auto written =
        write_winget({entry("winget", "7zip.7zip", "26.02"), entry("winget", "9NEXAMPLE001")},
                     {1'795'425'302'417, {}});

    EXPECT_THAT(written.value, HasSubstr("{\n\t\"$schema\" : \"https://aka.ms/winget-packages."));
    EXPECT_THAT(written.value, HasSubstr("\"CreationDate\" : \"2026-11-23T09:15:02.417-00:00\""));
    EXPECT_THAT(written.value,
                HasSubstr("\t\"Sources\" : \n\t[\n\t\t{\n\t\t\t\"Packages\" : \n\t\t\t[\n"
                          "\t\t\t\t{\n\t\t\t\t\t\"PackageIdentifier\" : \"7zip.7zip\",\n"
                          "\t\t\t\t\t\"Version\" : \"26.02\"\n\t\t\t\t}\n\t\t\t],\n"));
}

TEST(WingetWriter, IsReadBackWithItsSources) {
    const auto written =
        write_winget({entry("winget", "7zip.7zip", "26.02"), entry("winget", "9NEXAMPLE001")}, {});
    const auto read = formats::read_winget(written.value, {});

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(refs(read->value), ElementsAre("winget:7zip.7zip", "winget:9NEXAMPLE001"));
    EXPECT_EQ(read->value.entries[1].origin, "msstore");
    EXPECT_EQ(read->value.entries[0].version, "26.02");
}

TEST(WingetWriter, WritesNoVersionThatIsNone) {
    const auto written = write_winget({entry("winget", "A.B", "> 4.2")}, {});

    EXPECT_THAT(written.value, Not(HasSubstr("Version")));
}

TEST(WingetWriter, WritesAnEmptyListThatCanBeRead) {
    EXPECT_TRUE(formats::read_winget(write_winget({}, {}).value, {}));
}

TEST(AptList, IsOneNamePerLine) {
    const auto written = write_apt_list(
        {entry("apt", "vlc"), entry("apt", "git"), entry("apt", "vlc"), entry("apt", "-o")},
        {0, {"not on this system: powertoys"}});

    EXPECT_EQ(written.value, "# not on this system: powertoys\ngit\nvlc\n");
    EXPECT_EQ(written.problems.size(), 1u);
}

} // namespace ferry::testing
