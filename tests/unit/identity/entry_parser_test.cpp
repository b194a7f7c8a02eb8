// The strict parser: a whole entry, and every complaint with its line.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/entry.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ferry::testing::entry_file;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What is told about an entry "thing" with these lines, of which the first is line 7.
std::vector<std::string> told(const std::string& lines, const std::string& folder = "software") {
    const auto file = entry_file("thing", lines, folder);
    std::vector<std::string> all;
    for (const auto& finding : parse_entry(file.path, file.text).findings)
        all.push_back(finding.text());
    return all;
}

constexpr const char* kFirefox = R"({
  "$schema": "../../schema/software-1.json",
  "id": "firefox",
  "name": "Mozilla Firefox",
  "homepage": "https://www.firefox.com/",
  "category": "browser",
  "packages": {
    "apt": [{"id": "firefox-esr", "on": "debian"}, {"id": "firefox", "on": "ubuntu>=22.04"}],
    "choco": {"id": "Firefox", "install": ["/NoDesktopShortcut"], "needs": ["a source"]},
    "winget": "Mozilla.Firefox"
  },
  "traces": {
    "windows": {"name": "Mozilla Firefox *", "publisher": "Mozilla"},
    "macos": {"bundle": "org.mozilla.firefox"},
    "linux": [{"desktop": "firefox"}, {"desktop": "firefox-esr"}]
  },
  "settings": [{
    "name": "preferences",
    "format": "text",
    "paths": {"windows": "{roaming}/Mozilla/Firefox", "linux": "{home}/.mozilla/firefox"},
    "include": ["profiles.ini", "*/prefs.js"],
    "never": ["*/key4.db"],
    "unconfirmed": ["linux"]
  }],
  "like": ["librewolf"]
}
)";

TEST(EntryParser, ReadsEverythingThatAnEntryCanSay) {
    const auto parsed = parse_entry("software/f/firefox.json", kFirefox);

    ASSERT_THAT(parsed.findings, IsEmpty());
    const auto& entry = parsed.entry;
    EXPECT_EQ(entry.id.text, "firefox");
    EXPECT_EQ(entry.name, "Mozilla Firefox");
    EXPECT_EQ(entry.category, "browser");
    EXPECT_EQ(entry.homepage, "https://www.firefox.com/");
    EXPECT_FALSE(entry.proposed);
    const std::vector<EntryPackage> apt{{{"firefox-esr"}, "debian", {}, {}},
                                        {{"firefox"}, "ubuntu>=22.04", {}, {}}};
    EXPECT_EQ(entry.packages.at({"apt"}), apt);
    const std::vector<EntryPackage> choco{{{"Firefox"}, "", {"/NoDesktopShortcut"}, {"a source"}}};
    EXPECT_EQ(entry.packages.at({"choco"}), choco);
    EXPECT_EQ(entry.traces.at("windows").front().name, "Mozilla Firefox *");
    EXPECT_EQ(entry.traces.at("windows").front().publisher, "Mozilla");
    EXPECT_EQ(entry.traces.at("macos").front().bundle, "org.mozilla.firefox");
    EXPECT_EQ(entry.traces.at("linux").back().desktop, "firefox-esr");
    EXPECT_EQ(entry.settings.front().paths.at("windows"), "{roaming}/Mozilla/Firefox");
    EXPECT_THAT(entry.settings.front().never, ElementsAre("*/key4.db"));
    EXPECT_EQ(entry.settings.front().format, "text");
    EXPECT_THAT(entry.settings.front().unconfirmed, ElementsAre("linux"));
    EXPECT_THAT(entry.like, ElementsAre(SoftwareId{"librewolf"}));
}

TEST(EntryParser, NamesFileAndLineOfAnUnknownKey) {
    EXPECT_THAT(told("  \"packages\": {\"apt\": \"thing\"},\n  \"licence\": \"MIT\""),
                ElementsAre(HasSubstr("software/t/thing.json:8: unknown key \"licence\"")));
    EXPECT_THAT(
        told("  \"packages\": {\"apt\": [\n    {\"id\": \"thing\", \"when\": \"debian\"}]}"),
        ElementsAre(HasSubstr("thing.json:8: unknown key \"when\"")));
}

TEST(EntryParser, WarnsOfKeysInAnotherOrderAndStillUsesTheEntry) {
    const auto file =
        entry_file("thing", "  \"like\": [\"other\"],\n  \"packages\": {\n    \"winget\": "
                            "\"A.Thing\",\n    \"apt\": \"thing\"\n  }");
    const auto parsed = parse_entry(file.path, file.text);

    ASSERT_EQ(parsed.findings.size(), 2u);
    EXPECT_THAT(parsed.findings[0].text(), HasSubstr(":8: warning: \"packages\" stands too late"));
    EXPECT_THAT(parsed.findings[1].text(),
                HasSubstr(":10: warning: \"apt\" stands after \"winget\""));
    EXPECT_TRUE(parsed.usable());
}

TEST(EntryParser, WantsEveryRequiredKey) {
    const auto parsed = parse_entry("software/t/thing.json", "{\n\"like\": [\"x\"]\n}");

    std::vector<std::string> reasons;
    for (const auto& finding : parsed.findings)
        reasons.push_back(finding.reason);
    for (const char* const key : {"$schema", "id", "name", "homepage", "category"})
        EXPECT_THAT(reasons, Contains("\"" + std::string(key) + "\" is missing"));
    EXPECT_THAT(reasons, Contains("the entry has neither packages nor traces"));
}

TEST(EntryParser, RefusesIdsThatBreakTheGrammarOfTheirInstaller) {
    EXPECT_THAT(told("  \"packages\": {\n    \"apt\": \"--purge\"\n  }"),
                ElementsAre(HasSubstr("thing.json:8: \"--purge\" is no apt id")));
    EXPECT_THAT(told("  \"packages\": {\"brew\": \"firefox\"}"),
                ElementsAre(HasSubstr("cask:NAME or formula:NAME")));
    EXPECT_THAT(told("  \"packages\": {\"apt\": \"thing\\u0000\"}"),
                ElementsAre(HasSubstr("control character")));
    EXPECT_THAT(told("  \"packages\": {\"apt\": \"" + std::string(400, 'a') + "\"}"),
                ElementsAre(HasSubstr("longer than 300 bytes")));
}

TEST(EntryParser, WarnsOfAnInstallerThatNobodyKnows) {
    EXPECT_THAT(told("  \"packages\": {\"winegt\": \"A.Thing\"}"),
                ElementsAre(HasSubstr("warning: no installer of Ferry is called \"winegt\"")));
    EXPECT_THAT(told("  \"packages\": {\"Win Get\": \"A.Thing\"}"),
                Contains(HasSubstr("\"Win Get\" is no installer")));
}

TEST(EntryParser, RefusesAConditionThatItDoesNotUnderstand) {
    EXPECT_THAT(told("  \"packages\": {\"apt\": {\"id\": \"thing\",\n    \"on\": \"Debian 12\"}}"),
                ElementsAre(HasSubstr("thing.json:8: \"on\": \"Debian 12\" is not a system")));
}

TEST(EntryParser, RefusesOnePackageTwiceForOneSystem) {
    EXPECT_THAT(
        told("  \"packages\": {\"apt\": [\"thing\", {\"id\": \"thing\", \"on\": \"debian\"}]}"),
        ElementsAre(HasSubstr("apt thing stands twice for the same system")));
    EXPECT_THAT(told("  \"packages\": {\"apt\": [{\"id\": \"thing\", \"on\": \"ubuntu\"}, "
                     "{\"id\": \"thing\", \"on\": \"debian\"}]}"),
                IsEmpty());
}

TEST(EntryParser, WantsTheFileToBeNamedAfterTheId) {
    const auto file = entry_file("thing", "  \"packages\": {\"apt\": \"thing\"}");

    for (const char* const path :
         {"software/x/thing.json", "software/t/other.json", "thing.json"}) {
        const auto findings = parse_entry(path, file.text).findings;
        ASSERT_EQ(findings.size(), 1u) << path;
        EXPECT_EQ(findings[0].line, 3u);
        EXPECT_THAT(findings[0].reason, HasSubstr("belongs into the file software/t/thing.json"));
    }
}

TEST(EntryParser, WantsEvidenceOfAProposedEntry) {
    EXPECT_THAT(told("  \"packages\": {\"apt\": \"thing\"}", "proposed"),
                ElementsAre(HasSubstr("\"evidence\" is missing")));
    EXPECT_THAT(told("  \"packages\": {\"apt\": \"thing\"},\n  \"evidence\": [\"same homepage\"]",
                     "proposed"),
                IsEmpty());
}

TEST(EntryParser, RefusesSettingsPathsThatLeaveTheirPlace) {
    const auto with_path = [](const std::string& path) {
        return told(
            "  \"packages\": {\"apt\": \"thing\"},\n  \"settings\": [{\"name\": \"x\", \"paths\": "
            "{\"linux\": \"" +
            path + "\"}}]");
    };

    for (const char* const bad :
         {"/etc/shadow", "{home}/../x", "{home}", "{home}/", "{home}x/y", "{root}/x", "{home}/a//b",
          "{home}/a\\\\b", "{home}/{data}", "~/.x", "{home}/C:x"})
        EXPECT_THAT(with_path(bad), ElementsAre(HasSubstr("thing.json:8: \"linux\":"))) << bad;
    EXPECT_THAT(with_path("{home}/.mozilla/firefox"), IsEmpty());
}

TEST(EntryParser, RefusesPatternsThatLeaveTheFolder) {
    for (const char* const bad : {"/x", "../x", "a/../b", "a\\\\b", "C:/x"})
        EXPECT_THAT(told("  \"packages\": {\"apt\": \"thing\"},\n  \"settings\": [{\"name\": "
                         "\"x\", \"paths\": "
                         "{\"linux\": \"{home}/x\"}, \"include\": [\"" +
                         std::string(bad) + "\"]}]"),
                    ElementsAre(HasSubstr("an item of \"include\"")))
            << bad;
}

TEST(EntryParser, RefusesTracesThatCouldTakeEverything) {
    EXPECT_THAT(told("  \"traces\": {\"windows\": {\"name\": \"*\"}}"),
                ElementsAre(HasSubstr("begins with three plain characters")));
    EXPECT_THAT(told("  \"traces\": {\"macos\": {\"bundle\": \"com.*\"}}"),
                ElementsAre(HasSubstr("an id of letters")));
    EXPECT_THAT(told("  \"traces\": {\"linux\": {\"desktop\": \"x.desktop\"}}"),
                ElementsAre(HasSubstr("without its \".desktop\"")));
    EXPECT_THAT(told("  \"traces\": {\"beos\": {\"name\": \"Thing\"}}"),
                Contains(HasSubstr("unknown key \"beos\"")));
}

TEST(EntryParser, RefusesValuesOfAnotherKind) {
    for (const char* const lines :
         {"\"packages\": []", "\"packages\": {\"apt\": 1}", "\"packages\": {\"apt\": []}",
          "\"packages\": {\"apt\": \"\"}", "\"packages\": {\"apt\": [[\"thing\"]]}",
          "\"packages\": {\"apt\": \"thing\"}, \"like\": \"x\"",
          "\"packages\": {\"apt\": \"thing\"}, \"like\": []",
          "\"packages\": {\"apt\": \"thing\"}, \"like\": [\"thing\"]",
          "\"packages\": {\"apt\": \"thing\"}, \"like\": [\"x\", \"x\"]",
          "\"packages\": {\"apt\": \"thing\"}, \"like\": [\"Not An Id\"]",
          "\"packages\": {\"apt\": \"thing\"}, \"settings\": {}",
          "\"packages\": {\"apt\": \"thing\"}, \"settings\": [{\"name\": \"x\"}]",
          "\"packages\": {\"apt\": \"thing\"}, \"settings\": [{\"name\": \"x\", \"paths\": {}}]",
          "\"traces\": {\"windows\": []}", "\"traces\": \"x\""})
        EXPECT_FALSE(told(lines).empty()) << lines;
}

TEST(EntryParser, RefusesAFileOverTheLimitAndOneThatIsNoObject) {
    EXPECT_THAT(
        parse_entry("software/t/thing.json", std::string(100'000, ' ')).findings.front().reason,
        HasSubstr("more than the limit"));
    EXPECT_THAT(parse_entry("software/t/thing.json", "[]").findings.front().reason,
                HasSubstr("the entry has to be an object"));
}

TEST(EntryParser, SurvivesASampleCutAtEveryByte) {
    const std::string whole = kFirefox;

    for (std::size_t size = 0; size + 2 < whole.size(); ++size)
        EXPECT_FALSE(parse_entry("software/f/firefox.json", whole.substr(0, size)).usable())
            << size;
}

} // namespace
} // namespace ferry::identity
