// Which file fits, in a table; and the words where none does.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/choose.hpp"
#include "tests/support/depot_offer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::testing::HasSubstr;

/// `where`: "windows/>=10//x86_64", as os, range, distribution and architecture.
Offer offer(const std::string& file, const std::string& version, const std::string& format,
            const std::string& where) {
    auto made = ferry::testing::offer_of(file, format, "");
    const auto parts = split(where, '/');
    made.version = version;
    made.os = parts[0];
    made.os_versions = parts[1];
    made.distribution = parts[2];
    made.arch = parts[3];
    return made;
}

const Target kWindows10{"windows", "10.0.19045", "", "x86_64"};
const Target kDebian{"linux", "12", "debian", "x86_64"};
const Target kFedora{"linux", "40", "fedora", "x86_64"};
const Target kMac{"macos", "14.5", "", "aarch64"};

struct Case {
    const char* what;
    std::vector<Offer> offers;
    Target target;
    const char* chosen; // file
    bool emulated = false;
};

std::vector<Case> cases() {
    return {
        {"the only one", {offer("a.exe", "1", "exe", "windows///x86_64")}, kWindows10, "a.exe"},
        {"the newest version",
         {offer("a.exe", "1.9", "exe", "windows///x86_64"),
          offer("b.exe", "1.10", "exe", "windows///x86_64"),
          offer("c.exe", "1.2", "exe", "windows/>=10//x86_64")},
         kWindows10,
         "b.exe"},
        {"not the newest where that is for another version",
         {offer("a.exe", "1", "exe", "windows///x86_64"),
          offer("b.exe", "2", "exe", "windows/>=11//x86_64")},
         kWindows10,
         "a.exe"},
        {"the one for this distribution",
         {offer("a.deb", "1", "deb", "linux///x86_64"),
          offer("b.deb", "1", "deb", "linux//debian/x86_64"),
          offer("c.deb", "1", "deb", "linux//ubuntu/x86_64")},
         kDebian,
         "b.deb"},
        {"the one for this version",
         {offer("a.deb", "1", "deb", "linux///x86_64"),
          offer("b.deb", "1", "deb", "linux/>=12//x86_64")},
         kDebian,
         "b.deb"},
        {"the one for this very architecture",
         {offer("a.deb", "1", "deb", "linux///any"), offer("b.deb", "1", "deb", "linux///x86_64")},
         kDebian,
         "b.deb"},
        {"the package that this distribution takes",
         {offer("a.rpm", "1", "rpm", "linux///x86_64"),
          offer("b.deb", "1", "deb", "linux///x86_64")},
         kDebian,
         "b.deb"},
        {"the package that another distribution takes",
         {offer("a.rpm", "1", "rpm", "linux///x86_64"),
          offer("b.deb", "1", "deb", "linux///x86_64")},
         kFedora,
         "a.rpm"},
        {"a package before an archive",
         {offer("a.tar.gz", "1", "archive", "linux///x86_64"),
          offer("b.deb", "1", "deb", "linux///x86_64")},
         kDebian,
         "b.deb"},
        {"the native one of two",
         {offer("a.dmg", "1", "dmg", "macos///x86_64"),
          offer("b.dmg", "1", "dmg", "macos///aarch64")},
         kMac,
         "b.dmg"},
        {"an emulated one where there is no other",
         {offer("a.dmg", "1", "dmg", "macos///x86_64")},
         kMac,
         "a.dmg",
         true},
        {"an emulated one on Windows on ARM",
         {offer("a.msi", "1", "msi", "windows///x86_64")},
         {"windows", "10.0.22631", "", "aarch64"},
         "a.msi",
         true},
    };
}

TEST(DepotChoice, TakesTheOneThatFitsBest) {
    for (const auto& one : cases()) {
        const auto choice = choose(one.offers, one.target);

        ASSERT_TRUE(choice.ok()) << one.what << ": " << choice.error().message;
        EXPECT_EQ(choice->offer.file, one.chosen) << one.what;
        EXPECT_EQ(choice->emulated, one.emulated) << one.what;
    }
}

TEST(DepotChoice, DoesNotDependOnTheOrder) {
    for (const auto& one : cases()) {
        auto backwards = one.offers;
        std::reverse(backwards.begin(), backwards.end());

        EXPECT_EQ(choose(backwards, one.target)->offer.file, one.chosen) << one.what;
    }
}

std::string miss(const std::vector<Offer>& offers, const Target& target) {
    const auto choice = choose(offers, target);
    EXPECT_FALSE(choice.ok());
    return choice ? std::string() : choice.error().message;
}

TEST(DepotChoice, NamesTheNearestMiss) {
    const auto words = miss({offer("setup.exe", "1.2", "exe", "windows/>=10//x86_64"),
                             offer("a.dmg", "1.3", "dmg", "macos///any")},
                            {"windows", "6.3.9600", "", "x86_64"});

    EXPECT_THAT(words, HasSubstr("there is setup.exe 1.2 for windows >=10 x86_64; this device is "
                                 "windows 8.1.9600 x86_64"));
}

TEST(DepotChoice, SaysWhatDoesNotFit) {
    EXPECT_THAT(miss({}, kDebian), HasSubstr("has no installer file of it"));
    EXPECT_THAT(miss({offer("a.deb", "1", "deb", "linux///aarch64")}, kDebian),
                HasSubstr("a.deb 1 for linux aarch64; this device is debian 12 x86_64"));
    EXPECT_THAT(miss({offer("a.deb", "1", "deb", "linux///x86_64")}, kFedora),
                HasSubstr("which does not take deb files"));
    EXPECT_THAT(miss({offer("a.deb", "1", "deb", "linux/>12 or so//x86_64")}, kDebian),
                HasSubstr("\">12 or so\" is no term"));
}

TEST(DepotChoice, RunsNothingForeignOnLinux) {
    EXPECT_FALSE(
        choose({offer("a.deb", "1", "deb", "linux///x86_64")}, {"linux", "12", "debian", "aarch64"})
            .ok());
    EXPECT_FALSE(
        choose({offer("a.dmg", "1", "dmg", "macos///aarch64")}, {"macos", "14", "", "x86_64"})
            .ok());
}

TEST(DepotChoice, TakesNoRangeWhereTheVersionIsNotKnown) {
    EXPECT_FALSE(
        choose({offer("a.deb", "1", "deb", "linux/>=1//any")}, {"linux", "", "", "x86_64"}).ok());
    EXPECT_TRUE(
        choose({offer("a.deb", "1", "deb", "linux///any")}, {"linux", "", "", "x86_64"}).ok());
}

} // namespace
} // namespace ferry::depot
