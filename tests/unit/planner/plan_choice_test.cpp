// Several counterparts: which is taken, and when a person has to choose.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using planner::make_plan;
using ::testing::ElementsAre;

namespace {

planner::PlanInput offered_twice() {
    auto input = wanting("winget:GIMP.GIMP", "gimp");
    add_offered(input, "gimp", "apt:gimp", "2.10");
    add_offered(input, "gimp", "flatpak:org.gimp.GIMP", "3.0");
    return input;
}

} // namespace

TEST(PlanChoice, IsLeftToThePersonWhereInstallersAreEqual) {
    auto input = wanting("winget:GIMP.GIMP", "gimp");
    add_offered(input, "gimp", "snap:gimp", "2.10");
    add_offered(input, "gimp", "pacman:gimp", "3.0");
    const auto line = make_plan(input).lines.at(0);

    EXPECT_EQ(line.kind, LineKind::Choose);
    EXPECT_EQ(line.to, std::nullopt);
    EXPECT_FALSE(line.ticked);
    EXPECT_THAT(line.choices, ElementsAre(PlanPackage{ref("pacman:gimp"), "3.0"},
                                          PlanPackage{ref("snap:gimp"), "2.10"}));
}

TEST(PlanChoice, TakesTheSystemsOwnInstallerForTools) {
    const auto line = make_plan(offered_twice()).lines.at(0);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_EQ(line.to->ref.text(), "apt:gimp");
    EXPECT_THAT(line.choices, ElementsAre(PlanPackage{ref("apt:gimp"), "2.10"},
                                          PlanPackage{ref("flatpak:org.gimp.GIMP"), "3.0"}));
}

TEST(PlanChoice, TakesFlatpakForDesktopApplications) {
    auto input = offered_twice();
    input.here[{"gimp"}].desktop = true;

    EXPECT_EQ(make_plan(input).lines.at(0).to->ref.text(), "flatpak:org.gimp.GIMP");
}

TEST(PlanChoice, TakesWhatThePersonUsesHereBeforeWhatNobodyUses) {
    auto input = offered_twice();
    input.here[{"gimp"}].desktop = true;
    input.used = {{"apt"}};

    EXPECT_EQ(make_plan(input).lines.at(0).to->ref.text(), "apt:gimp");
}

TEST(PlanChoice, FollowsThePreferenceOfInstallers) {
    auto input = offered_twice();
    input.preference = {{"flatpak"}, {"apt"}};

    const auto line = make_plan(input).lines.at(0);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_EQ(line.to->ref.text(), "flatpak:org.gimp.GIMP");
    EXPECT_TRUE(line.ticked);
}

TEST(PlanChoice, IsNoneWhereOneInstallerHasSeveralInOrder) {
    auto input = wanting("winget:Kitware.CMake", "cmake");
    add_offered(input, "cmake", "brew:formula:cmake");
    add_offered(input, "cmake", "brew:cask:cmake-app");

    const auto line = make_plan(input).lines.at(0);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_EQ(line.to->ref.text(), "brew:formula:cmake");
}

TEST(PlanChoice, PrefersWhatIsConfirmedToWhatIsProposed) {
    auto input = offered_twice();
    input.here[{"gimp"}].counterparts[0].proposed = true;
    input.preference = {{"apt"}, {"flatpak"}};

    EXPECT_EQ(make_plan(input).lines.at(0).to->ref.text(), "flatpak:org.gimp.GIMP");
}

TEST(PlanChoice, PrefersWhatIsOfferedToWhatCouldNotBeAsked) {
    auto input = wanting("winget:GIMP.GIMP", "gimp");
    input.here[{"gimp"}].counterparts = {{ref("apt:gimp"), false, {}}};
    input.not_asked = {{"apt"}};
    input.preference = {{"apt"}};
    add_offered(input, "gimp", "flatpak:org.gimp.GIMP");

    const auto line = make_plan(input).lines.at(0);

    EXPECT_EQ(line.to->ref.text(), "flatpak:org.gimp.GIMP");
    EXPECT_TRUE(line.ticked);
}

} // namespace ferry::testing
