// Facts of this machine, and where Ferry's folders are.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"
#include "core/platform/paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Not;

TEST(Machine, KnowsItself) {
    const auto device = this_device(RealFiles(), "/");

    EXPECT_THAT(device.os, AnyOf("linux", "macos", "windows"));
    EXPECT_THAT(device.arch, Not(""));
    EXPECT_THAT(device.name, Not(""));
    EXPECT_EQ(device.os_version.find_first_not_of("0123456789."), std::string::npos);
    EXPECT_THAT(device.os_version, Not(""));
}

TEST(Machine, FindsItsOwnProgram) {
    EXPECT_TRUE(executable_path().is_absolute());
    EXPECT_TRUE(RealFiles().exists(executable_path()));
}

TEST(Machine, GivesVariablesAsTextAndMissingOnesAsEmpty) {
    EXPECT_EQ(environment("GTEST_FERRY_SECRET"), "seen"); // set by CMake for this test program
    EXPECT_EQ(environment("GTEST_FERRY_NOT_THERE"), "");
}

TEST(Paths, FindTheInstallationFromTheProgramsPlace) {
    const auto program = executable_path();
    const auto installation = this_installation();

    EXPECT_EQ(installation.worker.parent_path(), program.parent_path());
    EXPECT_EQ(installation.worker.stem(), "ferry-worker");
    EXPECT_EQ(installation.plugins, program.parent_path().parent_path() / "lib/ferry/plugins");
    EXPECT_EQ(installation.catalog, program.parent_path().parent_path() / "share/ferry/catalog");
}

TEST(Paths, PutAllBelowFerryHome) {
    const auto paths = user_paths(); // FERRY_HOME is set by CMake for this test program

    ASSERT_TRUE(paths.ok());
    EXPECT_EQ(paths->config.filename(), "config");
    EXPECT_EQ(paths->data.parent_path(), paths->config.parent_path());
    EXPECT_EQ(paths->cache.parent_path().filename(), "ferry-home-of-test");
}

} // namespace
} // namespace ferry::testing
