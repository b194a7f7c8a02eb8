// The process dies before any write of the journal; resume finishes the run, doing nothing twice.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apply_bench.hpp"
#include "tests/support/failing_journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace ferry::testing {

namespace {

constexpr int kKilled = -1;
constexpr int kFinished = 0;

const std::vector<host::ActionRequest> kWork = {install("apt", {"git", "bad", "vlc"}),
                                                install("aptitude", {"curl"}),
                                                install("flatpak", {"org.gimp.GIMP"})};

void prepare(FakeInstallers& installers) {
    installers.add("apt", "dpkg");
    installers.add("aptitude", "dpkg");
    installers.add("flatpak", "flatpak");
    installers.poison = {"bad"};
}

/// Carries the work out in a child that is killed instead of making write number `at`.
int run_in_child(const std::filesystem::path& folder, int at) {
    const auto child = ::fork();
    if (child == 0) {
        FakeInstallers installers(folder);
        prepare(installers);
        FailingJournal journal(*state::open_journal(folder / "journal.db"), at,
                               [] { ::kill(::getpid(), SIGKILL); });
        FixedClock clock;
        const auto done = apply::run({"x", kWork}, {installers, journal, clock}, {});
        ::_exit(done ? kFinished : 1);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? kKilled : WEXITSTATUS(status);
}

} // namespace

TEST(ApplyCrash, BetweenAnyTwoWritesIsFinishedByResumeAndNothingIsDoneTwice) {
    int crashes = 0;
    for (int at = 2;; ++at) { // the first write is the run itself: before it there is nothing
        const TemporaryFolder folder;
        const int ended = run_in_child(folder.path(), at);
        if (ended == kFinished) break;
        ASSERT_EQ(ended, kKilled) << "write " << at;
        ++crashes;
        FakeInstallers installers(folder.path());
        prepare(installers);
        const auto journal = *state::open_journal(folder.path() / "journal.db");
        FixedClock clock;
        const apply::Parts parts{installers, *journal, clock};

        const auto summary = apply::resume(parts, {});

        ASSERT_TRUE(summary) << "write " << at;
        EXPECT_EQ(summary->outcomes.size(), 5u);
        EXPECT_EQ(summary->succeeded(), 4u) << "write " << at;
        EXPECT_FALSE(summary->resumable);
        EXPECT_THAT(installers.repeated(), ::testing::IsEmpty()) << "write " << at;
        EXPECT_EQ(apply::resume(parts, {}).error().code, Code::NotFound);
    }
    EXPECT_GE(crashes, 8); // 3 starts, 5 outcomes, the end
}

TEST(ApplyCrash, BeforeTheFirstWriteLeavesNothingToResume) {
    const TemporaryFolder folder;
    ASSERT_EQ(run_in_child(folder.path(), 1), kKilled);
    FakeInstallers installers(folder.path());
    const auto journal = *state::open_journal(folder.path() / "journal.db");
    FixedClock clock;

    const auto summary = apply::resume({installers, *journal, clock}, {});

    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, Code::NotFound);
    EXPECT_TRUE(installers.calls().empty());
}

} // namespace ferry::testing
