// The brew plugin, entered through its exported table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plugin_test.hpp"

#include "tests/support/brew_machine.hpp"

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
using ::testing::UnorderedElementsAre;

class BrewPlugin : public PluginTest {
protected:
    BrewPlugin() { furnish_brew(host); }
    std::vector<SaidPackage> read() {
        EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);
        return host.packages;
    }
};

auto package(const std::string& id, const std::string& version, ferry_reason reason) {
    return AllOf(Field(&SaidPackage::id, id), Field(&SaidPackage::version, version),
                 Field(&SaidPackage::reason, reason));
}

TEST_F(BrewPlugin, ReceiptsOfBothGenerationsTellWhoAsked) {
    EXPECT_THAT(read(), UnorderedElementsAre(
                            package("formula:ripgrep", "14.1.1", FERRY_REASON_EXPLICIT),
                            package("formula:pcre2", "10.46", FERRY_REASON_DEPENDENCY),
                            package("cask:example-paint", "4.2,1187", FERRY_REASON_EXPLICIT)));
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(BrewPlugin, PinnedFormulaeAreHeldAndStay) {
    for (const auto& one : read())
        EXPECT_EQ(one.held, one.id == "formula:pcre2") << one.id;
    EXPECT_THAT(act(ferry_plugin_v1.upgrade, "formula:pcre2").message, HasSubstr("unpin"));
}

TEST_F(BrewPlugin, OfSeveralVersionsTheOneInUseCounts) {
    const auto old = kPrefix + "/Cellar/ripgrep/13.0.0/INSTALL_RECEIPT.json";
    host.files[old] = fixture("brew/formula-4.json");
    host.files[kPrefix + "/opt/ripgrep/INSTALL_RECEIPT.json"] = host.files[old];
    EXPECT_THAT(read(),
                ::testing::Contains(package("formula:ripgrep", "13.0.0", FERRY_REASON_DEPENDENCY)));
}

TEST_F(BrewPlugin, WithoutALinkTheNewestVersionCounts) {
    host.files[kPrefix + "/Cellar/ripgrep/9.9/INSTALL_RECEIPT.json"] =
        fixture("brew/formula-4.json");
    EXPECT_THAT(read(),
                ::testing::Contains(package("formula:ripgrep", "14.1.1", FERRY_REASON_EXPLICIT)));
}

TEST_F(BrewPlugin, RackWithoutAReceiptIsInstalledAllTheSame) {
    host.files.erase(kPcre);
    host.files[kPrefix + "/Cellar/pcre2/10.46/bin/x"] = "";
    EXPECT_THAT(read(),
                ::testing::Contains(package("formula:pcre2", "10.46", FERRY_REASON_EXPLICIT)));
}

TEST_F(BrewPlugin, CaskFromBeforeReceiptsHasTheVersionOfItsLatestFolder) {
    host.files.erase(kPaint + "INSTALL_RECEIPT.json");
    host.files[kPaint + "4.3,1200/20260101000000.000/Casks/example-paint.rb"] = "cask";
    EXPECT_THAT(read(), ::testing::Contains(
                            package("cask:example-paint", "4.3,1200", FERRY_REASON_EXPLICIT)));
}

TEST_F(BrewPlugin, ForeignTapIsPartOfTheName) {
    auto text = host.files[kRipgrep];
    host.files[kRipgrep] = text.replace(text.find("homebrew/core"), 13, "Burnt/sushi");
    EXPECT_THAT(read(),
                ::testing::Contains(Field(&SaidPackage::id, "formula:burnt/sushi/ripgrep")));
}

TEST_F(BrewPlugin, AllThreePrefixesAreRead) {
    const std::string linux_prefix = "/home/linuxbrew/.linuxbrew";
    host.files[linux_prefix + "/bin/brew"] = "";
    host.files[linux_prefix + "/Cellar/fd/10.2/INSTALL_RECEIPT.json"] =
        R"({"installed_on_request": true, "arch": "x86_64"})";
    EXPECT_THAT(read(), ::testing::Contains(Field(&SaidPackage::id, "formula:fd")));
}

TEST_F(BrewPlugin, BrokenReceiptIsNamedWithItsLineAndNothingIsListed) {
    host.files[kPcre] = "{\n\"time\": 1,\n oops";

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures, ElementsAre(Field(&SaidFailure::message,
                                                 AllOf(HasSubstr(kPcre), HasSubstr("line 3")))));
}

TEST_F(BrewPlugin, OffersCarryTheVersionWithItsRevision) {
    const ferry_str ids[] = {sdk::to_abi("formula:fd"), sdk::to_abi("formula:nosuch")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(AllOf(Field(&SaidOffer::id, "formula:fd"),
                                               Field(&SaidOffer::version, "10.3.0_1"))));
}

TEST_F(BrewPlugin, OneUnknownNameDoesNotKeepTheOthersFromTheirOffers) {
    host.answer({"info", "fd", "nosuch"},
                {.exit_code = 1, .err = "Error: No available formula with the name \"nosuch\".\n"});
    host.answer({"info", "--", "nosuch"},
                {.exit_code = 1, .err = "Error: No available formula with the name \"nosuch\".\n"});
    host.answer({"info", "--", "fd"}, {.out = fixture("brew/info.json")});
    host.answer({"info", "fd", "nosuch"},
                {.exit_code = 1, .err = "Error: No available formula with the name \"nosuch\".\n"});
    const ferry_str ids[] = {sdk::to_abi("formula:fd"), sdk::to_abi("formula:nosuch")};
    ASSERT_EQ(ferry_plugin_v1.look_up(host, ids, 2), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(Field(&SaidOffer::id, "formula:fd")));
}

TEST_F(BrewPlugin, OutdatedAreFormulaeAndCasks) {
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(Field(&SaidOffer::version, "14.2.0"),
                                         Field(&SaidOffer::version, "4.3,1200")));
}

TEST_F(BrewPlugin, InstallAsksNothingUpdatesNothingAndIsJudgedByTheCellar) {
    host.answer({"install"},
                {.out = "==> Fetching fd\n==> Pouring fd--10.3.0.bottle.tar.gz\n", .effect = [&] {
                     host.files[kPrefix + "/Cellar/fd/10.3.0/INSTALL_RECEIPT.json"] =
                         fixture("brew/formula-6.json");
                 }});
    const auto outcome = act(ferry_plugin_v1.install, "formula:fd");

    EXPECT_EQ(outcome.result, FERRY_RESULT_OK) << outcome;
    EXPECT_EQ(outcome.version, "10.3.0");
    EXPECT_EQ(host.commands.back().line(), "/opt/homebrew/bin/brew install --formula -- fd");
    EXPECT_EQ(host.commands.back().environment["HOMEBREW_NO_AUTO_UPDATE"], "1");
    EXPECT_FALSE(host.commands.back().elevated);
    EXPECT_EQ(host.steps.size(), 2u);
}

TEST_F(BrewPlugin, RootIsRefusedWithTheNextStep) {
    host.files.erase("/.dockerenv");
    const auto outcome = act(ferry_plugin_v1.install, "formula:fd");

    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("owns /opt/homebrew"));
    EXPECT_THAT(host.commands, IsEmpty());
}

TEST_F(BrewPlugin, FailuresHaveTheirClass) {
    const std::vector<std::pair<std::string, ferry_result>> cases = {
        {"Error: Refusing to load formula a/b/x from untrusted tap a/b\n",
         FERRY_RESULT_AGREEMENT_NEEDED},
        {"Error: A `brew install fd` process has already locked /opt/homebrew/Cellar/fd.\n",
         FERRY_RESULT_BUSY},
        {"Error: SHA-256 mismatch\n", FERRY_RESULT_HASH_MISMATCH},
        {"curl: (6) Could not resolve host\nError: fd: Failed to download resource \"fd\"\n",
         FERRY_RESULT_NETWORK},
        {"Error: No available formula with the name \"fd\".\n", FERRY_RESULT_NOT_FOUND},
        {"Error: fd has been disabled because it is gone\n", FERRY_RESULT_FAILED}};
    for (const auto& [words, result] : cases) {
        host.answer({"install"}, {.exit_code = 1, .err = words});
        EXPECT_EQ(act(ferry_plugin_v1.install, "formula:fd").result, result) << words;
    }
}

TEST_F(BrewPlugin, RemoveKeepsThePersonsData) {
    host.answer({"uninstall"}, {.effect = [&] {
                    std::erase_if(host.files,
                                  [](const auto& file) { return file.first.starts_with(kPaint); });
                }});
    EXPECT_EQ(act(ferry_plugin_v1.remove, "cask:example-paint").result, FERRY_RESULT_OK);
    EXPECT_THAT(host.commands.back().line(), EndsWith("uninstall --cask -- example-paint"));
}

} // namespace
} // namespace ferry::testing
