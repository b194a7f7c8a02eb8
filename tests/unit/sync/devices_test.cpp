// Renaming, revoking and importing, and the memory that follows.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/devices.hpp"
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {
namespace {

using ferry::testing::inventory;
using ferry::testing::package;
using protocol::DeviceInfo;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class DevicesTest : public SyncWorld {
protected:
    static DeviceInfo info(const std::string& id, const std::string& name, bool imported = false) {
        DeviceInfo made;
        made.id = id;
        made.device = {name, "windows", "10", "", "x86_64"};
        made.imported = imported;
        return made;
    }
    static std::string encoded(const std::vector<DeviceInfo>& list) {
        return protocol::encode(list);
    }
    const Inventory file{info("", "office-pc").device,
                         {inventory("winget", {package("Mozilla.Firefox")})}};
    const std::string no_streams = protocol::encode(std::vector<protocol::StreamHead>());
    static Result<HttpAnswer> taken_winget(const ferry::testing::AskedRequest& request) {
        const auto snapshot = protocol::decode<protocol::Snapshot>(request.body);
        return HttpAnswer{201,
                          {},
                          protocol::encode(protocol::StreamHead{
                              "winget", 1, snapshot ? snapshot->hash : "", 1, 1})};
    }
};

TEST_F(DevicesTest, AreFetchedAndRemembered) {
    server.answer(200, encoded({info("1", "zebra"), info("2", "attic")}));

    const auto devices = fetch_devices(device.parts());

    ASSERT_TRUE(devices) << devices.error().message;
    EXPECT_EQ(devices->at(0).device.name, "attic");
    EXPECT_THAT(*device.state().devices().list(), SizeIs(2));
}

TEST_F(DevicesTest, AreRenamedByTheirName) {
    server.answer(200, encoded({info("2", "desk")}))
        .answer(200, protocol::encode(info("2", "tower")))
        .answer(200, encoded({info("2", "tower")}));

    const auto renamed = rename_device(device.parts(), "desk", "tower");

    ASSERT_TRUE(renamed) << renamed.error().message;
    EXPECT_EQ(server.asked.at(1).what, "PATCH /v1/devices/2");
    EXPECT_EQ(server.asked[1].body, R"({"name":"tower"})");
    EXPECT_TRUE(device.state().devices().find("tower"));
}

TEST_F(DevicesTest, ThatDoNotExistAreNotFoundWithTheNearestName) {
    server.answer(200, encoded({info("2", "desk")}));

    const auto unknown = revoke_device(device.parts(), "dsek");

    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, Code::NotFound);
    EXPECT_THAT(unknown.error().message, HasSubstr("did you mean \"desk\"?"));
    EXPECT_THAT(server.asked, SizeIs(1));
}

TEST_F(DevicesTest, AreRevoked) {
    auto gone = info("2", "desk");
    gone.revoked = 9;
    server.answer(200, encoded({info("2", "desk")})).answer(204).answer(200, encoded({gone}));

    const auto revoked = revoke_device(device.parts(), "desk");

    ASSERT_TRUE(revoked) << revoked.error().message;
    EXPECT_EQ(revoked->revoked, 9);
    EXPECT_EQ(server.asked.at(1).what, "DELETE /v1/devices/2");
}

TEST_F(DevicesTest, RevokeThemselvesWithoutAskingOn) {
    server.answer(200, encoded({info("device-1", "laptop")})).answer(204);

    EXPECT_TRUE(revoke_device(device.parts(), "laptop"));
    EXPECT_THAT(server.asked, SizeIs(2));
}

TEST_F(DevicesTest, AreImportedWithTheirPackages) {
    const auto pc = info("9", "office-pc", true);
    server.answer(200, encoded({})).answer(201, protocol::encode(pc));
    server.answer(200, encoded({pc})).answer(200, no_streams).reply(taken_winget);
    server.answer(200, encoded({pc}));

    const auto imported = import_device(device.parts(), file);

    ASSERT_TRUE(imported) << imported.error().message;
    EXPECT_TRUE(imported->created);
    EXPECT_EQ(server.asked.at(4).what, "PUT /v1/devices/9/streams/winget");
    EXPECT_THAT(device.state().devices().inventory({"9"})->at(0).packages,
                ElementsAre(package("Mozilla.Firefox")));
}

TEST_F(DevicesTest, ThatWereImportedBeforeBecomeWhatTheFileSays) {
    const auto pc = info("9", "office-pc", true);
    server.answer(200, encoded({pc})).answer(200, encoded({pc}));
    server.answer(200, protocol::encode(std::vector<protocol::StreamHead>{
                           {"choco", 1, "aa", 1, 1}, {"winget", 1, "bb", 1, 1}}));
    server.reply(taken_winget).answer(204).answer(200, encoded({pc}));

    const auto imported = import_device(device.parts(), file);

    ASSERT_TRUE(imported) << imported.error().message;
    EXPECT_FALSE(imported->created);
    EXPECT_EQ(server.asked.at(4).what, "DELETE /v1/devices/9/streams/choco");
}

TEST_F(DevicesTest, ThatReportForThemselvesAreNotOverwrittenByAFile) {
    server.answer(200, encoded({info("2", "office-pc")}));

    const auto refused = import_device(device.parts(), file);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("--device"));
    EXPECT_THAT(server.asked, SizeIs(1));
}

} // namespace
} // namespace ferry::sync
