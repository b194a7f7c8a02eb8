// What a sync sends, and when it sends nothing.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::sync {
namespace {

using ferry::testing::inventory;
using ferry::testing::package;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class SyncTest : public SyncWorld {};

TEST_F(SyncTest, OfAnUnchangedMachineIsOneQuestion) {
    acknowledged("apt", {package("git")});
    server.answer(304);

    const auto summary = device.sync({inventory("apt", {package("git")})});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_TRUE(summary->unchanged());
    EXPECT_THAT(server.questions(),
                ElementsAre("GET /v1/changes?since=5&state=" + acknowledged_state()));
    EXPECT_EQ((*device.state().account().load())->last_sync, device.clock.now());
}

TEST_F(SyncTest, SendsASnapshotTheFirstTime) {
    server.reply(taken).answer(304);

    const auto summary = device.sync({inventory("apt", {package("git"), package("vim")})});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(server.asked.at(0).what, "PUT /v1/devices/device-1/streams/apt");
    const auto sent = protocol::decode<protocol::Snapshot>(server.asked[0].body);
    EXPECT_THAT(sent->packages, ElementsAre(package("git"), package("vim")));
    EXPECT_THAT(summary->sent, SizeIs(1));
    EXPECT_TRUE(summary->sent[0].whole);
    EXPECT_EQ((*device.state().streams().heads())[0].revision, 2u);
}

TEST_F(SyncTest, SendsADeltaOntoWhatWasAcknowledged) {
    acknowledged("apt", {package("git"), package("vim")}, 7);
    const auto base = (*device.state().streams().heads())[0];
    server.reply(taken).answer(304);

    const auto summary = device.sync({inventory("apt", {package("git", "2"), package("zsh")})});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(server.asked.at(0).what, "POST /v1/devices/device-1/streams/apt/deltas");
    const auto delta = protocol::decode<protocol::Delta>(server.asked[0].body);
    EXPECT_EQ(delta->base_revision, 7u);
    EXPECT_EQ(delta->base_hash, base.hash);
    EXPECT_THAT(delta->set, ElementsAre(package("git", "2"), package("zsh")));
    EXPECT_THAT(delta->del, ElementsAre(protocol::PackageKey{"vim", "amd64"}));
    EXPECT_EQ(summary->sent.at(0).removed, 1u);
}

TEST_F(SyncTest, SendsTheWholeWhereADeltaWouldBeMostOfIt) {
    std::vector<Package> before;
    std::vector<Package> after;
    for (int i = 100; i < 200; ++i) {
        before.push_back(package("p" + std::to_string(i)));
        after.push_back(package("p" + std::to_string(i), "2"));
    }
    acknowledged("apt", before);
    server.reply(taken).answer(304);

    ASSERT_TRUE(device.sync({inventory("apt", after)}));

    EXPECT_THAT(server.asked.at(0).what, StartsWith("PUT"));
}

TEST_F(SyncTest, NeverTouchesAnInstallerThatCouldNotBeRead) {
    acknowledged("apt", {package("git")});
    acknowledged("flatpak", {package("org.gimp.GIMP")});
    const auto state = acknowledged_state();
    server.answer(304);

    const auto summary = device.sync({inventory("apt", {package("git")})});

    ASSERT_TRUE(summary);
    EXPECT_THAT(server.questions(), ElementsAre("GET /v1/changes?since=5&state=" + state));
    EXPECT_THAT(*device.state().streams().heads(), SizeIs(2));
}

TEST_F(SyncTest, WithholdsAnInventoryThatCannotTravelAndSaysSo) {
    acknowledged("apt", {package("git")});
    server.answer(304);

    const auto summary = device.sync({inventory("apt", {package("git", "\xff")})});

    ASSERT_TRUE(summary);
    EXPECT_THAT(server.asked, SizeIs(1));
    ASSERT_THAT(summary->problems, SizeIs(1));
    EXPECT_EQ(summary->problems[0].subject, "apt");
}

TEST_F(SyncTest, RemovesTheStreamOfAnInstallerThatIsGone) {
    acknowledged("snap", {});
    server.answer(204).answer(304);

    const auto summary = sync(device.parts(), {{device.device, {}}, {{"snap"}, {"never-there"}}});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(server.questions(), ElementsAre("DELETE /v1/devices/device-1/streams/snap",
                                                "GET /v1/changes?since=5&state="));
    EXPECT_THAT(summary->removed, ElementsAre(InstallerId{"snap"}));
}

TEST_F(SyncTest, FallsBackToASnapshotWhereTheServerHasAnotherBase) {
    for (const int refusal : {409, 413, 422}) {
        acknowledged("apt", {package("git")});
        server.asked.clear();
        server.refuse(refusal, "stale-revision").reply(taken).answer(304);

        const auto summary = device.sync({inventory("apt", {package("git", "2")})});

        ASSERT_TRUE(summary) << summary.error().message;
        EXPECT_THAT(server.asked.at(0).what, StartsWith("POST"));
        EXPECT_THAT(server.asked.at(1).what, StartsWith("PUT"));
        EXPECT_NE(server.asked[0].header("Idempotency-Key"),
                  server.asked[1].header("Idempotency-Key"));
        EXPECT_THAT(summary->sent, SizeIs(1));
    }
}

TEST_F(SyncTest, GoesOnWithTheOthersWhereOneInstallerIsRefused) {
    server.refuse(422, "twice", "package git is there twice").reply(taken).answer(304);

    const auto summary =
        device.sync({inventory("flatpak", {package("git")}), inventory("apt", {package("vim")})});

    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_THAT(summary->problems, SizeIs(1));
    EXPECT_EQ(summary->problems[0].subject, "flatpak");
    EXPECT_THAT(summary->problems[0].what, HasSubstr("package git is there twice"));
    EXPECT_THAT(summary->sent, SizeIs(1));
    EXPECT_THAT(*device.state().outbox().list(), IsEmpty());
}

TEST_F(SyncTest, EndsWithTheReasonWhereTheDeviceIsRevoked) {
    server.refuse(401, "not-logged-in", "the token is unknown; run ferry login");

    const auto refused = device.sync({inventory("apt", {package("git")})});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message, HasSubstr("ferry login"));
}

TEST_F(SyncTest, DoesNotTrustAnAcknowledgementOfAnotherState) {
    server.answer(201, protocol::encode(protocol::StreamHead{"apt", 1, "other", 1, 1}));

    const auto refused = device.sync({inventory("apt", {package("git")})});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::BadData);
    EXPECT_THAT(*device.state().streams().heads(), IsEmpty());
    EXPECT_THAT(*device.state().outbox().list(), SizeIs(1));
}

TEST_F(SyncTest, LeavesTheMemoryAsItWasAfterAGarbledAnswer) {
    acknowledged("apt", {package("git")});
    const auto before = *device.state().account().load();
    for (const auto* body : {"", "garbage", "{\"next\":-1}", "{\"changes\":{}}", "[[[["}) {
        server.answer(200, body);
        const auto refused = device.sync({inventory("apt", {package("git")})});
        ASSERT_FALSE(refused) << body;
        EXPECT_EQ(refused.error().code, Code::BadData) << body;
    }

    EXPECT_EQ(*device.state().account().load(), before);
    EXPECT_THAT(*device.state().streams().heads(), SizeIs(1));
}

TEST_F(SyncTest, TellsTheServerAboutAnUpgradedSystemButKeepsTheName) {
    auto upgraded = device.device;
    upgraded.os_version = "13";
    server.answer(200, protocol::encode(protocol::DeviceInfo{"device-1", upgraded})).answer(304);
    device.device.os_version = "13";
    device.device.name = "name-of-the-host";

    ASSERT_TRUE(device.sync({}));

    EXPECT_EQ(server.asked.at(0).what, "PATCH /v1/devices/device-1");
    EXPECT_THAT(server.asked[0].body, HasSubstr("\"os_version\":\"13\""));
    EXPECT_THAT(server.asked[0].body, ::testing::Not(HasSubstr("name-of-the-host")));
    EXPECT_EQ((*device.state().account().load())->device.os_version, "13");
}

TEST_F(SyncTest, NeedsALogin) {
    ASSERT_TRUE(remove_credentials(device.files, device.folder(), device.key_store));

    const auto refused = device.sync({});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::NotFound);
    EXPECT_THAT(server.asked, IsEmpty());
}

} // namespace
} // namespace ferry::sync
