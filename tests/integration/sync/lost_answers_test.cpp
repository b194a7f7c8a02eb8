// Cut connections and restarts in the middle: the client repeats, the server does it once.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/calls.hpp"
#include "core/sync/link.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/cutting_wire.hpp"
#include "tests/support/real_ferryd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LostAnswers : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(server.problem, "");
        const auto done = sync::register_account(device.parts(), device.wish(server.url));
        ASSERT_TRUE(done) << done.error().message;
        ASSERT_TRUE(device.sync({inventory("apt", {package("git"), package("vim")})}));
        auto record = **device.state().account().load();
        record.server = wire.url();
        ASSERT_TRUE(device.state().account().save(record));
    }

    std::vector<protocol::StreamHead> heads() {
        const auto link = sync::make_link(device.parts());
        const auto heads = sync::stream_heads(*link->server, link->account.device_id);
        return heads ? *heads : std::vector<protocol::StreamHead>();
    }

    RealFerryd server;
    CuttingWire wire{server.port};
    AccountDevice device;
    const std::vector<InstallerInventory> changed = {
        inventory("apt", {package("git", "2"), package("vim")})};
};

TEST_F(LostAnswers, AreAskedAgainWithinTheRun) {
    wire.lose_answers(2);

    const auto summary = device.sync(changed);

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(device.pauses, SizeIs(2));
    ASSERT_THAT(heads(), SizeIs(1));
    EXPECT_EQ(heads()[0].revision, 2u);
}

TEST_F(LostAnswers, AreSettledByTheNextRun) {
    wire.lose_answers(1000);
    const auto lost = device.sync(changed);
    const auto pending = device.state().outbox().list();
    wire.lose_answers(0);
    device.close();

    const auto summary = device.sync(changed);

    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, Code::Network);
    ASSERT_TRUE(pending);
    EXPECT_THAT(*pending, SizeIs(1));
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(*device.state().outbox().list(), IsEmpty());
    EXPECT_EQ(heads()[0].revision, 2u);
    EXPECT_EQ(heads()[0].hash, (*device.state().streams().heads())[0].hash);
}

TEST_F(LostAnswers, DoNotHoldBackWhatChangedSince) {
    wire.lose_answers(1000);
    ASSERT_FALSE(device.sync(changed));
    wire.lose_answers(0);

    ASSERT_TRUE(device.sync({inventory("apt", {package("git", "3")})}));

    EXPECT_EQ(heads()[0].revision, 3u);
    EXPECT_EQ(heads()[0].packages, 1u);
}

TEST_F(LostAnswers, OfAServerThatIsKilledAndComesBackAreAskedAgain) {
    wire.lose_answers(1000);
    ASSERT_FALSE(device.sync(changed));
    server.kill();
    const auto down = device.sync(changed);
    wire.lose_answers(0);
    server.start();
    ASSERT_EQ(server.problem, "");

    const auto summary = device.sync(changed);

    ASSERT_FALSE(down);
    EXPECT_THAT(down.error().message, HasSubstr("nothing is lost"));
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(heads()[0].revision, 2u);
}

TEST_F(LostAnswers, OfAStaleBaseEndInASnapshot) {
    auto head = (*device.state().streams().heads())[0];
    head.revision = 7; // as after a restored memory
    ASSERT_TRUE(device.state().streams().put(head, {package("git"), package("vim")}));

    const auto summary = device.sync(changed);

    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_THAT(summary->sent, SizeIs(1));
    EXPECT_TRUE(summary->sent[0].whole);
    EXPECT_EQ(heads()[0].revision, 2u);
}

TEST_F(LostAnswers, OfALostMemoryAreMadeUpForByTheServers) {
    ASSERT_TRUE(device.sync({inventory("apt", {package("git")}), inventory("snap", {})}));
    ASSERT_TRUE(device.state().streams().remove({"snap"}));

    const auto summary = device.sync({inventory("apt", {package("git")})});
    const auto again = device.sync({inventory("apt", {package("git")})});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(*device.state().streams().heads(), SizeIs(2));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->unchanged());
}

TEST_F(LostAnswers, OfAnUnchangedMachineCostOneSmallRequest) {
    ASSERT_TRUE(device.sync(changed));
    ASSERT_TRUE(device.sync(changed));
    wire.take_sent();

    const auto summary = device.sync(changed);

    ASSERT_TRUE(summary);
    EXPECT_TRUE(summary->unchanged());
    const auto sent = wire.take_sent();
    EXPECT_THAT(sent, ::testing::StartsWith("GET /v1/changes?since="));
    EXPECT_THAT(sent, ::testing::EndsWith("\r\n\r\n"));
    EXPECT_EQ(sent.find("\r\n\r\n"), sent.size() - 4) << "one request, and no more";
    EXPECT_LE(sent.size(), 300u);
}

} // namespace
} // namespace ferry::testing
