// Telling formats apart, and a manifest as an inventory.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/formats.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::detect_format;
using formats::find_format;
using ::testing::ElementsAre;

namespace {

std::string detected(const std::string& name, const std::string& content) {
    const auto* format = detect_format(name, content);
    return format == nullptr ? "none" : format->name;
}

} // namespace

TEST(Formats, AreFoundByName) {
    ASSERT_NE(find_format("winget"), nullptr);
    EXPECT_STREQ(find_format("brewfile")->installer, "brew");
    EXPECT_EQ(find_format("nonsense"), nullptr);
}

TEST(Formats, AreDetectedByFileName) {
    EXPECT_EQ(detected("/home/a/Brewfile", ""), "brewfile");
    EXPECT_EQ(detected("work.Brewfile", ""), "brewfile");
    EXPECT_EQ(detected("C:\\x\\packages.config", ""), "choco");
}

TEST(Formats, AreDetectedByContent) {
    EXPECT_EQ(detected("a.json", fixture("formats/winget-2.0.json")), "winget");
    EXPECT_EQ(detected("a.json", fixture("formats/winget-1.0.json")), "winget");
    EXPECT_EQ(detected("a.config", fixture("formats/packages.config")), "choco");
    EXPECT_EQ(detected("a.txt", fixture("formats/Brewfile")), "brewfile");
}

TEST(Formats, AreNotGuessed) {
    EXPECT_EQ(detected("a.json", R"({"schema":1,"lines":[]})"), "none");
    EXPECT_EQ(detected("a.xml", "<html/>"), "none");
    EXPECT_EQ(detected("a.txt", "tapestry\nbrewing \"tea\"\n"), "none");
    EXPECT_EQ(detected("", ""), "none");
}

TEST(Formats, EachCanBeReadOrWritten) {
    for (const auto& format : formats::all_formats())
        EXPECT_TRUE(format.read != nullptr || format.write != nullptr) << format.name;
}

TEST(Inventory, OfAManifestIsSortedAndAskedForByAPerson) {
    formats::Manifest manifest;
    manifest.entries = {{{{"winget"}, {"B.B"}}, "2", "winget", Scope::User, 1},
                        {{{"brew"}, {"formula:git"}}, "", "", Scope::Unknown, 2},
                        {{{"winget"}, {"A.A"}}, "1", "msstore", Scope::Unknown, 3}};

    const auto inventory = formats::as_inventory(manifest);

    ASSERT_EQ(inventory.size(), 2u);
    EXPECT_EQ(inventory[0].installer.text, "brew");
    ASSERT_EQ(inventory[1].packages.size(), 2u);
    const auto& second = inventory[1].packages[1];
    EXPECT_EQ(second.id.text, "B.B");
    EXPECT_EQ(second.version, "2");
    EXPECT_EQ(second.scope, Scope::User);
    EXPECT_EQ(second.reason, Reason::Explicit);
}

} // namespace ferry::testing
