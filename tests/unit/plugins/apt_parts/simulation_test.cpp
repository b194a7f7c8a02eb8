// What apt-get says it would do.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/simulation.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::apt {
namespace {

using ::testing::ElementsAre;

TEST(AptSimulation, TellsANewerVersionFromANewPackage) {
    const auto upgrade = parse_simulation(testing::fixture("apt/simulate_upgrade.out"), "amd64");
    const auto install = parse_simulation(testing::fixture("apt/simulate_install.out"), "amd64");

    ASSERT_TRUE(upgrade && install);
    ASSERT_FALSE(upgrade->installs.empty() || install->installs.empty());
    EXPECT_TRUE(upgrade->installs.front().replaces);
    EXPECT_FALSE(install->installs.front().replaces);
}

TEST(AptSimulation, ReadsArchitecturesAndWhatFollowsTheLine) {
    const auto plan = parse_simulation("Inst a:arm64 [1] (2 Debian:12/stable [arm64]) []\n"
                                       "Inst b (1 stable [all]) [c:amd64 ]\n"
                                       "Conf b (1 stable [all])\n",
                                       "amd64");

    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->installs.size(), 2u);
    EXPECT_EQ(plan->installs[0].target.argument(), "a:arm64");
    EXPECT_TRUE(plan->installs[0].replaces);
    EXPECT_EQ(plan->installs[1].target.argument(), "b:amd64");
    EXPECT_FALSE(plan->installs[1].replaces);
}

TEST(AptSimulation, CountsRemovalAndPurge) {
    const auto plan = parse_simulation("Remv a [1]\nPurg b:i386 [2]\n", "amd64");

    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->removals, ElementsAre(Target{"a", "amd64"}, Target{"b", "i386"}));
}

TEST(AptSimulation, SeesWhatARivalWouldRemove) {
    const auto plan = parse_simulation(testing::fixture("apt/simulate_rival.out"), "amd64");

    ASSERT_TRUE(plan);
    EXPECT_FALSE(plan->removals.empty());
}

TEST(AptSimulation, RefusesAnOrderThatItCannotRead) {
    for (const auto* line :
         {"Remv \n", "Remv a\n", "Inst ../x [1] (2)\n", "Inst a:amd64- [1] (2)\n"})
        EXPECT_FALSE(parse_simulation(line, "amd64")) << line;
}

} // namespace
} // namespace ferry::apt
