// The journal on disk.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/journal.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ferry::testing {

using state::JournalAccess;
using state::JournalRun;
using state::open_journal;
using state::StepState;

namespace {

JournalRun two_steps() {
    JournalRun run{0, "plan from office-pc", 1'000, 0, {}};
    run.steps.resize(2);
    run.steps[0].package = {{"apt"}, {"git"}};
    run.steps[1].package = {{"brew"}, {"cask:vlc"}};
    run.steps[1].action = Action::Remove;
    return run;
}

} // namespace

TEST(Journal, KeepsARunWithItsStepsWhenItIsOpenedAgain) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "journal.db";
    std::int64_t id = 0;
    {
        const auto journal = open_journal(file);
        id = *(*journal)->begin(two_steps());
        ASSERT_TRUE((*journal)->mark_started(id, {0}));
        ASSERT_TRUE((*journal)->record(id, 0, StepState::Done,
                                       {{"git"}, ResultClass::Ok, "2.39", "its words"}));
    }

    const auto run = (*open_journal(file))->unfinished();

    ASSERT_TRUE(run && run->has_value());
    EXPECT_EQ((*run)->id, id);
    EXPECT_EQ((*run)->title, "plan from office-pc");
    const auto& steps = (*run)->steps;
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[0].state, StepState::Done);
    EXPECT_EQ(steps[0].outcome.result, ResultClass::Ok);
    EXPECT_EQ(steps[0].outcome.version, "2.39");
    EXPECT_EQ(steps[0].outcome.message, "its words");
    EXPECT_EQ(steps[1].state, StepState::Pending);
    EXPECT_EQ(steps[1].action, Action::Remove);
    EXPECT_EQ(steps[1].package.text(), "brew:cask:vlc");
}

TEST(Journal, GivesTheNewestUnfinishedRun) {
    const TemporaryFolder folder;
    const auto journal = *open_journal(folder.path() / "journal.db");
    const auto first = *journal->begin(two_steps());
    const auto second = *journal->begin(two_steps());
    const auto third = *journal->begin(two_steps());
    ASSERT_TRUE(journal->finish(third, 2'000));

    EXPECT_EQ((*journal->unfinished())->id, second);
    ASSERT_TRUE(journal->finish(second, 2'000));
    EXPECT_EQ((*journal->unfinished())->id, first);
    EXPECT_EQ(journal->recent(2)->size(), 2u);
    EXPECT_EQ(journal->recent(10)->front().finished, 2'000);
}

TEST(Journal, ForgetsOldRunsThatAreFinishedAndKeepsTheOthers) {
    const TemporaryFolder folder;
    const auto journal = *open_journal(folder.path() / "journal.db");
    const auto open = *journal->begin(two_steps());
    for (int i = 0; i < 120; ++i)
        ASSERT_TRUE(journal->finish(*journal->begin(two_steps()), 2'000));

    const auto kept = *journal->recent(1'000);

    EXPECT_EQ(kept.size(), 101u);
    EXPECT_EQ(kept.back().id, open);
}

TEST(Journal, CanBeReadButNotWrittenByALooker) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "journal.db";
    EXPECT_EQ(open_journal(file, JournalAccess::Read).error().code, Code::NotFound);
    const auto writer = *open_journal(file);
    ASSERT_TRUE(writer->begin(two_steps()));

    const auto reader = *open_journal(file, JournalAccess::Read);

    EXPECT_TRUE(reader->unfinished()->has_value());
    EXPECT_FALSE(reader->begin(two_steps()));
}

TEST(Journal, RefusesAFileThatIsNoDatabase) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "journal.db";
    std::ofstream(file) << std::string(4096, 'x');

    const auto journal = open_journal(file);

    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().code, Code::BadData);
}

} // namespace ferry::testing
