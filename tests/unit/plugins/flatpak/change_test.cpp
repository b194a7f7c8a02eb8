// The flatpak plugin's offers and changes, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/flatpak_machine.hpp"
#include "tests/support/plugin_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FlatpakChange : public PluginTest {
protected:
    FlatpakChange() {
        furnish_flatpak(host);
        host.files[kFlatpakUser + "/repo/config"] = "[remote \"pmb\"]\nurl=file:///srv/repo\n";
    }
    std::string last_command() { return host.commands.back().line(); }
};

TEST_F(FlatpakChange, OffersCarryRemoteVersionAndSizes) {
    const ferry_str ids[] = {sdk::to_abi("org.example.Paint"), sdk::to_abi("org.example.Nosuch")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    ASSERT_EQ(host.offers.size(), 1u);
    EXPECT_EQ(host.offers[0].version, "4.2.0");
    EXPECT_EQ(host.offers[0].origin, "pmb");
    EXPECT_EQ(host.offers[0].download_bytes, 61'200'000u);
    EXPECT_EQ(host.offers[0].installed_bytes, 182'300'000u);
}

TEST_F(FlatpakChange, StableIsMeantWhereNoBranchIsNamed) {
    const ferry_str ids[] = {sdk::to_abi("org.example.Hello"),
                             sdk::to_abi("org.example.Hello//beta")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    EXPECT_EQ(host.offers.at(0).version, "1.3.0");
    EXPECT_EQ(host.offers.at(1).version, "");
}

TEST_F(FlatpakChange, OutdatedAreThoseThatTheRemoteUpdates) {
    host.answer({"flatpak", "remote-ls", "--updates"},
                {.out = "app/org.example.Hello/x86_64/stable\t1.3.0\tpmb\t1 bytes\t2 bytes\n"});
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(Field(&SaidOffer::id, "org.example.Hello")));
}

TEST_F(FlatpakChange, InstallNamesRemoteAndWholeRefBehindTheEndOfOptions) {
    host.answer(
        {"flatpak", "install"}, {.effect = [&] {
            host.files[kFlatpakUser + "/app/org.example.Paint/x86_64/stable/active/deploy"] =
                newer_deploy();
        }});
    const auto outcome = act(ferry_plugin_v1.install, "org.example.Paint");

    EXPECT_EQ(outcome.result, FERRY_RESULT_OK) << outcome;
    EXPECT_EQ(outcome.version, "1.3.0");
    EXPECT_THAT(last_command(), EndsWith("install --user -y --noninteractive -- pmb "
                                         "app/org.example.Paint/x86_64/stable"));
}

TEST_F(FlatpakChange, ExitZeroWithoutTheAppIsAFailure) {
    host.answer({"flatpak", "install"}, {.err = "error: something odd\n"});
    const auto outcome = act(ferry_plugin_v1.install, "org.example.Paint");

    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_EQ(outcome.message, "something odd");
}

TEST_F(FlatpakChange, RemoteThatIsNotThereIsNeverAdded) {
    host.files[kFlatpakUser + "/repo/config"] = "[core]\nmode=bare\n";
    const auto outcome = act(ferry_plugin_v1.install, "org.example.Paint");

    EXPECT_EQ(outcome.result, FERRY_RESULT_NOT_FOUND);
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(FlatpakChange, SystemInstallationIsUsedWhereOnlyItHasTheRemote) {
    host.files[kFlatpakUser + "/repo/config"] = "[core]\nmode=bare\n";
    host.files[kFlatpakSystem + "/repo/config"] = "[remote \"pmb\"]\nurl=x\n";
    act(ferry_plugin_v1.install, "org.example.Paint");

    EXPECT_THAT(last_command(), HasSubstr("install --system"));
}

TEST_F(FlatpakChange, UpdateIsJudgedByTheCommit) {
    host.answer({"flatpak", "update"},
                {.effect = [&] { host.files[kHelloDeploy] = newer_deploy(); }});
    EXPECT_EQ(act(ferry_plugin_v1.upgrade, "org.example.Hello").result, FERRY_RESULT_OK);

    host.answer({"flatpak", "update"}, {.out = "Nothing to do.\n"});
    EXPECT_EQ(act(ferry_plugin_v1.upgrade, "org.example.Hello").result, FERRY_RESULT_ALREADY);
}

TEST_F(FlatpakChange, MaskedAppIsNotUpdated) {
    host.files[kFlatpakUser + "/repo/config"] = fixture("flatpak/config");
    const auto outcome = act(ferry_plugin_v1.upgrade, "org.example.Hello");

    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("masked"));
    EXPECT_THAT(host.ran({"flatpak", "update"}), IsEmpty());
}

TEST_F(FlatpakChange, RemoveKeepsTheAppsData) {
    host.answer({"flatpak", "uninstall"}, {.effect = [&] { host.files.erase(kHelloDeploy); }});
    EXPECT_EQ(act(ferry_plugin_v1.remove, "org.example.Hello").result, FERRY_RESULT_OK);
    EXPECT_THAT(last_command(), ::testing::Not(HasSubstr("delete-data")));
}

TEST_F(FlatpakChange, MissingRightsAreTold) {
    host.answer(
        {"flatpak", "install"},
        {.exit_code = 1, .err = "error: Flatpak system operation Deploy not allowed for user\n"});

    EXPECT_EQ(act(ferry_plugin_v1.install, "org.example.Paint").result,
              FERRY_RESULT_NEEDS_ELEVATION);
}

TEST_F(FlatpakChange, ProgressNamesTheAppAtHand) {
    host.answer({"flatpak", "install"},
                {.out = "Installing runtime/org.example.Platform/x86_64/1\n"
                        "Installing app/org.example.Paint/x86_64/stable\n"});
    act(ferry_plugin_v1.install, "org.example.Paint");

    EXPECT_THAT(host.steps, ElementsAre(Field(&SaidProgress::id, "org.example.Paint")));
}

TEST_F(FlatpakChange, CancelLeavesTheRestUntouched) {
    host.cancelled = true;
    EXPECT_EQ(act(ferry_plugin_v1.install, "org.example.Paint").result, FERRY_RESULT_CANCELLED);
    EXPECT_THAT(host.ran({"flatpak", "install"}), IsEmpty());
}

TEST_F(FlatpakChange, OfflineIsAnErrorOfTheNetwork) {
    host.answer({"flatpak", "remote-ls"},
                {.exit_code = 1,
                 .err = "error: Unable to load summary from remote pmb: While "
                        "fetching x: [7] Could not connect to server\n"});
    const ferry_str ids[] = {sdk::to_abi("org.example.Paint")};

    EXPECT_EQ(ferry_plugin_v1.look_up(host, ids, 1), FERRY_NETWORK);
}

} // namespace
} // namespace ferry::testing
