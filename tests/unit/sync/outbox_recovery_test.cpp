// What an earlier run stored and could not see through.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::sync {
namespace {

using ferry::testing::AskedRequest;
using ferry::testing::inventory;
using ferry::testing::package;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class OutboxRecovery : public SyncWorld {
protected:
    void SetUp() override {
        SyncWorld::SetUp();
        acknowledged("apt", {package("git"), package("vim")});
    }
    void lose_every_answer() {
        for (int i = 0; i < 4; ++i)
            server.fail(Code::Network);
    }
};

TEST_F(OutboxRecovery, StoresTheRequestBeforeItIsSent) {
    std::size_t stored = 0;
    server.reply([&](const AskedRequest&) -> Result<HttpAnswer> {
        stored = device.state().outbox().list()->size();
        return Error{Code::Denied, "stop here"};
    });

    ASSERT_FALSE(device.sync({inventory("apt", {package("git")})}));

    EXPECT_EQ(stored, 1u);
}

TEST_F(OutboxRecovery, AsksAgainWithTheSameKeyAndTheSameBody) {
    lose_every_answer();
    ASSERT_FALSE(device.sync({inventory("apt", {package("git")})}));
    const auto first = server.asked.at(0);
    server.asked.clear();
    device.close();
    server.reply(taken).answer(304);

    const auto summary = device.sync({inventory("apt", {package("git")})});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(server.asked.at(0).what, first.what);
    EXPECT_EQ(server.asked[0].body, first.body);
    EXPECT_EQ(server.asked[0].header("Idempotency-Key"), first.header("Idempotency-Key"));
    EXPECT_THAT(server.asked, SizeIs(2)) << "and nothing else but the question for changes";
    EXPECT_THAT(*device.state().outbox().list(), IsEmpty());
}

TEST_F(OutboxRecovery, SendsWhatChangedSinceOnTopOfIt) {
    lose_every_answer();
    ASSERT_FALSE(device.sync({inventory("apt", {package("git")})}));
    server.asked.clear();
    server.reply(taken).reply(taken).answer(304);

    ASSERT_TRUE(device.sync({inventory("apt", {package("git", "2")})}));

    const auto second = protocol::decode<protocol::Delta>(server.asked.at(1).body);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->base_revision, 2u) << "of the answer to the first";
    EXPECT_EQ(second->base_hash, stream_hash({package("git")}));
    EXPECT_THAT(second->set, ::testing::ElementsAre(package("git", "2")));
}

TEST_F(OutboxRecovery, BeginsAnewWhereTheServerHasMovedOn) {
    lose_every_answer();
    ASSERT_FALSE(device.sync({inventory("apt", {package("git")})}));
    server.asked.clear();
    server.refuse(409, "stale-revision").reply(taken).answer(304);

    ASSERT_TRUE(device.sync({inventory("apt", {package("git")})}));

    EXPECT_THAT(server.asked.at(0).what, StartsWith("POST"));
    EXPECT_THAT(server.asked.at(1).what, StartsWith("PUT"));
}

TEST_F(OutboxRecovery, FinishesAnInstallerThatCannotBeReadToday) {
    lose_every_answer();
    ASSERT_FALSE(device.sync({inventory("apt", {package("git")})}));
    server.reply(taken).answer(304);

    ASSERT_TRUE(device.sync({}));

    EXPECT_THAT(*device.state().outbox().list(), IsEmpty());
    EXPECT_EQ((*device.state().streams().heads())[0].hash, stream_hash({package("git")}));
}

TEST_F(OutboxRecovery, DropsWhatIsDamagedAndSendsTheWhole) {
    ASSERT_TRUE(device.state().outbox().put({{"apt"}, state::WriteKind::Delta, "key", "damage"}));
    server.reply(taken).answer(304);

    ASSERT_TRUE(device.sync({inventory("apt", {package("git")})}));

    EXPECT_THAT(server.asked.at(0).what, StartsWith("PUT"));
}

TEST_F(OutboxRecovery, KeepsTheRequestWhileTheServerIsTooBusy) {
    for (int i = 0; i < 4; ++i)
        server.answer(503);

    const auto busy = device.sync({inventory("apt", {package("git")})});

    ASSERT_FALSE(busy);
    EXPECT_EQ(busy.error().code, Code::Unavailable);
    EXPECT_THAT(*device.state().outbox().list(), SizeIs(1));
}

} // namespace
} // namespace ferry::sync
