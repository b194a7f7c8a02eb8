// Finishing a run that was cut off.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apply_bench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using state::JournalRun;
using state::JournalStep;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

/// A run as a crash leaves it: its first `started` steps were handed to their installers.
void crashed_run(ApplyBench& bench, const std::vector<JournalStep>& steps, std::size_t started) {
    const auto id = bench.journal->begin({0, "plan from office-pc", 1, 0, steps});
    ASSERT_TRUE(id);
    std::vector<std::size_t> first(started);
    for (std::size_t i = 0; i < started; ++i)
        first[i] = i;
    ASSERT_TRUE(bench.journal->mark_started(*id, first));
}

JournalStep step(Action action, const std::string& installer, const std::string& id) {
    JournalStep one;
    one.action = action;
    one.package = {{installer}, {id}};
    return one;
}

} // namespace

TEST(Resume, TakesWhatIsInstalledAsDoneAndDoesTheRest) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git"), step(Action::Install, "apt", "vlc")},
                2);
    bench.installers.put("apt", "git");

    const auto summary = apply::resume(bench.parts(), {});

    ASSERT_TRUE(summary);
    EXPECT_THAT(results(*summary), ElementsAre("apt:git ok", "apt:vlc ok"));
    EXPECT_EQ(summary->outcomes[0].outcome.version, "1.0");
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install vlc"));
}

TEST(Resume, CallsWhatSomebodyElseInstalledAlreadyThere) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git")}, 0);
    bench.installers.put("apt", "git");

    EXPECT_THAT(results(*apply::resume(bench.parts(), {})), ElementsAre("apt:git already"));
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(Resume, DoesNotTakeAHalfInstalledPackageAsDone) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git")}, 1);
    bench.installers.put("apt", "git");
    bench.installers.half_installed = {"git"};

    ASSERT_TRUE(apply::resume(bench.parts(), {}));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install git"));
}

TEST(Resume, TakesWhatIsGoneAsRemoved) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Remove, "apt", "git"), step(Action::Remove, "apt", "vlc")}, 2);
    bench.installers.put("apt", "vlc");

    EXPECT_THAT(results(*apply::resume(bench.parts(), {})),
                ElementsAre("apt:git ok", "apt:vlc ok"));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt remove vlc"));
}

TEST(Resume, AsksAgainForAnUpgrade) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Upgrade, "apt", "git")}, 1);
    bench.installers.put("apt", "git");

    ASSERT_TRUE(apply::resume(bench.parts(), {}));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt upgrade git"));
}

TEST(Resume, BeginsNothingWhereTheInventoryCannotBeRead) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git")}, 1);
    bench.installers.unreadable = {"apt"};

    const auto summary = apply::resume(bench.parts(), {});

    ASSERT_TRUE(summary);
    EXPECT_THAT(results(*summary), ElementsAre("apt:git busy"));
    EXPECT_THAT(summary->outcomes[0].outcome.message, HasSubstr("its database is damaged"));
    EXPECT_TRUE(summary->resumable);
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(Resume, ComparesIdsAsTheInstallerDoes) {
    ApplyBench bench;
    bench.installers.add("winget", "winget");
    crashed_run(bench, {step(Action::Install, "winget", "Git.Git")}, 1);
    bench.installers.put("winget", "git.git");

    EXPECT_THAT(results(*apply::resume(bench.parts(), {})), ElementsAre("winget:Git.Git ok"));
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(Resume, KeepsTheOutcomesThatWereKnown) {
    ApplyBench bench;
    const Outcome broken{{}, ResultClass::Failed, {}, "E: postinst returned 1"};
    bench.installers.script["bad"] = {broken, broken};
    bench.installers.script["far"] = {{{}, ResultClass::Network, {}, "no route"},
                                      {{}, ResultClass::Network, {}, "no route"}};
    bench.run({install("apt", {"bad", "far"})});

    const auto summary = apply::resume(bench.parts(), {});

    EXPECT_THAT(results(*summary), ElementsAre("apt:bad failed", "apt:far ok"));
    EXPECT_EQ(summary->outcomes[0].outcome.message, "E: postinst returned 1");
}

TEST(Resume, TellsOnlyWhatIsStillToBeDone) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git")}, 1);
    apply::Events events;
    std::vector<std::string> told;
    events.on_start = [&](const apply::Start& start) {
        EXPECT_TRUE(start.resumed);
        for (const auto& one : start.steps)
            told.push_back(one.package.text());
    };

    ASSERT_TRUE(apply::resume(bench.parts(), events));
    EXPECT_THAT(told, ElementsAre("apt:git"));
}

TEST(Resume, SaysThatThereIsNothingToResume) {
    ApplyBench bench;
    bench.run({install("apt", {"git"})});

    const auto summary = apply::resume(bench.parts(), {});

    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, Code::NotFound);
}

TEST(Resume, ForgetsARunThatIsGivenUp) {
    ApplyBench bench;
    crashed_run(bench, {step(Action::Install, "apt", "git")}, 1);
    ASSERT_TRUE(apply::resumable_run(*bench.journal)->has_value());

    ASSERT_TRUE(apply::forget_run(bench.parts()));

    EXPECT_FALSE(apply::resumable_run(*bench.journal)->has_value());
    EXPECT_EQ(apply::forget_run(bench.parts()).error().code, Code::NotFound);
}

} // namespace ferry::testing
