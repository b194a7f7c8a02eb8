// The pure parts of the winget plugin, one by one.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/export.hpp"
#include "plugins/winget/failure.hpp"
#include "plugins/winget/match.hpp"
#include "plugins/winget/names.hpp"
#include "plugins/winget/records.hpp"
#include "plugins/winget/table.hpp"
#include "tests/support/winget_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::winget {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using testing::fixture;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(WingetNames, AreWhatMayGoToItsCommandLine) {
    for (const auto* good : {"Git.Git", "7zip.7zip", "Notepad++.Notepad++",
                             "Microsoft.VCRedist.2015+.x64", "9NKSQGP7F2NH", "XP9KHM4BK9FZ7Q"})
        EXPECT_TRUE(is_id(good)) << good;
    for (const auto* bad :
         {"", "Git", ".Git", "Git.", "-a.b", "a..b", "a.b c", "a.b&c", "9nksqgp7f2nh"})
        EXPECT_FALSE(is_id(bad)) << bad;
}

TEST(WingetNames, CoreOfANameIsWhatItsBuildsShare) {
    EXPECT_EQ(core_of_name("7-Zip 24.09 (x64)"), "7zip");
    EXPECT_EQ(core_of_name("Mozilla Firefox (x64 en-US)"), "mozillafirefox");
    EXPECT_EQ(core_of_name("Git version 2.43.0"), "git");
    EXPECT_EQ(core_of_name("Notepad++ (64-bit x64)"), "notepad++");
    EXPECT_THAT(cores_of_id("Mozilla.Firefox"), Contains("mozillafirefox"));
    EXPECT_THAT(cores_of_id("Microsoft.VisualStudioCode"), Contains("visualstudiocode"));
}

TEST(WingetTable, IsReadByTheColumnsOfItsHeading) {
    const auto rows = parse_table(fixture("winget/upgrade-1.29.txt"));

    EXPECT_THAT(
        rows,
        ElementsAre(
            ElementsAre("Paint 4.2 (x64)", "ExampleSoftware.Paint", "4.2.0", "4.3.1", "winget"),
            ElementsAre("サンプル ノート", "Example.Notes", "1.10", "1.11", "winget"),
            ElementsAre("Example Store App", "9NBLGGH4XXXX", "Unknown", "2.0", "msstore")));
}

TEST(WingetTable, OfAnotherLanguageWithCutCellsAndAFooterIsReadToo) {
    const auto rows = parse_table(fixture("winget/upgrade-1.28-de.txt"));

    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0][3], "14.44.35211.0");
    EXPECT_TRUE(is_cut(rows[1][1])) << rows[1][1];
    EXPECT_EQ(rows[2][1], "7zip.7zip");
}

TEST(WingetTable, TextWithoutATableHasNoRows) {
    EXPECT_THAT(parse_table("Es wurde kein Paket gefunden.\r\n"), IsEmpty());
    EXPECT_THAT(parse_table("------------\r\n"), IsEmpty());
}

TEST(WingetExport, NamesLineOrPlaceOfWhatIsWrong) {
    EXPECT_THAT(parse_export("{\n\"Sources\": [\n").error().message, HasSubstr("line 3"));
    EXPECT_THAT(parse_export("{}").error().message, HasSubstr("Sources"));
    EXPECT_THAT(parse_export("{\"Sources\":[{\"Packages\":[{}]}]}").error().message,
                HasSubstr("package 1"));
    EXPECT_FALSE(parse_export("{\"Sources\":[{}]}"));
}

TEST(WingetPrograms, ThatWindowsHidesAreLeftOut) {
    testing::FakeHost host;
    using sdk::RegistryKind;
    testing::add_program(host, testing::kMachine, "A", {"Shown", "1", "P"});
    testing::add_program(host, testing::kMachine, "B",
                         {"Part", "1", "P", {{RegistryKind::Number, "SystemComponent", "1"}}});
    testing::add_program(host, testing::kMachine, "C",
                         {"Update", "1", "P", {{RegistryKind::Text, "ReleaseType", "Hotfix"}}});
    testing::add_program(host, testing::kMachine, "D", {"", "1", "P"});
    testing::add_program(host, testing::kPerson, "E",
                         {"Old",
                          "",
                          "P",
                          {{RegistryKind::Number, "VersionMajor", "3"},
                           {RegistryKind::Number, "VersionMinor", "7"}}});
    const auto all = programs(sdk::Host(*static_cast<const ferry_host*>(host)));

    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ((*all)[0].key, "ARP\\Machine\\X64\\A");
    EXPECT_EQ((*all)[1].version, "3.7");
    EXPECT_EQ((*all)[1].scope, FERRY_SCOPE_USER);
}

TEST(WingetMatch, ProductCodeDecidesBeforeTheName) {
    const std::vector<Program> here = {
        {"ARP\\Machine\\X64\\{1}", "{1}", "Something else", "2.0", "P", {}, FERRY_SCOPE_SYSTEM}};
    const auto known = matched(here, {{"Pub.App", "1.9", "winget", "{1}"}}, {});

    ASSERT_EQ(known.size(), 1u);
    EXPECT_EQ(known[0].version, "2.0");
    EXPECT_EQ(known[0].program, 0u);
}

TEST(WingetMatch, RecordOfAProgramThatIsGoneDoesNotCount) {
    EXPECT_THAT(matched({}, {{"Pub.App", "1.9", "winget", "{1}"}}, {}), IsEmpty());
}

TEST(WingetMatch, NameThatFitsTwiceIsNoEvidence) {
    const std::vector<Program> here = {
        {"ARP\\Machine\\X64\\{1}", "{1}", "App (x64)", "2.0", "P", {}, FERRY_SCOPE_SYSTEM},
        {"ARP\\Machine\\X86\\{2}", "{2}", "App (x86)", "2.0", "P", {}, FERRY_SCOPE_SYSTEM}};
    const auto known = matched(here, {}, {{"Pub.App", "2.0", "winget"}});

    ASSERT_EQ(known.size(), 1u);
    EXPECT_FALSE(known[0].program);
}

TEST(WingetFailure, HasAClassAndItsCode) {
    const auto hash = classify({static_cast<int>(0x8A150011), false, "", ""});
    EXPECT_EQ(hash.result, FERRY_RESULT_HASH_MISMATCH);
    EXPECT_THAT(hash.words, HasSubstr("0x8A150011"));
    EXPECT_EQ(classify({static_cast<int>(0x80072EE7), false, "", ""}).result, FERRY_RESULT_NETWORK);
    const auto other =
        classify({static_cast<int>(0x8A150006), false, "Fehler beim Starten\r\n", ""});
    EXPECT_EQ(other.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(other.words, HasSubstr("Fehler beim Starten"));
}

} // namespace
} // namespace ferry::winget
