// Where files of a bundle go, and which bundles go nowhere.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/placement.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <system_error>

namespace ferry::settings {
namespace {

using identity::SettingsRule;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const SettingsRule kEditor{"user",
                           "json",
                           {{"windows", "{roaming}/Code/User"}, {"linux", "{config}/Code/User"}},
                           {"settings.json", "snippets/*"},
                           {"*.key"}};
const SettingsRule kVim{
    "configuration", "script", {{"windows", "{home}/_vimrc"}, {"linux", "{home}/.vimrc"}}, {}, {}};

class Placing : public ::testing::Test {
protected:
    Result<Placement> place_on(const std::string& system, const std::vector<SettingsFile>& files) {
        return place(files, {kEditor, kVim}, customary_places(system, home_.path()), disk_, false);
    }
    std::string refusal(const SettingsFile& file) {
        const auto placed = place_on("linux", {file});
        return placed ? "placed" : placed.error().message;
    }
    testing::TemporaryFolder home_;
    RealFiles disk_;
};

TEST_F(Placing, PutsEachFileWhereTheSystemKeepsIt) {
    const std::vector<SettingsFile> files{{"user", "settings.json", "{}"},
                                          {"user", "snippets/c.json", "{}"}};

    const auto windows = place_on("windows", files);
    const auto linux_ = place_on("linux", files);

    ASSERT_TRUE(windows && linux_);
    EXPECT_EQ(windows->files[0].target, home_.path() / "AppData/Roaming/Code/User/settings.json");
    EXPECT_EQ(linux_->files[1].target, home_.path() / ".config/Code/User/snippets/c.json");
}

TEST_F(Placing, GivesAFileTheNameThatThisSystemHasForIt) {
    const auto placed = place_on("linux", {{"configuration", "_vimrc", "set ruler"}});

    ASSERT_TRUE(placed) << placed.error().message;
    EXPECT_EQ(placed->files[0].target, home_.path() / ".vimrc");
}

TEST_F(Placing, NamesRulesThatThisSystemHasNoPlaceFor) {
    const auto placed = place_on("macos", {{"user", "settings.json", "{}"}});

    ASSERT_TRUE(placed) << placed.error().message;
    EXPECT_TRUE(placed->files.empty());
    EXPECT_THAT(placed->nowhere, ElementsAre("user"));
}

TEST_F(Placing, RefusesWhatTheCatalogDoesNotName) {
    EXPECT_THAT(refusal({"startup", "evil.desktop", ""}), HasSubstr("does not name"));
    EXPECT_THAT(refusal({"user", "extensions.json", ""}), HasSubstr("lets travel"));
    EXPECT_THAT(refusal({"user", "snippets/a.key", ""}), HasSubstr("lets travel"));
    EXPECT_THAT(refusal({"user", "snippets/../../x", ""}), HasSubstr("nothing was written"));
    EXPECT_THAT(refusal({"configuration", "/etc/passwd", ""}), HasSubstr("nothing was written"));
}

TEST_F(Placing, OneWrongFileRefusesAll) {
    EXPECT_FALSE(place_on("linux", {{"user", "settings.json", ""}, {"user", "other", ""}}));
}

TEST_F(Placing, DoesNotWriteThroughALink) {
    std::error_code failed;
    std::filesystem::create_directories(home_.path() / "elsewhere");
    std::filesystem::create_directories(home_.path() / ".config");
    std::filesystem::create_directory_symlink(home_.path() / "elsewhere",
                                              home_.path() / ".config/Code", failed);
    if (failed) GTEST_SKIP() << "no links here";

    EXPECT_THAT(refusal({"user", "settings.json", ""}), HasSubstr("link"));
}

TEST_F(Placing, ComparesWithWhatIsThere) {
    ASSERT_TRUE(disk_.replace(home_.path() / ".vimrc", "set ruler"));
    const auto placed = place_on(
        "linux", {{"configuration", ".vimrc", "set number"}, {"user", "settings.json", "{}"}});
    ASSERT_TRUE(placed);

    const auto compared = compare(*placed, disk_);

    ASSERT_TRUE(compared);
    EXPECT_EQ((*compared)[0].difference, Difference::Changed);
    EXPECT_EQ((*compared)[0].here, "set ruler");
    EXPECT_EQ((*compared)[1].difference, Difference::New);
}

} // namespace
} // namespace ferry::settings
