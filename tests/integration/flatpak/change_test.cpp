// Installing, upgrading and removing with the real flatpak, offline.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/flatpak/flatpak_root.hpp"

#include <gmock/gmock.h>

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

class FlatpakChanges : public FlatpakRoot {};

auto is(ResultClass result, const std::string& version) {
    return AllOf(Field(&Outcome::result, result), Field(&Outcome::version, version));
}

TEST_F(FlatpakChanges, InstallBringsTheAppAndItsRuntime) {
    publish("Hello", "1.0");

    EXPECT_THAT(install("org.example.Hello"), is(ResultClass::Ok, "1.0"));
    EXPECT_EQ(listed(), "org.example.Hello/x86_64/stable 1.0\norg.example.Platform/x86_64/1\n");
    EXPECT_THAT(steps, Contains(Field(&Progress::step, Step::Installing)));
}

TEST_F(FlatpakChanges, WhatIsThereAlreadyStaysAsItIs) {
    publish("Hello", "1.0");
    ASSERT_TRUE(succeeded(install("org.example.Hello").result));
    publish("Hello", "2.0");

    EXPECT_THAT(install("org.example.Hello"), is(ResultClass::Already, "1.0"));
}

TEST_F(FlatpakChanges, UpgradeBringsTheNewerBuildAndThenNothingIsLeft) {
    publish("Hello", "1.0");
    ASSERT_TRUE(succeeded(install("org.example.Hello").result));
    publish("Hello", "2.0");

    EXPECT_THAT(upgrade("org.example.Hello"), is(ResultClass::Ok, "2.0"));
    EXPECT_THAT(upgrade("org.example.Hello"), is(ResultClass::Already, "2.0"));
}

TEST_F(FlatpakChanges, RemoveTakesTheAppAndLeavesTheRuntime) {
    publish("Hello", "1.0");
    ASSERT_TRUE(succeeded(install("org.example.Hello").result));

    EXPECT_THAT(remove("org.example.Hello"), is(ResultClass::Ok, ""));
    EXPECT_EQ(listed(), "org.example.Platform/x86_64/1\n");
    EXPECT_THAT(remove("org.example.Hello"), is(ResultClass::Already, ""));
}

TEST_F(FlatpakChanges, UnknownAppIsNotFoundAndTheOthersGoOn) {
    publish("Hello", "1.0");
    publish("World", "3.0");
    const auto outcomes =
        act(Action::Install, {"org.example.Nosuch", "org.example.Hello", "org.example.World"});

    EXPECT_THAT(outcomes, ElementsAre(Field(&Outcome::result, ResultClass::NotFound),
                                      is(ResultClass::Ok, "1.0"), is(ResultClass::Ok, "3.0")));
}

TEST_F(FlatpakChanges, TwoBranchesOfOneAppLiveSideBySide) {
    publish("Hello", "1.0");
    publish("Hello", "2.0", "beta");

    EXPECT_THAT(install("org.example.Hello"), is(ResultClass::Ok, "1.0"));
    EXPECT_THAT(install("org.example.Hello//beta"), is(ResultClass::Ok, "2.0"));
    EXPECT_THAT(remove("org.example.Hello//stable"), is(ResultClass::Ok, ""));
    EXPECT_THAT(listed(), HasSubstr("org.example.Hello/x86_64/beta 2.0\n"));
}

TEST_F(FlatpakChanges, MaskedAppKeepsItsVersion) {
    publish("Hello", "1.0");
    ASSERT_TRUE(succeeded(install("org.example.Hello").result));
    flatpak({"--user", "mask", "org.example.Hello"});
    publish("Hello", "2.0");

    EXPECT_THAT(upgrade("org.example.Hello"), is(ResultClass::Failed, "1.0"));
}

TEST_F(FlatpakChanges, RemoteThatIsGoneIsToldInItsOwnWords) {
    publish("Hello", "1.0");
    flatpak({"--user", "remote-modify", "--url=file:///nowhere", "local"});

    EXPECT_FALSE(succeeded(install("org.example.Hello").result));
    EXPECT_THAT(install("org.example.Hello").message, HasSubstr("local"));
}

TEST_F(FlatpakChanges, FullDiskIsToldAndNothingHalfIsListed) {
    publish("Hello", "1.0");
    run_tool({"ostree", "config", "--repo=" + (user / "repo").string(), "set",
              "core.min-free-space-size", "10000GB"});

    const auto outcome = install("org.example.Hello");
    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, HasSubstr("Not enough disk space"));
    EXPECT_EQ(listed().find("org.example.Hello"), std::string::npos);
}

TEST_F(FlatpakChanges, CancelBeforeTheBeginningChangesNothing) {
    publish("Hello", "1.0");
    is_cancelled = [] { return true; };

    EXPECT_EQ(install("org.example.Hello").result, ResultClass::Cancelled);
    EXPECT_EQ(listed(), "");
}

} // namespace
} // namespace ferry::testing
