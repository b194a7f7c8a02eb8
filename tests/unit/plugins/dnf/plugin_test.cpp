// The dnf plugin, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plugin_test.hpp"

#include "tests/support/dnf_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DnfPlugin : public PluginTest {
protected:
    DnfPlugin() { furnish_dnf(host); }
};

TEST_F(DnfPlugin, ListsWhatRpmHasWithReasonsAndWithoutKeys) {
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    ASSERT_EQ(host.packages.size(), 3u);
    EXPECT_EQ(host.packages[0].id, "ex-app");
    EXPECT_EQ(host.packages[0].reason, FERRY_REASON_EXPLICIT);
    EXPECT_EQ(host.packages[1].id, "ex-lib");
    EXPECT_EQ(host.packages[1].version, "3:2.0-1");
    EXPECT_EQ(host.packages[1].reason, FERRY_REASON_DEPENDENCY);
    EXPECT_EQ(host.packages[1].origin, "fedora");
    EXPECT_EQ(host.packages[2].id, "ex-lib.i686");
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(DnfPlugin, OlderOneOfTwoKernelsHasItsVersionInTheId) {
    host.files[kRpmDatabase] = rpm_database({rpm_header("kernel", "6.1", "x86_64", 0, 100),
                                             rpm_header("kernel", "6.2", "x86_64", 0, 200)});
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages, ElementsAre(Field(&SaidPackage::id, "kernel-6.1-1"),
                                           AllOf(Field(&SaidPackage::id, "kernel"),
                                                 Field(&SaidPackage::version, "6.2-1"))));
}

TEST_F(DnfPlugin, OlderVersionForAnotherArchitectureIsRemovedByItsOwnId) {
    host.files[kRpmDatabase] = rpm_database({rpm_header("ex-lib", "2.0", "x86_64"),
                                             rpm_header("ex-lib", "1.0", "i686", 0, 100),
                                             rpm_header("ex-lib", "2.0", "i686", 0, 200)});
    host.answer({"dnf", "-y", "remove"}, {.out = "Complete!\n", .effect = [&] {
                                              host.files[kRpmDatabase] = rpm_database(
                                                  {rpm_header("ex-lib", "2.0", "x86_64"),
                                                   rpm_header("ex-lib", "2.0", "i686", 0, 200)});
                                          }});
    const auto outcome = act(ferry_plugin_v1.remove, "ex-lib-1.0-1.i686");

    EXPECT_EQ(outcome.result, FERRY_RESULT_OK) << outcome;
    EXPECT_THAT(host.commands.back().line(), EndsWith("ex-lib-1.0-1.i686"));
}

TEST_F(DnfPlugin, LockedVersionIsHeld) {
    host.files["/etc/dnf/plugins/versionlock.list"] = "ex-app-0:1.0-1.*\n";
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_TRUE(host.packages[0].held);
    EXPECT_THAT(act(ferry_plugin_v1.upgrade, "ex-app").message, HasSubstr("versionlock"));
}

TEST_F(DnfPlugin, BrokenHeaderIsNamedWithFileAndPlaceAndNothingIsListed) {
    auto header = rpm_header("ex-app", "1.0", "noarch");
    host.files[kRpmDatabase] = rpm_database({rpm_header("a", "1", "noarch"), header.substr(0, 60)});

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures.at(0).message,
                AllOf(HasSubstr(kRpmDatabase), HasSubstr("header 2"), HasSubstr("byte ")));
}

TEST_F(DnfPlugin, DamagedDatabaseIsNeverAShorterList) {
    const auto whole = host.files[kRpmDatabase];
    for (std::size_t size = 0; size < whole.size(); size += 97) {
        FakeHost broken;
        furnish_dnf(broken);
        broken.files[kRpmDatabase].resize(size);
        if (ferry_plugin_v1.inventory(broken) == FERRY_OK) {
            EXPECT_EQ(broken.packages.size(), 3u) << size;
        }
    }
}

TEST_F(DnfPlugin, OlderKindOfDatabaseIsAskedOfRpm) {
    host.files.erase(kRpmDatabase);
    host.files["/var/lib/rpm/Packages.db"] = "ndb";
    host.answer({"rpm", "-qa"}, {.out = "ex-app|0|1.0|1|noarch|1795394815|(none)|words\n"});
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages, ElementsAre(Field(&SaidPackage::id, "ex-app")));
}

TEST_F(DnfPlugin, DatabaseThatThisRpmCannotReadIsNoEmptyList) {
    host.files.erase(kRpmDatabase);
    host.files["/var/lib/rpm/Packages.db"] = "ndb";
    host.answer({"rpm", "-qa"}, {.err = "warning: invalid %_db_backend: ndb\n"
                                        "warning: using dummy database, installs not possible\n"});

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_TOOL_FAILED);
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("/var/lib/rpm/Packages.db"));
    EXPECT_THAT(host.commands.at(0).line(), HasSubstr("_db_backend ndb"));
}

TEST_F(DnfPlugin, LockedVersionIsNotOfferedAnUpdate) {
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);
    ASSERT_EQ(host.offers.size(), 1u);
    host.offers.clear();
    host.files["/etc/dnf/versionlock.toml"] = "[[packages]]\nname = \"ex-app\"\n";
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);

    EXPECT_THAT(host.offers, IsEmpty());
}

TEST_F(DnfPlugin, OffersCarryRepositoryVersionAndSizes) {
    const ferry_str ids[] = {sdk::to_abi("ex-new"), sdk::to_abi("ex-nosuch")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    ASSERT_EQ(host.offers.size(), 1u);
    EXPECT_EQ(host.offers[0].version, "4.2-1.fc43");
    EXPECT_EQ(host.offers[0].origin, "updates");
    EXPECT_EQ(host.offers[0].download_bytes, 5558u);
    EXPECT_THAT(host.commands.at(0).line(), EndsWith("-- ex-new ex-nosuch"));
}

TEST_F(DnfPlugin, InstallIsJudgedByTheDatabase) {
    host.answer({"dnf", "-y", "install"}, {.out = "Complete!\n", .effect = [&] {
                                               host.files[kRpmDatabase] = rpm_database(
                                                   {rpm_header("ex-new", "4.2", "x86_64")});
                                           }});
    const auto outcome = act(ferry_plugin_v1.install, "ex-new");

    EXPECT_EQ(outcome.result, FERRY_RESULT_OK) << outcome;
    EXPECT_EQ(outcome.version, "4.2-1");
    EXPECT_TRUE(host.commands.back().elevated);
}

TEST_F(DnfPlugin, RemovalThatTakesOthersAlongIsRefused) {
    host.answer({"dnf", "--assumeno", "remove"},
                {.exit_code = 1,
                 .out = "Removing:\n ex-lib noarch 2.0-1 @local 0\n"
                        "Removing dependent packages:\n ex-app noarch 1.0-1 @local 0\n\n",
                 .err = "Operation aborted.\n"});
    const auto outcome = act(ferry_plugin_v1.remove, "ex-lib");

    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("ex-app"));
    EXPECT_THAT(host.ran({"dnf", "-y"}), IsEmpty());
}

TEST_F(DnfPlugin, ImageBasedSystemIsLeftAlone) {
    host.files["/run/ostree-booted"] = "";
    EXPECT_THAT(act(ferry_plugin_v1.install, "ex-new").message, HasSubstr("rpm-ostree"));
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(DnfPlugin, OtherRootIsNamedWithItsRelease) {
    host.set_root("/srv/root");
    host.files["/etc/os-release"] = "NAME=x\nVERSION_ID=\"43\"\n";
    act(ferry_plugin_v1.install, "ex-new");

    EXPECT_THAT(host.commands.back().line(),
                ::testing::StartsWith("dnf --installroot=/srv/root --releasever=43 -y"));
}

} // namespace
} // namespace ferry::testing
