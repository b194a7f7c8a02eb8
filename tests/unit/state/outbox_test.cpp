// What is about to be sent survives the process that wanted to send it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ferry::state {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OutboxTest : public MemoryTest {};

const std::string kBytes("\x28\xb5\x2f\xfd\0\xff", 6);

TEST_F(OutboxTest, KeepsTheVeryBytesAndTheKeyUntilTheNextRun) {
    const PendingWrite delta{{"apt"}, WriteKind::Delta, "key-1", kBytes};
    const PendingWrite snapshot{{"flatpak"}, WriteKind::Snapshot, "key-2", ""};
    ASSERT_TRUE(state().outbox().put(snapshot));
    ASSERT_TRUE(state().outbox().put(delta));
    reopen();

    EXPECT_THAT(*state().outbox().list(), ElementsAre(delta, snapshot));
}

TEST_F(OutboxTest, SurvivesAProcessThatDiesBetweenStoringAndSending) {
    const PendingWrite write{{"apt"}, WriteKind::Delta, "key-1", kBytes};
    ASSERT_TRUE(state().outbox().put(write));
    // The files as a killed process leaves them: nothing was closed, the log was not folded in.
    const ferry::testing::TemporaryFolder after;
    for (const auto* name : {"state.db", "state.db-wal"})
        std::filesystem::copy_file(folder.path() / name, after.path() / name);

    auto next = State::open(after.path(), Access::Write);

    ASSERT_TRUE(next) << next.error().message;
    EXPECT_THAT(*next->outbox().list(), ElementsAre(write));
}

TEST_F(OutboxTest, HoldsOneWritePerInstaller) {
    const PendingWrite later{{"apt"}, WriteKind::Snapshot, "key-2", "later"};
    ASSERT_TRUE(state().outbox().put({{"apt"}, WriteKind::Delta, "key-1", "earlier"}));

    ASSERT_TRUE(state().outbox().put(later));

    EXPECT_THAT(*state().outbox().list(), ElementsAre(later));
}

TEST_F(OutboxTest, IsEmptyOnceTheWriteIsRemoved) {
    ASSERT_TRUE(state().outbox().put({{"apt"}, WriteKind::Delta, "key-1", "body"}));

    ASSERT_TRUE(state().outbox().remove({"apt"}));

    EXPECT_THAT(*state().outbox().list(), IsEmpty());
}

} // namespace
} // namespace ferry::state
