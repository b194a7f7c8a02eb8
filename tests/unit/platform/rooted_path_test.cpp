// Paths of another machine, below the folder that holds its tree.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/rooted_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry {
namespace {

using ::testing::HasSubstr;

TEST(RootedPath, LiesBelowTheRoot) {
    const auto path = path_below(from_utf8("/mnt/old"), "/etc/os-release");

    ASSERT_TRUE(path) << path.error().message;
    EXPECT_EQ(*path, from_utf8("/mnt/old/etc/os-release"));
}

TEST(RootedPath, TakesTheRootForDriveC) {
    for (const auto* written : {"C:/ProgramData/chocolatey", "c:/ProgramData/chocolatey"}) {
        const auto path = path_below(from_utf8("/mnt/old"), written);

        ASSERT_TRUE(path) << path.error().message;
        EXPECT_EQ(*path, from_utf8("/mnt/old/ProgramData/chocolatey"));
    }
}

TEST(RootedPath, FindsNoOtherDrive) {
    EXPECT_EQ(path_below(from_utf8("/mnt/old"), "D:/Games").error().code, Code::NotFound);
}

TEST(RootedPath, RefusesWhatLeadsElsewhere) {
    for (const auto* written : {"", "etc", "/etc/../../x", "C:/../x", "C:x", "//../x"}) {
        const auto path = path_below(from_utf8("/mnt/old"), written);

        ASSERT_FALSE(path) << written;
        EXPECT_EQ(path.error().code, Code::BadData) << written;
        EXPECT_THAT(path.error().message, HasSubstr(written));
    }
}

} // namespace
} // namespace ferry
