// Two and three devices of one account against a real server.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/devices.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/real_ferryd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SeveralClients : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(server.problem, "");
        laptop.device.name = "laptop";
        desktop.device.name = "desktop";
        const auto registered = sync::register_account(laptop.parts(), laptop.wish(server.url));
        ASSERT_TRUE(registered) << registered.error().message;
        log_in(desktop);
    }

    void log_in(AccountDevice& device) {
        const auto done = sync::log_in(device.parts(), device.wish(server.url));
        ASSERT_TRUE(done) << done.error().message;
    }

    std::vector<std::string> seen(AccountDevice& by, const std::string& name) {
        std::vector<std::string> ids;
        const auto device = by.state().devices().find(name);
        if (!device) return {device.error().message};
        const auto inventories = by.state().devices().inventory({device->id});
        for (const auto& one : *inventories)
            for (const auto& row : one.packages)
                ids.push_back(one.installer.text + ":" + row.id.text + "=" + row.version);
        return ids;
    }

    RealFerryd server;
    AccountDevice laptop;
    AccountDevice desktop;
};

TEST_F(SeveralClients, SeeEachOthersSoftware) {
    const auto mine = laptop.sync({inventory("apt", {package("git"), package("vim", "9")})});
    const auto theirs = desktop.sync({inventory("apt", {package("gimp")})});
    const auto again = laptop.sync({inventory("apt", {package("git"), package("vim", "9")})});

    ASSERT_TRUE(mine && theirs && again);
    EXPECT_THAT(seen(desktop, "laptop"), ElementsAre("apt:git=1", "apt:vim=9"));
    EXPECT_THAT(seen(laptop, "desktop"), ElementsAre("apt:gimp=1"));
    ASSERT_THAT(again->news, SizeIs(1));
    EXPECT_EQ(again->news[0].name, "desktop");
    EXPECT_THAT(again->sent, IsEmpty());
}

TEST_F(SeveralClients, SendOnlyWhatChanged) {
    ASSERT_TRUE(laptop.sync({inventory("apt", {package("git"), package("vim")})}));

    const auto second = laptop.sync({inventory("apt", {package("git", "2"), package("zsh")})});

    ASSERT_TRUE(second) << second.error().message;
    ASSERT_THAT(second->sent, SizeIs(1));
    EXPECT_FALSE(second->sent[0].whole);
    EXPECT_EQ(second->sent[0].packages, 2u);
    EXPECT_EQ(second->sent[0].removed, 1u);
    EXPECT_EQ(second->sent[0].revision, 2u);
    ASSERT_TRUE(desktop.sync({}));
    EXPECT_THAT(seen(desktop, "laptop"), ElementsAre("apt:git=2", "apt:zsh=1"));
}

TEST_F(SeveralClients, KeepAnInstallerThatCouldNotBeRead) {
    ASSERT_TRUE(laptop.sync(
        {inventory("apt", {package("git")}), inventory("flatpak", {package("org.gimp.GIMP")})}));

    ASSERT_TRUE(laptop.sync({inventory("apt", {package("git")})}));

    ASSERT_TRUE(desktop.sync({}));
    EXPECT_THAT(seen(desktop, "laptop"), ElementsAre("apt:git=1", "flatpak:org.gimp.GIMP=1"));
}

TEST_F(SeveralClients, ForgetAnInstallerThatIsSurelyGone) {
    ASSERT_TRUE(laptop.sync(
        {inventory("apt", {package("git")}), inventory("flatpak", {package("org.gimp.GIMP")})}));
    ASSERT_TRUE(desktop.sync({}));

    const auto summary = sync::sync(
        laptop.parts(), {{laptop.device, {inventory("apt", {package("git")})}}, {{"flatpak"}}});

    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_THAT(summary->removed, SizeIs(1));
    ASSERT_TRUE(desktop.sync({}));
    EXPECT_THAT(seen(desktop, "laptop"), ElementsAre("apt:git=1"));
}

TEST_F(SeveralClients, MaySyncAtOnce) {
    AccountDevice tablet;
    tablet.device.name = "tablet";
    log_in(tablet);
    const auto rounds = [](AccountDevice& device, const std::string& id) {
        for (int round = 1; round <= 10; ++round)
            if (!device.sync({inventory("apt", {package(id, std::to_string(round))})})) return;
    };

    std::vector<std::thread> threads;
    threads.emplace_back([&] { rounds(laptop, "git"); });
    threads.emplace_back([&] { rounds(desktop, "gimp"); });
    threads.emplace_back([&] { rounds(tablet, "zsh"); });
    for (auto& thread : threads)
        thread.join();
    ASSERT_TRUE(tablet.sync({inventory("apt", {package("zsh", "10")})}));

    EXPECT_THAT(seen(tablet, "laptop"), ElementsAre("apt:git=10"));
    EXPECT_THAT(seen(tablet, "desktop"), ElementsAre("apt:gimp=10"));
}

TEST_F(SeveralClients, RefuseARevokedOneAndKeepWhatItReported) {
    ASSERT_TRUE(desktop.sync({inventory("apt", {package("gimp")})}));

    ASSERT_TRUE(sync::revoke_device(laptop.parts(), "desktop"));

    const auto refused = desktop.sync({inventory("apt", {package("gimp"), package("vim")})});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message, HasSubstr("ferry login"));
    ASSERT_TRUE(laptop.sync({}));
    EXPECT_THAT(seen(laptop, "desktop"), ElementsAre("apt:gimp=1"));
}

TEST_F(SeveralClients, ComeBackAsTheSameDeviceAfterALogout) {
    const auto before = sync::current_account(desktop.parts());
    const auto out = sync::log_out(desktop.parts());

    ASSERT_TRUE(out && out->server_told);
    EXPECT_FALSE(desktop.sync({}));
    log_in(desktop);
    const auto after = sync::current_account(desktop.parts());
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->device_id, after->device_id);
    EXPECT_TRUE(desktop.sync({}));
}

TEST_F(SeveralClients, AreToldWhenTheirNameIsTaken) {
    AccountDevice twin;
    twin.device.name = "laptop";

    const auto refused = sync::log_in(twin.parts(), twin.wish(server.url));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("--device"));
}

TEST_F(SeveralClients, HearTheSameWordsForAWrongPasswordAndAnUnknownAccount) {
    AccountDevice stranger;
    stranger.device.name = "stranger";
    auto wrong = stranger.wish(server.url);
    wrong.password = vault::Secret("wrong");
    auto unknown = stranger.wish(server.url);
    unknown.account = "nobody";

    const auto first = sync::log_in(stranger.parts(), wrong);
    const auto second = sync::log_in(stranger.parts(), unknown);

    ASSERT_FALSE(first);
    ASSERT_FALSE(second);
    EXPECT_EQ(first.error().message, second.error().message);
    EXPECT_EQ(first.error().code, Code::Denied);
    EXPECT_FALSE(sync::load_credentials(stranger.files, stranger.folder(), stranger.key_store));
}

TEST_F(SeveralClients, SeeADeviceImportedFromAFile) {
    Device pc{"office-pc", "windows", "10.0.22631", "", "x86_64"};
    const Inventory file{pc, {inventory("winget", {package("Mozilla.Firefox")})}};

    const auto first = sync::import_device(laptop.parts(), file);
    const auto again = sync::import_device(laptop.parts(), file);

    ASSERT_TRUE(first && again);
    EXPECT_TRUE(first->created);
    EXPECT_FALSE(again->created);
    EXPECT_EQ(first->device.id, again->device.id);
    EXPECT_TRUE(first->device.imported);
    ASSERT_TRUE(desktop.sync({}));
    EXPECT_THAT(seen(desktop, "office-pc"), ElementsAre("winget:Mozilla.Firefox=1"));
    EXPECT_THAT(seen(laptop, "office-pc"), ElementsAre("winget:Mozilla.Firefox=1"));
}

TEST_F(SeveralClients, CannotImportOverADeviceThatReportsForItself) {
    const auto refused = sync::import_device(
        laptop.parts(), {desktop.device, {inventory("apt", {package("gimp")})}});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
}

TEST_F(SeveralClients, LearnOfARename) {
    ASSERT_TRUE(desktop.sync({}));

    ASSERT_TRUE(sync::rename_device(laptop.parts(), "desktop", "tower"));

    ASSERT_TRUE(desktop.sync({}));
    const auto own = sync::current_account(desktop.parts());
    ASSERT_TRUE(own);
    EXPECT_EQ(own->device.name, "tower");
}

TEST_F(SeveralClients, LearnOfAnUpgradeOfTheSystem) {
    ASSERT_TRUE(laptop.sync({}));
    laptop.device.os_version = "13";

    ASSERT_TRUE(laptop.sync({}));

    ASSERT_TRUE(desktop.sync({}));
    const auto info = desktop.state().devices().find("laptop");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->device.os_version, "13");
}

} // namespace
} // namespace ferry::testing
