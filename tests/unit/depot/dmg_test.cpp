// Disk images without macOS: hdiutil and ditto are played, what they leave is looked at.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/place.hpp"
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;
using ::ferry::testing::DepotHome;
using ::ferry::testing::offer_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A mounted image with `things` in it, and an /Applications.
struct Mac : DepotHome {
    explicit Mac(const std::vector<std::string>& things) : DepotHome("macos") {
        for (const auto& thing : things)
            fs::create_directories(mount / thing);
        fs::create_directories(folder.path() / "apps");
        runner.answers["hdiutil"].out =
            "<dict><key>mount-point</key>\n<string>" + mount.string() + "</string></dict>";
        runner.answers["ditto"] = {};
        runner.answers["installer"] = {};
        runner.answers["sudo"] = {};
        runner.on_run = [](const Command& command) {
            if (command.argv[0] != "ditto") return;
            fs::create_directories(command.argv[2]);
            std::ofstream(fs::path(command.argv[2]) / "program") << "new";
        };
    }
    Outcome install() {
        return DepotHome::install(offer_of("Example.dmg", "dmg", "macos"), "content");
    }
    fs::path mount = folder.path() / "Volumes/Example";
};

TEST(DepotDiskImage, CopiesItsOneProgramAndUnmounts) {
    Mac mac({"Example.app", ".background"});
    const auto outcome = mac.install();
    const auto at = mac.folder.path().string();

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(mac.text("apps/Example.app/program"), "new");
    EXPECT_THAT(
        mac.runner.commands,
        ElementsAre(
            "hdiutil attach -nobrowse -noautoopen -readonly -plist " + at + "/cache/Example.dmg",
            "ditto " + at + "/Volumes/Example/Example.app " + at + "/apps/.Example.app.ferry-new",
            "hdiutil detach " + at + "/Volumes/Example"));
}

TEST(DepotDiskImage, TakesTheOlderProgramsPlaceWhole) {
    Mac mac({"Example.app"});
    fs::create_directories(mac.folder.path() / "apps/Example.app");
    std::ofstream(mac.folder.path() / "apps/Example.app/gone") << "old";

    EXPECT_EQ(mac.install().result, ResultClass::Ok);
    EXPECT_FALSE(mac.has("apps/Example.app/gone"));
    EXPECT_FALSE(mac.has("apps/.Example.app.ferry-old"));
}

TEST(DepotDiskImage, KeepsTheOlderProgramAndUnmountsWhereTheCopyFails) {
    Mac mac({"Example.app"});
    fs::create_directories(mac.folder.path() / "apps/Example.app");
    mac.runner.answers["ditto"] = {1, false, "", "ditto: no space left on device"};

    const auto outcome = mac.install();

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_EQ(outcome.message, "ditto: no space left on device");
    EXPECT_TRUE(mac.has("apps/Example.app"));
    EXPECT_FALSE(mac.has("apps/.Example.app.ferry-new"));
    EXPECT_THAT(mac.runner.commands.back(), HasSubstr("hdiutil detach"));
}

TEST(DepotDiskImage, InstallsItsOnePackage) {
    Mac mac({"Example.pkg"});

    EXPECT_EQ(mac.install().result, ResultClass::Ok);
    EXPECT_THAT(mac.runner.commands[mac.runner.commands.size() - 2],
                HasSubstr("installer -pkg " + (mac.mount / "Example.pkg").string() + " -target /"));
}

TEST(DepotDiskImage, IsForThePersonWhereItHasSeveralProgramsOrNone) {
    Mac two({"A.app", "B.app"}), none({"Documents"});

    EXPECT_THAT(two.install().message, HasSubstr("2 programs and 0 packages"));
    EXPECT_THAT(none.install().message, HasSubstr("open it by hand"));
    EXPECT_THAT(two.runner.commands.back(), HasSubstr("hdiutil detach"));
}

TEST(DepotDiskImage, IsReadFromThePropertyListOfHdiutil) {
    EXPECT_THAT(mount_points("<key>mount-point</key><string>/Volumes/A &amp; B</string>"
                             "<key>dev-entry</key><string>/dev/disk4</string>"
                             "<key>mount-point</key>\n\t<string>/Volumes/C</string>"),
                ElementsAre("/Volumes/A & B", "/Volumes/C"));
    EXPECT_THAT(mount_points("<key>mount-point</key>"), IsEmpty());
}

} // namespace
} // namespace ferry::depot
