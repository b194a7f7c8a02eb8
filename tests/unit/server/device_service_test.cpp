// The devices of an account: the rules.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;

const Device kOfficePc{"office-pc", "windows", "10.0.22631", "", "x86_64"};

std::vector<std::string> names(World& world, const server::Caller& caller) {
    std::vector<std::string> names;
    for (const auto& info : value_of(world.devices.list(caller)))
        names.push_back(info.device.name + (info.revoked != 0 ? " (revoked)" : ""));
    return names;
}

TEST(Devices, AreThoseOfTheAccountOnly) {
    World world;
    const auto ann = world.registered("ann", "laptop");
    const auto bob = world.registered("bob", "tower");

    EXPECT_THAT(names(world, ann), ElementsAre("laptop"));
    EXPECT_THAT(names(world, bob), ElementsAre("tower"));
}

TEST(ImportedDevice, IsListedWithoutAToken) {
    World world;
    const auto ann = world.registered("ann");
    world.clock.advance(1000);

    const auto info = value_of(world.devices.import(ann, kOfficePc));

    EXPECT_TRUE(info.imported);
    EXPECT_EQ(info.device, kOfficePc);
    EXPECT_THAT(names(world, ann), ElementsAre("laptop", "office-pc"));
}

TEST(ImportedDevice, NeedsANameThatIsFree) {
    World world;
    const auto ann = world.registered("ann", "office-pc");

    EXPECT_THAT(world.devices.import(ann, kOfficePc), IsRefused(409, "device-exists"));
}

TEST(DeviceName, IsFreeAgainOnceItsDeviceIsRevoked) {
    World world;
    const auto ann = world.registered("ann");
    const auto first = value_of(world.devices.import(ann, kOfficePc));
    world.clock.advance(1000);
    (void)value_of(world.devices.revoke(ann, first.id));
    const auto second = value_of(world.devices.import(ann, kOfficePc));

    EXPECT_NE(second.id, first.id);
    EXPECT_THAT(names(world, ann), ElementsAre("laptop", "office-pc (revoked)", "office-pc"));
}

TEST(DeviceName, MayBeTheSameInTwoAccounts) {
    World world;
    const auto ann = world.registered("ann");
    const auto bob = world.registered("bob");
    (void)value_of(world.devices.import(ann, kOfficePc));

    EXPECT_TRUE(is_served(world.devices.import(bob, kOfficePc)));
}

TEST(DeviceRename, ChangesTheNameAndRefusesOneThatIsTaken) {
    World world;
    const auto ann = world.registered("ann", "laptop");
    const auto pc = value_of(world.devices.import(ann, kOfficePc));

    EXPECT_EQ(value_of(world.devices.edit(ann, pc.id, {"home-pc"})).device.name, "home-pc");
    EXPECT_THAT(world.devices.edit(ann, pc.id, {"laptop"}), IsRefused(409, "device-exists"));
    EXPECT_TRUE(is_served(world.devices.edit(ann, pc.id, {"home-pc"}))) << "its own name";
}

TEST(DeviceFacts, AreToldByTheDeviceItselfOnly) {
    World world;
    const auto ann = world.registered("ann");
    const auto session = value_of(world.accounts.log_in(world.signed_login("ann", "desktop")));
    server::DeviceEdit edit;
    edit.os_version = "13";

    EXPECT_EQ(value_of(world.devices.edit(ann, ann.device, edit)).device.os_version, "13");
    EXPECT_THAT(world.devices.edit(ann, session.device_id, edit),
                IsRefused(403, "not-your-device"));
    EXPECT_EQ(value_of(world.devices.show(ann, ann.device)).device.os, "linux") << "not named";
}

TEST(DeviceLastSeen, IsTheLastTimeItsTokenWasUsed) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));
    world.clock.advance(5000);
    const auto ann = value_of(world.accounts.authenticate(session.token));

    EXPECT_EQ(value_of(world.devices.show(ann, ann.device)).last_seen, world.clock.now());
}

TEST(DeviceLastSeen, IsWrittenInOneTransactionForAll) {
    World world;
    const auto ann = value_of(world.accounts.register_account(registration("ann")));
    const auto bob = value_of(world.accounts.register_account(registration("bob")));
    const auto before = world.store.statistics().writes;
    world.clock.advance(5000);
    for (const auto& token : {ann.token, bob.token, ann.token})
        (void)value_of(world.accounts.authenticate(token));

    ASSERT_TRUE(world.accounts.write_activity());
    ASSERT_TRUE(world.accounts.write_activity());

    EXPECT_EQ(world.store.statistics().writes, before + 1);
}

TEST(DeviceRevocation, KeepsWhatWasInstalledReadable) {
    World world;
    const auto ann = world.registered("ann");
    const auto pc = value_of(world.devices.import(ann, kOfficePc));
    const std::vector packages{package("Git.Git")};
    (void)value_of(
        world.streams.put_snapshot(ann, {pc.id, "winget"}, snapshot_of(packages), {"", ""}));

    (void)value_of(world.devices.revoke(ann, pc.id));

    EXPECT_EQ(value_of(world.streams.head(ann, {pc.id, "winget"})).hash, state_hash(packages));
    EXPECT_NE(value_of(world.devices.show(ann, pc.id)).revoked, 0);
}

TEST(DeviceRevocation, KeepsTheTimeOfTheFirst) {
    World world;
    const auto ann = world.registered("ann");
    const auto pc = value_of(world.devices.import(ann, kOfficePc));
    (void)value_of(world.devices.revoke(ann, pc.id));
    const auto first = value_of(world.devices.show(ann, pc.id)).revoked;
    world.clock.advance(5000);

    (void)value_of(world.devices.revoke(ann, pc.id));

    EXPECT_EQ(value_of(world.devices.show(ann, pc.id)).revoked, first);
}

TEST(DeviceCount, IsThePackagesOfAllItsStreams) {
    World world;
    const auto ann = world.registered("ann");
    (void)value_of(world.streams.put_snapshot(ann, {ann.device, "apt"},
                                              snapshot_of({package("bash"), package("git")}), {}));
    (void)value_of(world.streams.put_snapshot(ann, {ann.device, "flatpak"},
                                              snapshot_of({package("org.gimp.GIMP")}), {}));

    EXPECT_EQ(value_of(world.devices.show(ann, ann.device)).packages, 3u);
}

TEST(ForeignDevice, LooksLikeOneThatDoesNotExist) {
    World world;
    const auto ann = world.registered("ann");
    const auto bob = world.registered("bob");

    for (const std::string& id : {bob.device, std::string("nonsense")}) {
        EXPECT_THAT(world.devices.show(ann, id), IsRefused(404, "not-found"));
        EXPECT_THAT(world.devices.edit(ann, id, {"mine"}), IsRefused(404, "not-found"));
        EXPECT_THAT(world.devices.revoke(ann, id), IsRefused(404, "not-found"));
    }
    EXPECT_EQ(value_of(world.devices.show(bob, bob.device)).revoked, 0);
}

} // namespace
} // namespace ferry::testing
