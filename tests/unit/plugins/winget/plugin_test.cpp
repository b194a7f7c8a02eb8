// The winget plugin, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plugin_test.hpp"

#include "tests/support/winget_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kState =
    "/home/me/AppData/Local/Packages/Microsoft.DesktopAppInstaller_8wekyb3d8bbwe/LocalState/";

class WingetPlugin : public PluginTest {
protected:
    WingetPlugin() { furnish_winget(host); }
};

TEST_F(WingetPlugin, ListsWhatWingetKnowsWithScopeAndReason) {
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages,
                ElementsAre(AllOf(Field(&SaidPackage::id, "ExampleSoftware.Paint"),
                                  Field(&SaidPackage::version, "4.2"),
                                  Field(&SaidPackage::scope, FERRY_SCOPE_SYSTEM),
                                  Field(&SaidPackage::reason, FERRY_REASON_EXPLICIT)),
                            AllOf(Field(&SaidPackage::id, "jqlang.jq"),
                                  Field(&SaidPackage::scope, FERRY_SCOPE_USER)),
                            AllOf(Field(&SaidPackage::id, "Microsoft.VCRedist.2015+.x64"),
                                  Field(&SaidPackage::reason, FERRY_REASON_DEPENDENCY))));
    EXPECT_THAT(host.ran({"winget", "install"}), IsEmpty());
}

TEST_F(WingetPlugin, ProgramsThatNoPackageClaimsAreTraces) {
    ASSERT_EQ(ferry_plugin_v1.traces(host), FERRY_OK);

    EXPECT_THAT(host.traces,
                Contains(SaidTrace{"uninstall-key", "ARP\\Machine\\X86\\ExampleEditor_is1",
                                   "Example Editor version 1.9", "1.9", "Example Ltd."}));
    for (const auto& trace : host.traces) {
        EXPECT_NE(trace.name, "Paint 4.2 (x64)");
        EXPECT_NE(trace.name, "jq");
    }
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(WingetPlugin, ListThatCannotBeMadeIsAProblemAndNotAnEmptyList) {
    host.answer({"winget", "export"}, {.exit_code = static_cast<int>(0x8A150045)});

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_NETWORK);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("0x8A150045"));
}

TEST_F(WingetPlugin, BelowAnotherRootNothingIsRun) {
    host.set_root("/srv/pc");
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_EQ(host.packages.size(), 3u);
    EXPECT_EQ(act(ferry_plugin_v1.install, "sharkdp.fd").result, FERRY_RESULT_FAILED);
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(WingetPlugin, DamagedRecordsAreNamed) {
    host.files[kState + "Microsoft.Winget.Source_8wekyb3d8bbwe/installed.db"] = "no database";

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("installed.db"));
}

TEST_F(WingetPlugin, RecordedProductCodeGivesTheIdAndAPinHolds) {
    host.files[kWingetList] = winget_export({});
    host.files[kState + "Microsoft.Winget.Source_8wekyb3d8bbwe/installed.db"] =
        fixture("winget/installed.db");
    host.files[kState + "pinning.db"] = fixture("winget/pinning.db");
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.packages, ElementsAre(AllOf(Field(&SaidPackage::id, "ExampleSoftware.Paint"),
                                                 Field(&SaidPackage::version, "4.2.0"),
                                                 Field(&SaidPackage::held, true)),
                                           Field(&SaidPackage::id, "jqlang.jq")));
    EXPECT_THAT(act(ferry_plugin_v1.upgrade, "examplesoftware.paint").message,
                HasSubstr("winget pin"));
}

TEST_F(WingetPlugin, InstallAcceptsWhatIsAskedAndIsJudgedByTheList) {
    host.answer({"winget", "install"}, {.effect = [&] {
                    host.files[kWingetList] = winget_export({{"sharkdp.fd", "10.3.0"}});
                }});
    const auto outcome = act(ferry_plugin_v1.install, "sharkdp.fd");

    EXPECT_EQ(outcome.result, FERRY_RESULT_OK) << outcome;
    EXPECT_EQ(outcome.version, "10.3.0");
    EXPECT_EQ(host.ran({"winget", "install"}).at(0).line(),
              "winget install --id sharkdp.fd --exact --silent --source winget "
              "--accept-package-agreements --no-upgrade --accept-source-agreements "
              "--disable-interactivity");
}

TEST_F(WingetPlugin, RemovalUsesTheSpellingThatIsInstalled) {
    host.answer({"winget", "uninstall"}, {.exit_code = static_cast<int>(0x8A150101)});
    const auto outcome = act(ferry_plugin_v1.remove, "EXAMPLESOFTWARE.PAINT");

    EXPECT_EQ(outcome.result, FERRY_RESULT_BUSY);
    EXPECT_EQ(host.ran({"winget", "uninstall"}).at(0).line(),
              "winget uninstall --id ExampleSoftware.Paint --exact --silent "
              "--accept-source-agreements --disable-interactivity");
}

TEST_F(WingetPlugin, OffersAndUpdatesComeFromItsTables) {
    const ferry_str ids[] = {sdk::to_abi("sharkdp.fd"), sdk::to_abi("no.such")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);
    EXPECT_THAT(host.offers, ElementsAre(AllOf(Field(&SaidOffer::id, "sharkdp.fd"),
                                               Field(&SaidOffer::version, "10.3.0"))));
    host.offers.clear();
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);
    EXPECT_EQ(host.offers.size(), 3u);
    EXPECT_EQ(host.offers.at(0).version, "4.3.1");
}

TEST_F(WingetPlugin, NothingOnOfferIsNoError) {
    host.answer({"winget", "upgrade"}, {.exit_code = kNoApplicationsFound});
    EXPECT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);
    EXPECT_THAT(host.offers, IsEmpty());
}

} // namespace
} // namespace ferry::testing
