// Administrator rights, and what of the environment gets through them.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/runner.hpp"
#include "core/platform/machine.hpp"
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::ferry::testing::DepotHome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Step kStep{{"tool", "a b"}, {{"NAME", "value"}}, true};

TEST(DepotRunner, GivesTheEnvironmentAsItIsWhereTheRightsAreHere) {
    DepotHome home;
    home.runner.answers["tool"] = {};
    std::vector<std::pair<std::string, std::string>> seen;
    home.runner.on_run = [&](const Command& command) { seen = command.environment; };
    auto step = kStep;
    step.needs_elevation = false;

    ASSERT_TRUE(StepRunner(home.parts, home.events).run(step).ok());
    EXPECT_EQ(seen, kStep.environment);
    EXPECT_THAT(home.runner.commands, ElementsAre("tool a b"));
}

TEST(DepotRunner, TakesTheEnvironmentThroughSudo) {
    if (running_elevated()) GTEST_SKIP() << "not for root";
    DepotHome home;
    home.runner.answers["sudo"] = {};

    ASSERT_TRUE(StepRunner(home.parts, home.events).run(kStep).ok());
    EXPECT_THAT(home.runner.commands,
                ElementsAre("sudo -n -v", "sudo -n -- env LC_ALL=C.UTF-8 NAME=value tool a b"));
}

TEST(DepotRunner, RunsNothingWithoutTheRights) {
    if (running_elevated()) GTEST_SKIP() << "not for root";
    DepotHome home;
    home.runner.answers["sudo"] = {1, false, "", ""};

    const auto verdict = StepRunner(home.parts, home.events).run_all({kStep}, "pkg");

    EXPECT_EQ(verdict.result, ResultClass::NeedsElevation);
    EXPECT_THAT(verdict.message, HasSubstr("needs administrator rights"));
    EXPECT_THAT(home.runner.commands, ElementsAre("sudo -n -v"));
}

TEST(DepotRunner, StopsAtTheFirstStepThatFails) {
    DepotHome home;
    home.runner.answers["bad"] = {1, false, "", "it broke\n"};
    home.runner.answers["next"] = {};

    const auto verdict = StepRunner(home.parts, home.events)
                             .run_all({{{"bad"}, {}, false}, {{"next"}, {}, false}}, "pkg");

    EXPECT_EQ(verdict.message, "it broke");
    EXPECT_THAT(home.runner.commands, ElementsAre("bad"));
}

} // namespace
} // namespace ferry::depot
