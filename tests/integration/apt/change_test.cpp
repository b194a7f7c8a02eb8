// Installing, upgrading and removing with the real apt: what goes well.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/apt_root.hpp"

#include <gmock/gmock.h>

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class AptChanges : public AptRoot {};

auto is(ResultClass result, const std::string& version) {
    return AllOf(Field(&Outcome::result, result), Field(&Outcome::version, version));
}

TEST_F(AptChanges, InstallBringsThePackageAndWhatItNeeds) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Depends: ex-lib\n"}});

    EXPECT_THAT(install("ex-app"), is(ResultClass::Ok, "1.0"));
    EXPECT_EQ(state_of("ex-app"), "ii 1.0");
    EXPECT_EQ(state_of("ex-lib"), "ii 1.0");
}

TEST_F(AptChanges, ProgressTellsWhichStepAPackageIsIn) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(steps, Contains(Field(&Progress::step, Step::Installing)));
    EXPECT_THAT(steps, Contains(Field(&Progress::step, Step::Configuring)));
    EXPECT_THAT(steps, Contains(Field(&Progress::text, HasSubstr("Unpacking ex-app"))));
}

TEST_F(AptChanges, WhatIsThereAlreadyStaysAtItsVersion) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "2.0"}});

    EXPECT_THAT(install("ex-app"), is(ResultClass::Already, "1.0"));
}

TEST_F(AptChanges, InstallingADependencyByNameMakesItExplicit) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Depends: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(install("ex-lib"), is(ResultClass::Already, "1.0"));
    EXPECT_THAT(run_tool({"apt-mark", "showmanual"}), HasSubstr("ex-lib"));
}

TEST_F(AptChanges, UpgradeBringsTheNewerVersionAndNothingIsLeftToDo) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "1:0.9"}});

    EXPECT_THAT(upgrade("ex-app"), is(ResultClass::Ok, "1:0.9"));
    EXPECT_THAT(upgrade("ex-app"), is(ResultClass::Already, "1:0.9"));
}

TEST_F(AptChanges, UpgradeOfADependencyLeavesItADependency) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Depends: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-lib", .version = "2.0"}});

    EXPECT_THAT(upgrade("ex-lib"), is(ResultClass::Ok, "2.0"));
    EXPECT_EQ(run_tool({"apt-mark", "showmanual"}), "ex-app\n");
}

TEST_F(AptChanges, RemoveTakesThePackageAndASecondTimeThereIsNothingToDo) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(remove("ex-app"), is(ResultClass::Ok, ""));
    EXPECT_EQ(state_of("ex-app"), "");
    EXPECT_THAT(remove("ex-app"), is(ResultClass::Already, ""));
}

TEST_F(AptChanges, RemoveKeepsThePersonsSettings) {
    publish(
        {{.name = "ex-conf", .files = {{"etc/ex.conf", "a\n"}}, .conffiles = {"/etc/ex.conf"}}});
    ASSERT_TRUE(succeeded(install("ex-conf").result));

    EXPECT_THAT(remove("ex-conf"), is(ResultClass::Ok, ""));
    EXPECT_EQ(read_file(root / "etc/ex.conf"), "a\n");
}

TEST_F(AptChanges, UpgradeKeepsSettingsThatThePersonChanged) {
    publish(
        {{.name = "ex-conf", .files = {{"etc/ex.conf", "a\n"}}, .conffiles = {"/etc/ex.conf"}}});
    ASSERT_TRUE(succeeded(install("ex-conf").result));
    write_file(root / "etc/ex.conf", "mine\n");
    publish({{.name = "ex-conf",
              .version = "2.0",
              .files = {{"etc/ex.conf", "b\n"}},
              .conffiles = {"/etc/ex.conf"}}});

    EXPECT_THAT(upgrade("ex-conf"), is(ResultClass::Ok, "2.0"));
    EXPECT_EQ(read_file(root / "etc/ex.conf"), "mine\n");
}

TEST_F(AptChanges, ForeignArchitecturesAreInstalledAndListedBesideTheNativeOne) {
    const std::string same = "Multi-Arch: same\n";
    publish({{.name = "ex-lib", .arch = "amd64", .fields = same},
             {.name = "ex-lib", .arch = "arm64", .fields = same}});

    EXPECT_THAT(act(Action::Install, {"ex-lib", "ex-lib:arm64"}),
                ElementsAre(is(ResultClass::Ok, "1.0"), is(ResultClass::Ok, "1.0")));
    const auto inventory = installers().inventory({InstallerId{"apt"}});
    ASSERT_TRUE(inventory.clean());
    EXPECT_THAT(inventory.value.at(0).packages,
                ElementsAre(Field(&Package::id, NativeId{"ex-lib"}),
                            Field(&Package::id, NativeId{"ex-lib:arm64"})));
}

TEST_F(AptChanges, PackageThatAsksForARestartIsDoneButSaysSo) {
    publish({{.name = "ex-kernel",
              .scripts = {{"postinst", "echo x > /run/reboot-required; echo ex-kernel > "
                                       "/run/reboot-required.pkgs"}}}});

    EXPECT_THAT(install("ex-kernel"), is(ResultClass::NeedsReboot, "1.0"));
}

TEST_F(AptChanges, LookUpTellsVersionOriginAndSizesOfWhatIsOffered) {
    publish({{.name = "ex-app", .version = "1.5", .fields = "Installed-Size: 40\n"},
             {.name = "ex-mail", .fields = "Provides: ex-virtual\n"}});

    const auto offers = installers().look_up(
        InstallerId{"apt"}, {NativeId{"ex-app"}, NativeId{"ex-virtual"}, NativeId{"ex-nosuch"}});
    ASSERT_TRUE(offers.ok()) << offers.error().message;
    ASSERT_EQ(offers->size(), 1u);
    EXPECT_EQ(offers->at(0).version, "1.5");
    EXPECT_THAT(offers->at(0).origin, HasSubstr("repository"));
    EXPECT_EQ(offers->at(0).installed_bytes, 40u * 1024);
    EXPECT_LT(offers->at(0).download_bytes, 10'000u);
}

TEST_F(AptChanges, OutdatedNamesWhatCouldBeUpgraded) {
    publish({{.name = "ex-app"}, {.name = "ex-tool"}});
    ASSERT_THAT(act(Action::Install, {"ex-app", "ex-tool"}), ::testing::SizeIs(2));
    EXPECT_THAT(*installers().outdated(InstallerId{"apt"}), IsEmpty());
    publish({{.name = "ex-app", .version = "2.0"}});

    const auto offers = installers().outdated(InstallerId{"apt"});
    ASSERT_TRUE(offers.ok()) << offers.error().message;
    EXPECT_THAT(*offers, ElementsAre(AllOf(Field(&Offer::id, NativeId{"ex-app"}),
                                           Field(&Offer::version, "2.0"))));
}

} // namespace
} // namespace ferry::testing
