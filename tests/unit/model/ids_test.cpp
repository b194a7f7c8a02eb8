// Package references and Ferry's own ids.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/ids.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {

TEST(PackageRef, SplitsAtTheFirstColonOnly) {
    const auto ref = parse_package_ref("brew:cask:firefox");

    ASSERT_TRUE(ref);
    EXPECT_EQ(ref->installer.text, "brew");
    EXPECT_EQ(ref->id.text, "cask:firefox");
    EXPECT_EQ(ref->text(), "brew:cask:firefox");
}

TEST(PackageRef, RefusesMissingSidesAndOptions) {
    for (const auto* bad : {"git", ":git", "apt:", "--x:y", "Apt:git", ""})
        EXPECT_FALSE(parse_package_ref(bad)) << bad;
}

TEST(SoftwareIds, AreLowerCaseWordsWithoutPaths) {
    EXPECT_TRUE(valid_software_id("notepad++"));
    for (const auto* bad : {"", "-x", "a/b", "A", "a b", "a\n"})
        EXPECT_FALSE(valid_software_id(bad)) << bad;
    EXPECT_FALSE(valid_software_id(std::string(101, 'a')));
}

} // namespace ferry::testing
