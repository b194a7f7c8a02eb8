// That apt works on the tree that was read, and on no other.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/apt_config.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ferry::apt {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

AptConfig of(const std::string& base, std::vector<std::string> dpkg_options) {
    return {base + "/var/lib/dpkg/status", base + "/var/lib/apt/extended_states", "amd64", "", "",
            std::move(dpkg_options)};
}

TEST(AptConfig, ReadsWhatAptConfigPrints) {
    const auto config = parse_apt_config(testing::fixture("apt/config_values.out"),
                                         testing::fixture("apt/config_dump.out"));

    EXPECT_EQ(config.status_file, "/srv/example/root/var/lib/dpkg/status");
    EXPECT_EQ(config.native_arch, "amd64");
    EXPECT_EQ(config.lock_timeout, "");
    EXPECT_THAT(config.dpkg_options, Contains("--root=/srv/example/root"));
}

TEST(AptConfig, FindsDpkgsOptionsInWhateverCaseTheyWereSet) {
    const auto config =
        parse_apt_config("STATUS='/it'\\''s'\n", "dpkg::OPTIONS:: \"--root=/x\";\n");

    EXPECT_EQ(config.status_file, "/it's");
    EXPECT_THAT(config.dpkg_options, ElementsAre("--root=/x"));
}

TEST(AptRoot, IsRefusedWhereAptRunsDpkgInAChroot) {
    auto config = of("", {});
    config.chroot = "/srv/tree";

    EXPECT_FALSE(check_root(config, "/"));
}

TEST(AptRoot, IsThisMachineWhereNothingPointsElsewhere) {
    EXPECT_TRUE(check_root(of("", {}), "/"));
    EXPECT_TRUE(check_root(of("", {"--force-confold", "--log=/x"}), "/"));
}

TEST(AptRoot, MayBeAnotherTreeWhereAptAndDpkgBothPointThere) {
    EXPECT_TRUE(check_root(of("/srv/tree", {"--root=/srv/tree"}), "/srv/tree"));
    EXPECT_TRUE(check_root(of("/srv/tree", {"--root=/srv/tree/"}), "/srv/tree/"));
}

TEST(AptRoot, IsRefusedWhereAptWouldChangeThisMachineInstead) {
    const auto refused = check_root(of("", {}), "/srv/tree");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::NotSupported);
    EXPECT_THAT(refused.error().message, HasSubstr("APT_CONFIG"));
}

TEST(AptRoot, IsRefusedWhereDpkgWouldChangeThisMachineInstead) {
    EXPECT_FALSE(check_root(of("/srv/tree", {}), "/srv/tree"));
    EXPECT_FALSE(check_root(of("/srv/tree", {"--admindir=/srv/tree/var/lib/dpkg"}), "/srv/tree"));
    EXPECT_FALSE(check_root(of("/srv/tree", {"--root=/srv/tree", "--instdir=/"}), "/srv/tree"));
    EXPECT_FALSE(check_root(of("/srv/tree", {"--root=/srv/other"}), "/srv/tree"));
}

TEST(AptRoot, IsRefusedWhereThisMachineIsReadButAnotherTreeWouldChange) {
    EXPECT_FALSE(check_root(of("/srv/tree", {"--root=/srv/tree"}), "/"));
    EXPECT_FALSE(check_root(of("", {"--root=/srv/tree"}), "/"));
}

} // namespace
} // namespace ferry::apt
