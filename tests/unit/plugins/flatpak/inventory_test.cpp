// The flatpak plugin's inventory, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/flatpak_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FlatpakInventory : public ::testing::Test {
protected:
    FlatpakInventory() { furnish_flatpak(host); }
    ferry_status read() { return ferry_plugin_v1.inventory(host); }
    FakeHost host;
};

TEST_F(FlatpakInventory, AppsAreExplicitAndRuntimesAreDependencies) {
    ASSERT_EQ(read(), FERRY_OK);

    ASSERT_EQ(host.packages.size(), 2u);
    EXPECT_EQ(host.packages[0].id, "org.example.Hello");
    EXPECT_EQ(host.packages[0].version, "1.2.3");
    EXPECT_EQ(host.packages[0].arch, "x86_64");
    EXPECT_EQ(host.packages[0].origin, "pmb");
    EXPECT_EQ(host.packages[0].scope, FERRY_SCOPE_USER);
    EXPECT_EQ(host.packages[0].reason, FERRY_REASON_EXPLICIT);
    EXPECT_EQ(host.packages[1].id, "runtime/org.example.Platform/x86_64/1");
    EXPECT_EQ(host.packages[1].reason, FERRY_REASON_DEPENDENCY);
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(FlatpakInventory, MaskedAppsAreHeld) {
    ASSERT_EQ(read(), FERRY_OK);

    EXPECT_TRUE(host.packages[0].held);
    EXPECT_FALSE(host.packages[1].held);
}

TEST_F(FlatpakInventory, PinnedRuntimesAreExplicit) {
    host.files[kFlatpakUser + "/repo/config"] =
        "[core]\nxa.pinned=runtime/org.example.Platform/*/1;\n";
    ASSERT_EQ(read(), FERRY_OK);

    EXPECT_EQ(host.packages[1].reason, FERRY_REASON_EXPLICIT);
}

TEST_F(FlatpakInventory, TellsTwoBranchesApart) {
    const auto app = kFlatpakUser + "/app/org.example.Hello/";
    host.files[app + "x86_64/beta/active/deploy"] = newer_deploy();
    host.files[app + "current/active/deploy"] = fixture("flatpak/hello.deploy");
    ASSERT_EQ(read(), FERRY_OK);

    EXPECT_EQ(host.packages[0].id, "org.example.Hello//beta");
    EXPECT_EQ(host.packages[0].version, "1.3.0");
    EXPECT_EQ(host.packages[1].id, "org.example.Hello");
}

TEST_F(FlatpakInventory, ReadsTheSystemsAndExtraInstallations) {
    host.files.clear();
    host.files["/etc/flatpak/installations.d/big.conf"] =
        "[Installation \"big\"]\nPath=/mnt/big/flatpak\nDisplayName=Big disk\n";
    for (const std::string path : {"/var/lib/flatpak", "/mnt/big/flatpak"})
        host.files[path + "/repo/config"] = "[core]\nmode=bare-user-only\n";
    host.files["/mnt/big/flatpak/app/org.example.Hello/x86_64/stable/active/deploy"] =
        fixture("flatpak/hello.deploy");
    ASSERT_EQ(read(), FERRY_OK);

    ASSERT_EQ(host.packages.size(), 1u);
    EXPECT_EQ(host.packages[0].scope, FERRY_SCOPE_SYSTEM);
}

TEST_F(FlatpakInventory, BrokenDeployFileIsNamedAndNothingIsListed) {
    host.files[kPlatformDeploy].resize(70);

    EXPECT_EQ(read(), FERRY_BAD_DATA);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures,
                ElementsAre(Field(&SaidFailure::message,
                                  AllOf(HasSubstr(kPlatformDeploy), HasSubstr("byte ")))));
}

TEST_F(FlatpakInventory, ActiveBranchWithoutItsFileIsAnError) {
    host.files.erase(kPlatformDeploy);
    host.files[kFlatpakUser + "/runtime/org.example.Platform/x86_64/1/active/metadata"] = "";

    EXPECT_EQ(read(), FERRY_BAD_DATA);
}

TEST_F(FlatpakInventory, BrokenConfigurationIsNamedWithItsLine) {
    host.files[kFlatpakUser + "/repo/config"] = "[core]\nnonsense\n";

    EXPECT_EQ(read(), FERRY_BAD_DATA);
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("repo/config: line 2"));
}

TEST_F(FlatpakInventory, RefsThatAreNotActiveAreNotInstalled) {
    host.files.erase(kHelloDeploy);
    host.files[kFlatpakUser + "/app/org.example.Hello/x86_64/stable/0ae4/metadata"] = "";
    ASSERT_EQ(read(), FERRY_OK);

    EXPECT_EQ(host.packages.size(), 1u);
}

} // namespace
} // namespace ferry::testing
