// Inventories as they travel.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/local_streams.hpp"
#include "tests/support/account_device.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::sync {
namespace {

using ferry::testing::inventory;
using ferry::testing::package;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(LocalStream, HasTheSameHashInAnyOrder) {
    const auto one = local_streams({inventory("apt", {package("a"), package("b")})});
    const auto other = local_streams({inventory("apt", {package("b"), package("a")})});

    ASSERT_THAT(one.value, SizeIs(1));
    EXPECT_EQ(one.value[0].hash, other.value[0].hash);
    EXPECT_EQ(one.value[0].hash, stream_hash(one.value[0].packages));
    EXPECT_THAT(one.value[0].hash, SizeIs(64));
}

TEST(LocalStream, LeavesOutNamesThatRepeatTheId) {
    auto repeated = package("git");
    repeated.name = "git";
    auto other = package("vim");
    other.name = "Vi IMproved";

    const auto streams = local_streams({inventory("apt", {repeated, other})});

    EXPECT_EQ(streams.value.at(0).packages.at(0).name, "");
    EXPECT_EQ(streams.value.at(0).packages.at(1).name, "Vi IMproved");
}

TEST(LocalStream, ThatIsEmptyIsStillAStream) {
    EXPECT_THAT(local_streams({inventory("flatpak", {})}).value, SizeIs(1));
}

TEST(LocalStream, IsWithheldWhereItsTextIsNone) {
    const auto streams = local_streams(
        {inventory("apt", {package("git", "1\xff")}), inventory("brew", {package("formula:git")})});

    EXPECT_THAT(streams.value, SizeIs(1));
    ASSERT_THAT(streams.problems, SizeIs(1));
    EXPECT_EQ(streams.problems[0].subject, "apt");
    EXPECT_THAT(streams.problems[0].what, HasSubstr("git"));
}

TEST(LocalStream, IsWithheldWhereAPackageIsThereTwice) {
    const auto streams = local_streams({inventory("apt", {package("git"), package("git", "2")})});

    EXPECT_THAT(streams.value, IsEmpty());
    EXPECT_THAT(streams.problems, SizeIs(1));
}

TEST(DeviceState, IsEmptyWithoutStreamsAndElseAHash) {
    EXPECT_EQ(device_state({}), "");
    EXPECT_THAT(device_state({{"apt", 1, "aa", 1, 1}}), SizeIs(64));
    EXPECT_NE(device_state({{"apt", 1, "aa", 1, 1}}), device_state({{"apt", 1, "ab", 1, 1}}));
    EXPECT_EQ(device_state({{"apt", 1, "aa", 1, 1}}), device_state({{"apt", 2, "aa", 9, 9}}));
}

} // namespace
} // namespace ferry::sync
