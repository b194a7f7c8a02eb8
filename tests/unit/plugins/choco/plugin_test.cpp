// The choco plugin, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plugin_test.hpp"

#include "tests/support/choco_machine.hpp"

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

class ChocoPlugin : public PluginTest {
protected:
    ChocoPlugin() { furnish_choco(host); }
};

TEST_F(ChocoPlugin, WhatNothingElseNeedsIsExplicit) {
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages,
                ElementsAre(AllOf(Field(&SaidPackage::id, "example-paint"),
                                  Field(&SaidPackage::version, "4.2.0"),
                                  Field(&SaidPackage::reason, FERRY_REASON_EXPLICIT)),
                            AllOf(Field(&SaidPackage::id, "vcredist140"),
                                  Field(&SaidPackage::reason, FERRY_REASON_DEPENDENCY))));
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(ChocoPlugin, PendingPackagesAreNotInstalled) {
    host.files[kChoco + "/lib/example-paint/.chocolateyPending"] = "";
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages,
                ElementsAre(AllOf(Field(&SaidPackage::id, "vcredist140"),
                                  Field(&SaidPackage::reason, FERRY_REASON_EXPLICIT))));
}

TEST_F(ChocoPlugin, PinnedPackageIsHeldUnderAnyFormOfItsVersion) {
    host.files[kChoco + "/.chocolatey/example-paint.4.2/.pin"] = "";
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_TRUE(host.packages.at(0).held);
    EXPECT_THAT(act(ferry_plugin_v1.upgrade, "example-paint").message, HasSubstr("choco pin"));
}

TEST_F(ChocoPlugin, FolderComesFromTheMachinesVariable) {
    host.files.clear();
    host.files["D:/choco/lib/fd/fd.nuspec"] = nuspec("fd", "1");
    host.registry["HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"] = {
        {sdk::RegistryKind::Text, "ChocolateyInstall", "D:\\choco"}};
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages, ElementsAre(Field(&SaidPackage::id, "fd")));
}

TEST_F(ChocoPlugin, BrokenNuspecIsNamedWithItsLineAndNothingIsListed) {
    host.files[kPaintNuspec] = "<package>\n<metadata>\n<id>x</idd>\n";

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures.at(0).message, AllOf(HasSubstr(kPaintNuspec), HasSubstr("line 4")));
}

TEST_F(ChocoPlugin, NuspecThatWouldExhaustTheParserIsRefused) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    host.files[kPaintNuspec] = deep;

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
}

TEST_F(ChocoPlugin, OffersAreOfTheVeryIdThatWasAsked) {
    const ferry_str ids[] = {sdk::to_abi("FD"), sdk::to_abi("nosuch")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(AllOf(Field(&SaidOffer::id, "FD"),
                                               Field(&SaidOffer::version, "10.3.0"))));
    EXPECT_EQ(host.commands.at(0).line(), "choco search FD --exact --limit-output");
}

TEST_F(ChocoPlugin, OutdatedAreThoseWithAnotherVersionOnOffer) {
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(AllOf(Field(&SaidOffer::id, "example-paint"),
                                               Field(&SaidOffer::version, "4.3.1"))));
}

TEST_F(ChocoPlugin, InstallThatWantsARestartSaysSo) {
    host.answer({"choco", "install"}, {.exit_code = 3010, .effect = [&] {
                                           host.files[kChoco + "/lib/fd/fd.nuspec"] =
                                               nuspec("fd", "10.3.0");
                                       }});
    const auto outcome = act(ferry_plugin_v1.install, "fd");

    EXPECT_EQ(outcome.result, FERRY_RESULT_NEEDS_REBOOT);
    EXPECT_EQ(outcome.version, "10.3.0");
    EXPECT_EQ(host.commands.back().line(), "choco install fd -y --limit-output --no-progress");
    EXPECT_TRUE(host.commands.back().elevated);
}

TEST_F(ChocoPlugin, EndOfZeroWithoutThePackageIsAFailure) {
    host.answer(
        {"choco", "install"},
        {.out = "fd not installed. The package was not found with the source(s) listed.\n"});
    const auto outcome = act(ferry_plugin_v1.install, "fd");

    EXPECT_EQ(outcome.result, FERRY_RESULT_NOT_FOUND);
    EXPECT_THAT(outcome.message, HasSubstr("source(s) listed"));
}

TEST_F(ChocoPlugin, ExitCodesOfWindowsInstallersHaveTheirClass) {
    const std::vector<std::pair<int, ferry_result>> cases = {{1618, FERRY_RESULT_BUSY},
                                                             {1602, FERRY_RESULT_CANCELLED},
                                                             {350, FERRY_RESULT_NEEDS_REBOOT},
                                                             {-1, FERRY_RESULT_FAILED}};
    for (const auto& [code, result] : cases) {
        host.answer({"choco", "install"}, {.exit_code = code, .out = "words\n"});
        EXPECT_EQ(act(ferry_plugin_v1.install, "fd").result, result) << code;
    }
}

TEST_F(ChocoPlugin, AnotherTreeIsNeverChanged) {
    host.set_root("/srv/pc");
    EXPECT_EQ(act(ferry_plugin_v1.install, "fd").result, FERRY_RESULT_FAILED);
    EXPECT_THAT(host.commands, IsEmpty());
}

} // namespace
} // namespace ferry::testing
