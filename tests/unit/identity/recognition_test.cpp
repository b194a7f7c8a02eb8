// From packages and traces to software, with the sentence that says why.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/compile.hpp"
#include "core/identity/open.hpp"
#include "tests/support/entry_folder.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ferry::testing::entry_file;
using ferry::testing::EntryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A catalog over an index made of these files.
class Fixture {
public:
    explicit Fixture(const std::vector<EntryFile>& files) {
        auto compiled = compile_catalog(files, "a test");
        EXPECT_TRUE(compiled.clean());
        const auto index = folder_.write("index.bin", compiled.value);
        auto opened = open_catalog({{index}, {}});
        EXPECT_TRUE(opened.clean());
        catalog_ = std::move(opened.value);
    }
    const Catalog& operator*() const { return *catalog_; }
    const Catalog* operator->() const { return catalog_.get(); }

    std::string software(const std::string& installer, const std::string& id) const {
        const auto known = catalog_->recognise(PackageRef{{installer}, {id}});
        return known ? known->software.text : "";
    }
    std::string software(const Trace& trace, const std::string& os) const {
        const auto known = catalog_->recognise(trace, os);
        return known ? known->software.text : "";
    }

private:
    EntryFolder folder_;
    std::unique_ptr<Catalog> catalog_;
};

Trace display_name(const std::string& name, const std::string& publisher) {
    return {"uninstall-key", "{GUID}", name, "1.0", publisher};
}

const std::string kEverywhere = R"(  "packages": {
    "apt": [{"id": "thing-deb", "on": "debian"}, {"id": "thing", "on": "ubuntu"}],
    "brew": ["cask:thing", "formula:thing-cli"],
    "choco": "Thing.Install",
    "dnf": "Thing",
    "flatpak": "org.example.Thing",
    "winget": "Example.Thing"
  })";

TEST(Recognition, KnowsThePackageOfEveryInstaller) {
    const Fixture catalog({entry_file("thing", kEverywhere)});

    const PackageRef known[] = {{{"apt"}, {"thing-deb"}},
                                {{"apt"}, {"thing"}},
                                {{"apt"}, {"thing:arm64"}},
                                {{"brew"}, {"cask:thing"}},
                                {{"brew"}, {"formula:thing-cli"}},
                                {{"choco"}, {"thing.INSTALL"}},
                                {{"dnf"}, {"Thing"}},
                                {{"flatpak"}, {"org.example.Thing"}},
                                {{"winget"}, {"example.thing"}}};
    for (const auto& package : known)
        EXPECT_EQ(catalog.software(package.installer.text, package.id.text), "thing")
            << package.text();
}

TEST(Recognition, LeavesUnknownWhatItDoesNotKnow) {
    const Fixture catalog({entry_file("thing", kEverywhere)});

    const PackageRef unknown[] = {{{"apt"}, {"Thing"}},
                                  {{"dnf"}, {"thing"}},
                                  {{"brew"}, {"thing"}},
                                  {{"brew"}, {"formula:thing"}},
                                  {{"winget"}, {"Example.Thin"}},
                                  {{"flatpak"}, {"org.example.thing"}},
                                  {{"snap"}, {"thing"}},
                                  {{"apt"}, {""}},
                                  {{""}, {"thing"}},
                                  {{"apt"}, {std::string(10'000, 'x')}},
                                  {{"apt"}, {"--purge"}},
                                  {{"apt"}, {std::string("thing\0x", 7)}}};
    for (const auto& package : unknown)
        EXPECT_EQ(catalog.software(package.installer.text, package.id.text), "") << package.text();
}

TEST(Recognition, SaysWhichFileAndWhichValueSaidSo) {
    const Fixture catalog({entry_file("thing", kEverywhere)});

    const auto known = catalog->recognise(PackageRef{{"winget"}, {"example.thing"}});

    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->name, "The thing");
    EXPECT_EQ(known->why, Why::Curated);
    EXPECT_THAT(
        known->evidence,
        ElementsAre("catalog entry thing lists winget Example.Thing (software/t/thing.json)"));
}

TEST(Recognition, ByAProposedEntryCarriesItsEvidence) {
    const Fixture catalog({entry_file("thing",
                                      "\"packages\": {\"apt\": \"thing\"}, \"evidence\": [\"same "
                                      "homepage https://example.org/\"]",
                                      "proposed")});

    const auto known = catalog->recognise(PackageRef{{"apt"}, {"thing"}});

    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->why, Why::Proposed);
    EXPECT_THAT(known->evidence,
                ElementsAre("proposed entry thing lists apt thing (proposed/t/thing.json)",
                            "same homepage https://example.org/"));
}

TEST(Recognition, PrefersAConfirmedEntryToAProposedOne) {
    const Fixture catalog(
        {entry_file("aaa", "\"packages\": {\"apt\": \"thing\"}, \"evidence\": [\"x\"]", "proposed"),
         entry_file("zzz", "\"packages\": {\"apt\": \"thing\"}")});

    EXPECT_EQ(catalog.software("apt", "thing"), "zzz");
}

TEST(Recognition, DoesNotGuessWhereTwoConfirmedEntriesClaimOnePackage) {
    const Fixture catalog(
        {entry_file("one", R"("packages": {"apt": {"id": "thing", "on": "debian"}})"),
         entry_file("two", R"("packages": {"apt": {"id": "thing", "on": "ubuntu"}})")});

    EXPECT_EQ(catalog.software("apt", "thing"), "");
}

TEST(TraceRecognition, ComparesDisplayNameAndPublisher) {
    const Fixture catalog({entry_file(
        "firefox",
        R"("traces": {"windows": {"name": "Mozilla Firefox *", "publisher": "Mozilla"}})")});

    const auto known =
        catalog->recognise(display_name("Mozilla Firefox (x64 de)", "Mozilla"), "windows");
    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->why, Why::Trace);
    EXPECT_THAT(
        known->evidence,
        ElementsAre(HasSubstr("knows the display name \"Mozilla Firefox *\" by \"Mozilla\"")));
    EXPECT_EQ(catalog.software(display_name("mozilla FIREFOX 1", "MOZILLA"), "windows"), "firefox");
    EXPECT_EQ(catalog.software(display_name("Mozilla Firefox 1", "Somebody"), "windows"), "");
    EXPECT_EQ(catalog.software(display_name("Mozilla Thunderbird 1", "Mozilla"), "windows"), "");
    EXPECT_EQ(catalog.software(display_name("Mo", "Mozilla"), "windows"), "");
    const Trace bundle{"bundle", "Mozilla Firefox 1", "Mozilla Firefox 1", "1.0", "Mozilla"};
    EXPECT_EQ(catalog.software(bundle, "macos"), "");
}

TEST(TraceRecognition, TakesTheRuleThatSaysMost) {
    const Fixture catalog(
        {entry_file(
             "firefox",
             R"("traces": {"windows": {"name": "Mozilla Firefox *", "publisher": "Mozilla"}})"),
         entry_file(
             "firefox-esr",
             R"("traces": {"windows": {"name": "Mozilla Firefox * ESR *", "publisher": "Mozilla"}})")});

    EXPECT_EQ(catalog.software(display_name("Mozilla Firefox 140 ESR (x64)", "Mozilla"), "windows"),
              "firefox-esr");
    EXPECT_EQ(catalog.software(display_name("Mozilla Firefox (x64)", "Mozilla"), "windows"),
              "firefox");
}

TEST(TraceRecognition, FindsShortNamesAndTheWholeName) {
    const Fixture catalog(
        {entry_file("git", R"("traces": {"windows": {"name": "Git"}})"),
         entry_file("sevenzip", R"("traces": {"windows": {"name": "7-Zip *"}})")});

    EXPECT_EQ(catalog.software(display_name("Git", ""), "windows"), "git");
    EXPECT_EQ(catalog.software(display_name("GitHub Desktop", ""), "windows"), "");
    EXPECT_EQ(catalog.software(display_name("7-Zip 24.08 (x64)", ""), "windows"), "sevenzip");
}

TEST(TraceRecognition, FindsLongNamesWithAndWithoutWildcards) {
    const Fixture catalog(
        {entry_file("whole",
                    R"("traces": {"windows": {"name": "A Display Name That Is Long Indeed"}})"),
         entry_file("begun",
                    R"("traces": {"windows": {"name": "A Display Name That Is Long And *"}})")});

    EXPECT_EQ(catalog.software(display_name("A Display Name That Is Long Indeed", ""), "windows"),
              "whole");
    EXPECT_EQ(catalog.software(display_name("A Display Name That Is Long And 1.0", ""), "windows"),
              "begun");
    EXPECT_EQ(catalog.software(display_name("A Display Name That Is Long", ""), "windows"), "");
}

TEST(TraceRecognition, KnowsBundlesAndDesktopFiles) {
    const Fixture catalog({entry_file(
        "thing",
        R"("traces": {"macos": {"bundle": "org.example.Thing"}, "linux": {"desktop": "thing"}})")});

    EXPECT_EQ(catalog.software(Trace{"bundle", "org.example.thing", "Thing", "", ""}, "macos"),
              "thing");
    EXPECT_EQ(catalog.software(Trace{"desktop-file", "thing.desktop", "Thing", "", ""}, "linux"),
              "thing");
    EXPECT_EQ(catalog.software(Trace{"bundle", "org.example.other", "Thing", "", ""}, "macos"), "");
}

TEST(TraceRecognition, GoesByTheRegisterThatSpeaksNotByTheDevice) {
    const Fixture catalog({entry_file(
        "thing",
        R"("traces": {"macos": {"bundle": "org.example.thing"}, "linux": {"desktop": "thing"}})")});

    EXPECT_EQ(catalog.software(Trace{"bundle", "org.example.thing", "Thing", "", ""}, "linux"),
              "thing");
    EXPECT_EQ(catalog.software(Trace{"appimage", "Thing", "Thing", "1.0", ""}, "macos"), "thing");
}

TEST(OpenCatalog, RefusesADamagedIndexAndServesTheRest) {
    const EntryFolder folder;
    const auto bytes =
        compile_catalog({entry_file("good", "\"packages\": {\"apt\": \"good\"}")}, "good").value;
    const auto good = folder.write("good.bin", bytes);
    auto damaged_bytes = bytes;
    damaged_bytes[bytes.size() / 2] ^= 1;
    const auto damaged = folder.write("damaged.bin", damaged_bytes);
    const auto empty = folder.write("empty.bin", "");

    const auto opened =
        open_catalog({{good, damaged, empty, folder.path() / "none.bin", folder.path()}, {}});

    ASSERT_EQ(opened.problems.size(), 4u);
    EXPECT_EQ(opened.problems[0].code, Code::BadData);
    EXPECT_EQ(opened.problems[2].code, Code::NotFound);
    EXPECT_EQ(opened.value->size(), 1u);
    EXPECT_EQ(opened.value->origin(), "good");
}

TEST(OpenCatalog, IsNeverNull) {
    const auto opened = open_catalog({{"/no/such/index.bin"}, {}});

    ASSERT_NE(opened.value, nullptr);
    EXPECT_EQ(opened.value->size(), 0u);
    EXPECT_EQ(opened.value->origin(), "an empty catalog");
}

TEST(OpenCatalog, LetsAnOverlayWinAndLeavesOutItsMalformedEntries) {
    const EntryFolder folder;
    const auto base = folder.write(
        "index.bin", compile_catalog({entry_file("thing", "\"packages\": {\"apt\": \"thing\"}"),
                                      entry_file("other", "\"packages\": {\"apt\": \"other\"}")},
                                     "base")
                         .value);
    const auto mine = entry_file("thing", "\"packages\": {\"apt\": \"my-thing\"}");
    folder.write("team/" + mine.path, mine.text);
    folder.write("team/software/b/bad.json", "{");

    const auto opened = open_catalog({{base}, {folder.path() / "team"}});

    ASSERT_EQ(opened.problems.size(), 1u);
    EXPECT_EQ(opened.problems[0].subject, "software/b/bad.json");
    const auto known = opened.value->recognise(PackageRef{{"apt"}, {"my-thing"}});
    ASSERT_TRUE(known.has_value());
    EXPECT_THAT(known->evidence.front(), HasSubstr("(software/t/thing.json of "));
    EXPECT_FALSE(opened.value->recognise(PackageRef{{"apt"}, {"thing"}}).has_value());
    EXPECT_EQ(opened.value->size(), 2u);
}

TEST(Find, GivesWhatAPlanNeeds) {
    const Fixture catalog({entry_file("thing", kEverywhere + ",\n  \"like\": [\"other\"]")});

    const auto software = catalog->find({"thing"});

    ASSERT_TRUE(software.has_value());
    EXPECT_EQ(software->category, "utility");
    EXPECT_THAT(software->like, ElementsAre(SoftwareId{"other"}));
    ASSERT_EQ(software->packages.size(), 6u);
    EXPECT_EQ(software->packages.front().installer.text, "apt");
    EXPECT_EQ(software->packages.front().packages.front().on, "debian");
    EXPECT_EQ(software->packages.back().installer.text, "winget");
}

} // namespace
} // namespace ferry::identity
