// Capture from real folders.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/capture.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <system_error>

namespace ferry::settings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

identity::SettingsRule rule_of(const std::string& name, const std::string& linux_path) {
    identity::SettingsRule rule;
    rule.name = name;
    rule.paths["linux"] = linux_path;
    return rule;
}

/// A home folder of Linux. Its places are the same on every system that runs the test.
class SettingsCapture : public ::testing::Test {
protected:
    void write(const std::string& path, const std::string& content) {
        const auto file = folder_.path() / from_utf8(path);
        ASSERT_TRUE(files_.create_folders(file.parent_path()).ok());
        ASSERT_TRUE(files_.replace(file, content).ok());
    }

    /// False where this system or account makes no links.
    bool link(const std::string& target, const std::string& at, bool to_folder) {
        std::error_code error;
        const auto path = folder_.path() / at;
        if (to_folder)
            std::filesystem::create_directory_symlink(folder_.path() / target, path, error);
        else
            std::filesystem::create_symlink(folder_.path() / target, path, error);
        return !error;
    }

    Result<Capture> captured(const std::vector<identity::SettingsRule>& rules) const {
        return capture(rules, customary_places("linux", folder_.path()), files_, options_);
    }

    testing::TemporaryFolder folder_;
    RealFiles files_;
    CaptureOptions options_;
};

TEST_F(SettingsCapture, TakesWhatIsIncludedMinusNever) {
    write(".config/bat/config", "--theme=x");
    write(".config/bat/themes/deep/a.tmTheme", "a");
    write(".config/bat/themes/cache/b", "b");
    write(".config/bat/other", "c");
    auto rule = rule_of("settings", "{config}/bat");
    rule.include = {"config", "themes/*"};
    rule.never = {"cache"};

    const auto taken = captured({rule});

    ASSERT_TRUE(taken.ok()) << taken.error().message;
    EXPECT_THAT(taken->files, ElementsAre(SettingsFile{"settings", "config", "--theme=x"},
                                          SettingsFile{"settings", "themes/deep/a.tmTheme", "a"}));
    EXPECT_THAT(taken->flagged, IsEmpty());
}

TEST_F(SettingsCapture, TakesARuleThatIsAFileByItsName) {
    write(".gitconfig", "[user]\n");

    EXPECT_THAT(captured({rule_of("settings", "{home}/.gitconfig")})->files,
                ElementsAre(SettingsFile{"settings", ".gitconfig", "[user]\n"}));
}

TEST_F(SettingsCapture, SortsByRuleAndPath) {
    write("one/b", "1");
    write("one/a/z", "2");
    write("two/x", "3");

    const auto taken = captured({rule_of("b", "{home}/one"), rule_of("a", "{home}/two")});

    EXPECT_THAT(taken->files,
                ElementsAre(SettingsFile{"a", "x", "3"}, SettingsFile{"b", "a/z", "2"},
                            SettingsFile{"b", "b", "1"}));
}

TEST_F(SettingsCapture, NamesRulesThatHaveNothingHere) {
    auto foreign = rule_of("foreign", "{roaming}/x");
    auto windows = rule_of("windows", "");
    windows.paths = {{"windows", "{roaming}/x"}};

    const auto taken = captured({rule_of("none", "{home}/none"), windows, foreign});

    ASSERT_TRUE(taken.ok());
    EXPECT_THAT(taken->files, IsEmpty());
    EXPECT_THAT(taken->absent, ElementsAre("foreign", "none", "windows"));
}

TEST_F(SettingsCapture, LeavesSecretsOutAndSaysWhere) {
    write("x/good", "a=b");
    write("x/login", "user=mia\npassword=hunter2\n");
    write("x/id_ed25519", "key");

    const auto taken = captured({rule_of("r", "{home}/x")});

    EXPECT_THAT(taken->files, ElementsAre(SettingsFile{"r", "good", "a=b"}));
    EXPECT_THAT(taken->flagged,
                ElementsAre(Flagged{"r", "id_ed25519", 0, "a file of this name holds secrets"},
                            Flagged{"r", "login", 2, "a value for \"password\""}));
}

TEST_F(SettingsCapture, TakesSecretsWhenAsked) {
    write("x/login", "password=hunter2\n");
    write("x/id_ed25519", "key");
    options_.with_secrets = true;

    const auto taken = captured({rule_of("r", "{home}/x")});

    EXPECT_EQ(taken->files.size(), 2u);
    EXPECT_THAT(taken->flagged, IsEmpty());
}

TEST_F(SettingsCapture, FollowsNoLink) {
    write("elsewhere/file", "x");
    write("x/own", "y");
    if (!link("elsewhere", "x/folder", true) || !link("elsewhere/file", "x/file", false))
        GTEST_SKIP() << "no links here";

    const auto taken = captured({rule_of("r", "{home}/x")});

    EXPECT_THAT(taken->files, ElementsAre(SettingsFile{"r", "own", "y"}));
    EXPECT_THAT(taken->links, ElementsAre("r/file", "r/folder"));
}

TEST_F(SettingsCapture, FollowsNoLinkOnTheWayToARule) {
    write("elsewhere/sub/file", "x");
    if (!link("elsewhere", "x", true)) GTEST_SKIP() << "no links here";

    const auto taken = captured({rule_of("a", "{home}/x"), rule_of("b", "{home}/x/sub")});

    EXPECT_THAT(taken->files, IsEmpty());
    EXPECT_THAT(taken->links, ElementsAre("a/x", "b/sub"));
    EXPECT_THAT(taken->absent, IsEmpty());
}

TEST_F(SettingsCapture, SaysNothingOfLinksThatNoRuleWants) {
    write("x/own", "y");
    if (!link("x/own", "x/other", false)) GTEST_SKIP() << "no links here";
    auto rule = rule_of("r", "{home}/x");
    rule.include = {"own"};

    EXPECT_THAT(captured({rule})->links, IsEmpty());
}

TEST_F(SettingsCapture, RefusesMoreThanTheLimitAndNamesTheBiggestFile) {
    write("x/small", "12345");
    write("x/huge", std::string(100, 'x'));
    options_.max_bytes = 104;

    const auto refused = captured({rule_of("r", "{home}/x")});
    options_.max_bytes = 105;

    EXPECT_EQ(refused.error().code, Code::BadData);
    EXPECT_THAT(refused.error().message, HasSubstr("huge with 100"));
    EXPECT_EQ(captured({rule_of("r", "{home}/x")})->files.size(), 2u);
}

TEST_F(SettingsCapture, DoesNotCountWhatItLeavesOutByName) {
    write("x/vault.kdbx", std::string(100, 'x'));
    write("x/cache/huge", std::string(100, 'x'));
    write("x/small", "12345");
    options_.max_bytes = 10;
    auto rule = rule_of("r", "{home}/x");
    rule.never = {"cache/*"};

    EXPECT_EQ(captured({rule})->files.size(), 1u);
}

TEST_F(SettingsCapture, RefusesMoreFilesThanTheLimit) {
    for (const auto* name : {"x/a", "x/b", "x/c"})
        write(name, "");
    options_.max_files = 2;

    EXPECT_EQ(captured({rule_of("r", "{home}/x")}).error().code, Code::BadData);
    options_.max_files = 3;
    EXPECT_EQ(captured({rule_of("r", "{home}/x")})->files.size(), 3u);
}

TEST_F(SettingsCapture, PrefersTheFlatpakWhenTold) {
    write("plain/a", "plain");
    write("flatpak/a", "flatpak");
    auto rule = rule_of("r", "{home}/plain");
    rule.paths["flatpak"] = "{home}/flatpak";

    EXPECT_EQ(captured({rule})->files.at(0).content, "plain");
    options_.prefer_flatpak = true;
    EXPECT_EQ(captured({rule})->files.at(0).content, "flatpak");
    rule.paths.erase("flatpak");
    EXPECT_EQ(captured({rule})->files.at(0).content, "plain");
}

TEST_F(SettingsCapture, RefusesARuleThatLeavesItsPlace) {
    write("x", "y");

    EXPECT_EQ(captured({rule_of("r", "{home}/a/../x")}).error().code, Code::BadData);
    EXPECT_EQ(captured({rule_of("r", folder_.utf8("x"))}).error().code, Code::BadData);
}

TEST(SettingsFolder, IsThatOfTheSystem) {
    const auto places = customary_places("macos", "/Users/mia");
    auto rule = rule_of("r", "{config}/x");

    EXPECT_FALSE(folder_of(rule, places, false));
    rule.paths["flatpak"] = "{home}/.var/x";
    EXPECT_FALSE(folder_of(rule, places, true));
    rule.paths["macos"] = "{app_support}/x";
    EXPECT_EQ(folder_of(rule, places, true),
              std::filesystem::path("/Users/mia") / "Library" / "Application Support" / "x");
}

} // namespace
} // namespace ferry::settings
