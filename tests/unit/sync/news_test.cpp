// What a sync learns: other devices' streams, and that the server is not what it was.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/depot.hpp"
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {
namespace {

using ferry::testing::inventory;
using ferry::testing::package;
using protocol::Change;
using protocol::DeviceInfo;
using protocol::Snapshot;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class News : public SyncWorld {
protected:
    void SetUp() override {
        SyncWorld::SetUp();
        acknowledged("apt", {package("git")});
        state = acknowledged_state();
        desk.id = "device-2";
        desk.device = {"desk", "linux", "12", "", ""};
        own.id = "device-1";
        own.device = device.device;
    }

    Result<SyncSummary> sync_unchanged() {
        return device.sync({inventory("apt", {package("git")})});
    }
    std::string devices() const { return protocol::encode(std::vector{own, desk}); }
    static std::string snapshot(const std::vector<Package>& packages) {
        return protocol::encode(Snapshot{3, stream_hash(packages), packages});
    }

    std::string state;
    DeviceInfo own, desk;
};

TEST_F(News, FetchesOnlyTheStreamsThatChanged) {
    server.answer(
        200,
        changes(9, state, {{6, "stream", "device-2", "apt"}, {7, "stream", "device-2", "apt"}}));
    server.answer(200, devices()).answer(200, snapshot({package("gimp")}));

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(server.questions(), ElementsAre(HasSubstr("since=5"), "GET /v1/devices",
                                                "GET /v1/devices/device-2/streams/apt"));
    ASSERT_THAT(summary->news, SizeIs(1));
    EXPECT_EQ(summary->news[0].name, "desk");
    EXPECT_THAT(summary->news[0].installers, ElementsAre(InstallerId{"apt"}));
    EXPECT_THAT(device.state().devices().inventory({"device-2"})->at(0).packages,
                ElementsAre(package("gimp")));
    EXPECT_EQ((*device.state().account().load())->cursor, 9u);
}

TEST_F(News, OfItsOwnStreamsIsNone) {
    server.answer(200, changes(6, state, {{6, "stream", "device-1", "apt"}}));

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary);
    EXPECT_TRUE(summary->unchanged());
    EXPECT_THAT(server.asked, SizeIs(1));
    EXPECT_EQ((*device.state().account().load())->cursor, 6u);
}

TEST_F(News, IsReadPageByPage) {
    server.answer(200, changes(6, state, {{6, "stream", "device-1", "apt"}}, true));
    server.answer(200, changes(7, state, {{7, "device", "device-2", ""}})).answer(200, devices());

    ASSERT_TRUE(sync_unchanged());

    EXPECT_THAT(server.asked.at(1).what, HasSubstr("since=6"));
    EXPECT_EQ((*device.state().account().load())->cursor, 7u);
}

TEST_F(News, ThatNeverGoesOnIsAnError) {
    server.answer(200, changes(5, state, {}, true));

    EXPECT_EQ(sync_unchanged().error().code, Code::BadData);
}

TEST_F(News, OfAStreamThatIsGoneRemovesIt) {
    ASSERT_TRUE(device.state().devices().replace({own, desk}));
    ASSERT_TRUE(device.state().devices().put_stream({"device-2"}, {"apt", 1, "aa", 0, 0}, {}));
    server.answer(200, changes(6, state, {{6, "stream", "device-2", "apt"}}));
    server.answer(200, devices()).refuse(404, "not-found");

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(*device.state().devices().inventory({"device-2"}), IsEmpty());
    EXPECT_THAT(summary->news, SizeIs(1));
}

TEST_F(News, IsNotFetchedAgainWhereItIsKnown) {
    ASSERT_TRUE(device.state().devices().replace({own, desk}));
    ASSERT_TRUE(device.state().devices().put_stream({"device-2"}, {"apt", 1, "aa", 0, 0}, {}));
    server.answer(200, changes(6, state, {{6, "stream", "device-2", "apt"}}));
    server.answer(200, devices()).answer(304);

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary);
    EXPECT_EQ(server.asked.at(2).header("If-None-Match"), "\"aa\"");
    EXPECT_THAT(summary->news, IsEmpty());
}

TEST_F(News, ThatIsNotWhatTheDeviceReportedIsAProblemAndNotKept) {
    server.answer(200, changes(6, state, {{6, "stream", "device-2", "apt"}}));
    server.answer(200, devices())
        .answer(200, protocol::encode(Snapshot{3, std::string(64, '0'), {package("evil")}}));

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary);
    ASSERT_THAT(summary->problems, SizeIs(1));
    EXPECT_THAT(summary->problems[0].subject, HasSubstr("desk"));
    EXPECT_THAT(*device.state().devices().inventory({"device-2"}), IsEmpty());
}

TEST_F(News, IsAskedForAgainWhereTheRunWasCutOff) {
    server.answer(200, changes(6, state, {{6, "stream", "device-2", "apt"}}));
    server.answer(200, devices());
    ASSERT_FALSE(sync_unchanged());
    EXPECT_EQ((*device.state().account().load())->cursor, 5u);
    server.answer(200, changes(6, state, {{6, "stream", "device-2", "apt"}}));
    server.answer(200, devices()).answer(200, snapshot({package("gimp")}));

    ASSERT_TRUE(sync_unchanged());

    EXPECT_THAT(*device.state().devices().inventory({"device-2"}), SizeIs(1));
}

TEST_F(News, ThatTheServerWentBackLearnsEverythingAnew) {
    server.refuse(410, "unknown-sequence");
    server.answer(200, changes(3, state)).answer(200, devices());
    server.answer(200, protocol::encode(std::vector<protocol::StreamHead>{
                           {"apt", 3, stream_hash({package("gimp")}), 1, 1}}));
    server.answer(200, snapshot({package("gimp")}));
    server.answer(200, protocol::encode(std::vector<protocol::DepotItem>()));

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_TRUE(summary->server_went_back);
    EXPECT_THAT(server.asked.at(1).what, HasSubstr("since=0"));
    EXPECT_EQ((*device.state().account().load())->cursor, 3u);
    EXPECT_THAT(*device.state().devices().inventory({"device-2"}), SizeIs(1));
}

TEST_F(News, ThatTheServerLostItsOwnStreamSendsItAgain) {
    server.answer(200, changes(6, ""));
    server.answer(200, protocol::encode(std::vector<protocol::StreamHead>()));
    server.reply(taken);

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(server.asked.at(2).what, "PUT /v1/devices/device-1/streams/apt");
    EXPECT_THAT(summary->sent, SizeIs(1));
}

TEST_F(News, ThatTheServerHasAnOlderStreamSendsTheDifference) {
    const std::vector<Package> older = {package("git", "0")};
    server.answer(200, changes(6, std::string(64, 'f')));
    server.answer(200, protocol::encode(std::vector<protocol::StreamHead>{
                           {"apt", 1, stream_hash(older), 1, 1}}));
    server.answer(200, snapshot(older)).reply(taken);

    const auto summary = sync_unchanged();

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(server.asked.at(3).what, "POST /v1/devices/device-1/streams/apt/deltas");
    EXPECT_EQ((*device.state().streams().heads())[0].hash, stream_hash({package("git")}));
}

TEST_F(News, OfARenameIsRemembered) {
    own.device.name = "renamed";
    server.answer(200, changes(6, state, {{6, "device", "device-1", ""}})).answer(200, devices());

    ASSERT_TRUE(sync_unchanged());

    EXPECT_EQ((*device.state().account().load())->device.name, "renamed");
}

TEST_F(News, WithIdsThatAreNoIdsStaysWithinItsPath) {
    desk.id = "../account?x";
    server.answer(200, changes(6, state, {{6, "stream", desk.id, "a/b"}}));
    server.answer(200, devices()).refuse(404, "not-found");

    ASSERT_TRUE(sync_unchanged());

    EXPECT_EQ(server.asked.at(2).what, "GET /v1/devices/..%2Faccount%3Fx/streams/a%2Fb");
}

} // namespace
} // namespace ferry::sync
