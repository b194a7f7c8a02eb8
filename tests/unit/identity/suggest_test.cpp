// What is proposed from tables, and what is not.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/compile.hpp"
#include "core/identity/lint.hpp"
#include "core/identity/suggest/comparable_name.hpp"
#include "core/identity/suggest/suggest.hpp"
#include "tests/support/entry_texts.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace ferry::testing {
namespace {

using namespace identity;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ComparableName, WordsOfAnIdAndOfATitleMeet) {
    EXPECT_EQ(comparable_name("visual-studio-code").plain, "visualstudiocode");
    EXPECT_EQ(comparable_name("VisualStudioCode").plain, "visualstudiocode");
    EXPECT_EQ(comparable_name("Visual Studio Code (64-bit)").plain, "visualstudiocode");
    EXPECT_EQ(comparable_name("Notepad++").plain, "notepad++");
    EXPECT_EQ(comparable_name("Beta").plain, "beta"); // a name, where nothing stands before it
}

TEST(ComparableName, ChannelsAndVersionsAreVariants) {
    EXPECT_THAT(comparable_name("firefox@nightly").variant, ElementsAre("nightly"));
    EXPECT_THAT(comparable_name("VisualStudioCode.Insiders").variant, ElementsAre("insiders"));
    EXPECT_THAT(comparable_name("python@3.12").variant, ElementsAre("12", "3"));
    EXPECT_EQ(comparable_name("python@3.12").plain, "python");
    EXPECT_THAT(comparable_name("vlc.install").variant, ElementsAre("install"));
}

IndexPackage row(const std::string& installer, const std::string& id, const std::string& title = "",
                 const std::string& address = "", const std::string& version = "") {
    IndexPackage package{{{installer}, {id}}, title, {}, "", "", {}, version, "", false};
    if (!address.empty()) package.addresses.push_back(address);
    return package;
}

std::vector<std::string> ids(const Suggestions& all) {
    std::vector<std::string> texts;
    for (const auto& entry : all.entries) {
        std::string text = entry.id.text + " =";
        for (const auto& [installer, packages] : entry.packages) {
            for (const auto& package : packages)
                text += " " + PackageRef{installer, package.id}.text();
        }
        texts.push_back(text);
    }
    return texts;
}

TEST(Suggest, SameRepositoryAndNameIsOneSoftware) {
    const auto all = suggest({row("brew", "cask:app-one", "App One", "https://github.com/o/app"),
                              row("winget", "Owner.AppOne", "App One", "https://github.com/O/App")},
                             {});
    EXPECT_THAT(ids(all), ElementsAre("app-one = brew:cask:app-one winget:Owner.AppOne"));
    EXPECT_TRUE(all.entries[0].proposed);
    EXPECT_THAT(all.entries[0].evidence.at(0), HasSubstr("same repository github.com/o/app"));
}

TEST(Suggest, NameAloneIsNoEvidenceNorIsTheRoofAlone) {
    EXPECT_THAT(ids(suggest({row("apt", "warp", "", "https://one.org"),
                             row("brew", "cask:warp", "Warp", "https://two.org"),
                             row("choco", "paint", "", "https://github.com/a/paint"),
                             row("winget", "B.paint", "", "https://github.com/b/paint"),
                             row("dnf", "left", "", "https://three.org"),
                             row("apt", "right", "", "https://three.org")},
                            {})),
                IsEmpty());
}

TEST(Suggest, VariantsAreToldApart) {
    const std::string home = "https://example.org";
    const auto all = suggest(
        {row("brew", "cask:app", "App", home), row("brew", "cask:app@beta", "App Beta", home),
         row("winget", "O.App", "App", home), row("winget", "O.App.Beta", "App Beta", home),
         row("choco", "app", "App", home), row("choco", "app.portable", "App", home)},
        {});
    EXPECT_THAT(ids(all), ElementsAre("app = brew:cask:app choco:app winget:O.App",
                                      "app-beta = brew:cask:app@beta winget:O.App.Beta"));
}

TEST(Suggest, SameReleaseAndIdIsEvidenceWhereTheReleaseIsTelling) {
    EXPECT_THAT(ids(suggest({row("apt", "tool", "", "https://one.org", "2:4.15.8-1+b2"),
                             row("brew", "formula:tool", "", "https://two.org", "4.15.8")},
                            {})),
                ElementsAre("tool = apt:tool brew:formula:tool"));
    EXPECT_THAT(ids(suggest({row("apt", "tool", "", "https://one.org", "1.0-1"),
                             row("brew", "formula:tool", "", "https://two.org", "1.0")},
                            {})),
                IsEmpty());
}

TEST(Suggest, AppStreamIdNeedsNoName) {
    auto flatpak = row("flatpak", "org.example.App", "App", "https://one.org");
    flatpak.components = {"org.example.app"};
    auto apt = row("apt", "example-app", "", "https://two.org");
    apt.components = {"org.example.app"};
    EXPECT_THAT(ids(suggest({flatpak, apt}, {})),
                ElementsAre("app = apt:example-app flatpak:org.example.App"));
}

TEST(Suggest, WhatIsCuratedIsLeftAloneAndItsGapsAreTold) {
    const auto curated = usable_entries({entry_file("app", R"(  "packages": {"apt": "app"})")});
    const std::string home = "https://example.org/app";
    const auto all =
        suggest({row("apt", "app", "", home), row("dnf", "app", "", home)}, curated.value);
    EXPECT_THAT(all.entries, IsEmpty());
    ASSERT_EQ(all.additions.size(), 1u);
    EXPECT_EQ(all.additions[0].package.text(), "dnf:app");
    EXPECT_THAT(all.additions[0].evidence, HasSubstr("page example.org/app"));
}

TEST(Suggest, HeadersBelongToAFormulaOnly) {
    const std::string home = "https://github.com/o/tool";
    auto headers = row("apt", "libtool3-dev", "", home);
    headers.headers = true;
    auto part = row("apt", "libt-dev", "", home);
    part.headers = true;
    const auto formula = row("brew", "formula:tool", "", home);
    const auto library = row("dnf", "tool", "", home);
    for (const auto& packages :
         {std::vector{headers, part, formula}, std::vector{headers, part, formula, library}})
        EXPECT_THAT(ids(suggest(packages, {})),
                    ElementsAre("tool = apt:libtool3-dev brew:formula:tool"));
    EXPECT_THAT(ids(suggest({headers, library}, {})), IsEmpty());
}

TEST(Suggest, OrderOfTheTablesDoesNotMatterAndLintIsContent) {
    std::vector<IndexPackage> packages;
    for (const auto* name : {"one", "two", "three"}) {
        packages.push_back(row("apt", name, "", "https://github.com/o/" + std::string(name)));
        packages.push_back(
            row("dnf", name, "A \"quoted\" title", "https://github.com/o/" + std::string(name)));
    }
    const auto first = suggest(packages, {});
    std::reverse(packages.begin(), packages.end());
    const auto second = suggest(packages, {});
    EXPECT_EQ(ids(first), ids(second));
    std::vector<EntryFile> files;
    for (std::size_t i = 0; i < first.entries.size(); ++i) {
        files.push_back({first.entries[i].file, entry_text(first.entries[i])});
        EXPECT_EQ(parse_entry(files[i].path, files[i].text).entry.packages,
                  first.entries[i].packages);
    }
    EXPECT_THAT(lint(files), IsEmpty());
}

TEST(IndexTables, ReadsWhatIsThereAndLeavesOutWhatIsRetired) {
    TemporaryFolder folder;
    std::ofstream(folder.path() / "homebrew_casks.tsv")
        << "token\tname\thomepage\trepo\tversion\tstatus\tkind\n"
           "app\tApp\thttps://example.org\to/app\t1.0\tactive\tapp\n"
           "old\tOld\thttps://example.org\t\t1.0\tdisabled 2026-01-07\tapp\n"
           "font-x\tX\thttps://example.org\t\t1.0\tactive\tfont\n"
           "--bad\tBad\thttps://example.org\t\t1.0\tactive\tapp\n";
    const auto index = read_index(folder.path());
    EXPECT_TRUE(index.clean());
    ASSERT_EQ(index.value.size(), 1u);
    EXPECT_EQ(index.value[0].ref.text(), "brew:cask:app");
    EXPECT_EQ(read_index_ids(folder.path()).value.size(), 4u); // retired ones exist
}

TEST(IndexTables, MalformedTableAndEmptyFolderAreProblems) {
    TemporaryFolder folder;
    EXPECT_EQ(read_index(folder.path()).problems.at(0).code, Code::NotFound);
    std::ofstream(folder.path() / "winget.tsv") << "id\tname\n";
    const auto index = read_index(folder.path());
    EXPECT_EQ(index.problems.at(0).subject, "winget.tsv");
    EXPECT_THAT(index.problems.at(0).what, HasSubstr("\"package_url\" is missing"));
}

} // namespace
} // namespace ferry::testing
