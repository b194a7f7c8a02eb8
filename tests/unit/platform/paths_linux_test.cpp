// XDG folders and os-release.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"
#include "core/platform/paths_of_system.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace ferry::testing {
namespace {

TEST(Paths, FollowXdgAndIgnoreRelativeValues) {
    setenv("HOME", "/home/ana", 1);
    setenv("XDG_CONFIG_HOME", "/elsewhere", 1);
    setenv("XDG_DATA_HOME", "relative", 1);
    unsetenv("XDG_CACHE_HOME");

    const auto paths = paths_of_system();

    ASSERT_TRUE(paths.ok());
    EXPECT_EQ(paths->config, "/elsewhere/ferry");
    EXPECT_EQ(paths->data, "/home/ana/.local/share/ferry");
    EXPECT_EQ(paths->cache, "/home/ana/.cache/ferry");
    EXPECT_EQ(paths->home, "/home/ana");
}

TEST(Machine, ReadsOsReleaseBelowTheRoot) {
    const TemporaryFolder root;
    RealFiles files;
    ASSERT_TRUE(files.create_folders(root.path() / "usr/lib").ok());
    ASSERT_TRUE(files
                    .replace(root.path() / "usr/lib/os-release",
                             "NAME='Some Linux'\nID=\"ubuntu\"\n# note\nVERSION_ID='24.04'\n")
                    .ok());

    const auto device = this_device(files, root.path());

    EXPECT_EQ(device.distribution, "ubuntu");
    EXPECT_EQ(device.os_version, "24.04");
}

} // namespace
} // namespace ferry::testing
