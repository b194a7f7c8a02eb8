// A run from its start to its summary.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apply_bench.hpp"
#include "tests/support/failing_journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace ferry::testing {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(ApplyRun, AsksEachInstallerOnceAndReportsInTheOrderAsked) {
    ApplyBench bench;
    bench.installers.put("apt", "curl");

    const auto summary =
        bench.run({install("apt", {"git", "curl"}), install("flatpak", {"org.gimp.GIMP"})});

    EXPECT_THAT(results(summary),
                ElementsAre("apt:git ok", "apt:curl already", "flatpak:org.gimp.GIMP ok"));
    EXPECT_THAT(bench.installers.calls(),
                UnorderedElementsAre("apt install git curl", "flatpak install org.gimp.GIMP"));
    EXPECT_EQ(summary.succeeded(), 3u);
    EXPECT_FALSE(summary.resumable);
}

TEST(ApplyRun, GoesOnAfterAFailureAndKeepsTheToolsOwnWords) {
    ApplyBench bench;
    const Outcome broken{{}, ResultClass::Failed, {}, "E: postinst returned 1"};
    bench.installers.script["bad"] = {broken, broken};

    const auto summary = bench.run({install("apt", {"bad", "git"})});

    EXPECT_THAT(results(summary), ElementsAre("apt:bad failed", "apt:git ok"));
    EXPECT_EQ(summary.outcomes[0].outcome.message, "E: postinst returned 1");
    EXPECT_EQ(summary.failed(), 1u);
}

TEST(ApplyRun, TriesTheOthersOneByOneWhereOnePackageBreaksTheBatch) {
    ApplyBench bench;
    bench.installers.poison = {"bad"};

    const auto summary = bench.run({install("apt", {"git", "bad", "vlc"})});

    EXPECT_THAT(results(summary), ElementsAre("apt:git ok", "apt:bad failed", "apt:vlc ok"));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install git bad vlc", "apt install git",
                                                      "apt install bad", "apt install vlc"));
}

TEST(ApplyRun, GivesUpOneByOneTriesThatAllEndWithTheSameWords) {
    ApplyBench bench;
    std::vector<std::string> ids;
    for (int i = 10; i < 40; ++i) {
        ids.push_back("p" + std::to_string(i));
        bench.installers.poison.insert(ids.back());
    }

    const auto summary = bench.run({install("apt", ids)});

    EXPECT_EQ(summary.failed(), 30u);
    EXPECT_EQ(bench.installers.calls().size(), 4u);
}

TEST(ApplyRun, DoesNotRetryWhatNoRetryCanMend) {
    ApplyBench bench;
    bench.installers.script["gone"] = {{{}, ResultClass::NotFound, {}, "no such package"}};
    bench.installers.script["root"] = {{{}, ResultClass::NeedsElevation, {}, "not root"}};

    const auto summary = bench.run({install("apt", {"gone", "root", "git"})});

    EXPECT_THAT(results(summary),
                ElementsAre("apt:gone not-found", "apt:root needs-elevation", "apt:git ok"));
    EXPECT_EQ(bench.installers.calls().size(), 1u);
}

TEST(ApplyRun, ReportsASilentInstallerAsAFailure) {
    ApplyBench bench;
    bench.installers.silent = {"git"};

    const auto summary = bench.run({install("apt", {"git"})});

    EXPECT_THAT(results(summary), ElementsAre("apt:git failed"));
    EXPECT_THAT(summary.outcomes[0].outcome.message, HasSubstr("did not say how it ended"));
}

TEST(ApplyRun, RefusesAHostileIdBeforeAnyCall) {
    ApplyBench bench;

    const auto summary = bench.run({install("apt", {"--purge", "foo:amd64-", "a b"})});

    EXPECT_EQ(summary.failed(), 3u);
    EXPECT_THAT(summary.outcomes[0].outcome.message, HasSubstr("refused: no apt id"));
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(ApplyRun, SaysThatAnInstallerIsNotHereOrNotAvailable) {
    ApplyBench bench;
    bench.installers.add("brew", "brew", false);

    const auto summary =
        bench.run({install("brew", {"formula:git"}), install("winget", {"Git.Git"})});

    EXPECT_THAT(results(summary), ElementsAre("brew:formula:git failed", "winget:Git.Git failed"));
    EXPECT_THAT(summary.outcomes[0].outcome.message, HasSubstr("brew is not available"));
    EXPECT_THAT(summary.outcomes[1].outcome.message, HasSubstr("no plugin for winget"));
}

TEST(ApplyRun, DrivesInstallersWithDifferentLocksSideBySide) {
    ApplyBench bench;
    std::mutex mutex;
    std::condition_variable both;
    int inside = 0;
    bench.installers.on_act = [&](const auto&, const auto&) {
        std::unique_lock lock(mutex);
        ++inside;
        both.notify_all();
        // Ends at once when both are in; would never end if one waited for the other.
        EXPECT_TRUE(both.wait_for(lock, std::chrono::seconds(30), [&] { return inside == 2; }));
    };

    const auto summary = bench.run({install("apt", {"git"}), install("flatpak", {"org.a.B"})});

    EXPECT_EQ(summary.succeeded(), 2u);
}

TEST(ApplyRun, DrivesInstallersOfOneLockOneAfterTheOther) {
    ApplyBench bench;
    bench.installers.add("aptitude", "dpkg");
    int inside = 0; // a race here is what the thread sanitizer would find
    bench.installers.on_act = [&](const auto&, const auto&) {
        EXPECT_EQ(++inside, 1);
        --inside;
    };

    const auto summary = bench.run({install("apt", {"git"}), install("aptitude", {"vlc"})});

    EXPECT_EQ(summary.succeeded(), 2u);
}

TEST(ApplyRun, TellsStartProgressOutcomesAndSummaryInThatOrder) {
    ApplyBench bench;
    std::vector<std::string> told;
    bench.events.on_start = [&](const apply::Start& start) { told.push_back(start.title); };
    bench.events.on_progress = [&](const InstallerId& id, const Progress& progress) {
        told.push_back(id.text + " " + progress.text);
    };
    bench.events.on_outcome = [&](const apply::StepOutcome& step) {
        told.push_back(step.package.id.text);
    };
    bench.events.on_summary = [&](const apply::Summary&) { told.push_back("summary"); };
    bench.installers.on_act = [](const auto&, const host::ActionEvents& events) {
        events.on_progress({{}, Step::Downloading, 500, 1, 2, "half"});
    };

    bench.run({install("apt", {"git", "vlc"})});

    EXPECT_THAT(told, ElementsAre("plan from office-pc", "apt half", "git", "vlc", "summary"));
}

TEST(ApplyRun, BeginsNothingWhereTheJournalCannotBeWritten) {
    ApplyBench bench;
    FailingJournal journal(std::move(bench.journal), 1, [] {});

    const auto summary =
        apply::run({"x", {install("apt", {"git"})}}, {bench.installers, journal, bench.clock}, {});

    ASSERT_FALSE(summary);
    EXPECT_THAT(summary.error().message, HasSubstr("disk full"));
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(ApplyRun, StopsWhereTheJournalFailsAndCanBeResumed) {
    ApplyBench bench;
    bench.installers.add("aptitude", "dpkg");
    // Writes: begin, apt started, git done, aptitude started.
    FailingJournal journal(std::move(bench.journal), 4, [] {});

    const auto summary = apply::run({"x", {install("apt", {"git"}), install("aptitude", {"vlc"})}},
                                    {bench.installers, journal, bench.clock}, {});

    ASSERT_TRUE(summary);
    EXPECT_THAT(results(*summary), ElementsAre("apt:git ok", "aptitude:vlc cancelled"));
    EXPECT_TRUE(summary->resumable);
    ASSERT_EQ(summary->problems.size(), 1u);
    EXPECT_THAT(summary->problems[0].what, HasSubstr("disk full"));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install git"));
}

TEST(ApplyRun, AsksForOnePackageOnceHoweverOftenItIsNamed) {
    ApplyBench bench;

    const auto summary = bench.run({install("apt", {"git", "git"}), install("apt", {"git"})});

    EXPECT_THAT(results(summary), ElementsAre("apt:git ok"));
    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install git"));
}

TEST(ApplySummary, SaysThatARestartIsNeeded) {
    ApplyBench bench;

    auto summary = bench.run({install("apt", {"git"})});
    EXPECT_FALSE(summary.needs_reboot());
    summary.outcomes[0].outcome.result = ResultClass::NeedsReboot;

    EXPECT_TRUE(summary.needs_reboot());
    EXPECT_EQ(summary.succeeded(), 1u);
}

} // namespace ferry::testing
