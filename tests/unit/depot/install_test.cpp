// From an offer and a file to an outcome, with a runner that only notes what it is asked.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::ferry::testing::DepotHome;
using ::ferry::testing::offer_of;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(DepotInstall, RunsTheStepAndSaysWhatIsInstalled) {
    DepotHome home("windows");
    auto offer = offer_of("setup.exe", "exe", "windows");
    offer.silent = {"/S"};
    const auto program = (home.folder.path() / "cache/setup.exe").string();
    home.runner.answers[program] = {};

    const auto outcome = home.install(offer, "content");

    EXPECT_EQ(outcome.id.text, "example-editor");
    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(outcome.version, "1.2");
    EXPECT_THAT(home.runner.commands, Contains(program + " /S"));
}

TEST(DepotInstall, HandsOnThatARestartIsNeeded) {
    DepotHome home("windows");
    auto offer = offer_of("setup.exe", "exe", "windows");
    offer.silent = {"/S"};
    home.runner.answers[(home.folder.path() / "cache/setup.exe").string()] = {3010, false, "", ""};

    const auto outcome = home.install(offer, "content");

    EXPECT_EQ(outcome.result, ResultClass::NeedsReboot);
    EXPECT_EQ(outcome.version, "1.2");
}

TEST(DepotInstall, RunsNothingOfAFileThatIsAnother) {
    DepotHome home;
    home.runner.answers["apt-get"] = {};

    const auto outcome = home.install(offer_of("a.deb", "deb", "linux"), "contenT");

    EXPECT_EQ(outcome.result, ResultClass::HashMismatch);
    EXPECT_THAT(outcome.message, HasSubstr("is not the one that the depot's manifest names"));
    EXPECT_THAT(home.runner.commands, Each(HasSubstr("--version")));
}

TEST(DepotInstall, RunsNothingForAnotherSystemOrWithoutSilentArguments) {
    DepotHome home;

    EXPECT_THAT(home.install(offer_of("a.msi", "msi", "windows"), "content").message,
                HasSubstr("is for windows; this device is linux"));
    home.parts.os = "windows";
    EXPECT_THAT(home.install(offer_of("a.exe", "exe", "windows"), "content").message,
                HasSubstr("run it by hand"));
    EXPECT_THAT(home.runner.commands, IsEmpty());
}

TEST(DepotInstall, SaysWhichProgramIsMissing) {
    DepotHome home;

    const auto outcome = home.install(offer_of("a.rpm", "rpm", "linux"), "content");

    EXPECT_FALSE(succeeded(outcome.result));
    EXPECT_EQ(outcome.version, "");
}

TEST(DepotInstall, BeginsNothingOnceItWasStopped) {
    DepotHome home;
    home.events.cancelled = [] { return true; };

    EXPECT_EQ(home.install(offer_of("a.deb", "deb", "linux"), "content").result,
              ResultClass::Cancelled);
    EXPECT_THAT(home.runner.commands, IsEmpty());
}

} // namespace
} // namespace ferry::depot
