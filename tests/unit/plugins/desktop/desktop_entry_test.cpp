// Desktop files and AppImage names, read without a host.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/app_images.hpp"
#include "plugins/desktop/desktop_entry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::desktop {
namespace {

TEST(DesktopEntry, TakesTheKeysOfItsOwnGroupOnly) {
    const auto entry = parse_desktop_entry("# Name=no\n"
                                           "[Desktop Entry]\n"
                                           "Type = Application\r\n"
                                           "Name=Paint\\sPro\n"
                                           "Name[de]=Malen\n"
                                           "Exec=/opt/paint/paint %F\n"
                                           "[Desktop Action new]\n"
                                           "Name=New window\n");

    EXPECT_EQ(entry.type, "Application");
    EXPECT_EQ(entry.name, "Paint Pro");
    EXPECT_EQ(entry.exec, "/opt/paint/paint %F");
    EXPECT_FALSE(entry.hidden);
    EXPECT_FALSE(entry.of_others);
}

TEST(DesktopEntry, KnowsWhatIsHiddenAndWhatOthersAnswerFor) {
    EXPECT_TRUE(parse_desktop_entry("[Desktop Entry]\nNoDisplay=true\n").hidden);
    EXPECT_TRUE(parse_desktop_entry("[Desktop Entry]\nHidden=true").hidden);
    EXPECT_FALSE(parse_desktop_entry("[Desktop Entry]\nHidden=false\n").hidden);
    EXPECT_TRUE(parse_desktop_entry("[Desktop Entry]\nX-Flatpak=org.x.Y\n").of_others);
    EXPECT_TRUE(parse_desktop_entry("[Desktop Entry]\nX-SnapInstanceName=y\n").of_others);
}

TEST(DesktopEntry, PassesOverWhatIsNoLineOfIt) {
    const auto entry = parse_desktop_entry("Name=before\n[Desktop Entry]\nword\n=x\nName=\\");

    EXPECT_EQ(entry.name, "\\");
}

TEST(AppImageName, PartsNameVersionAndArchitecture) {
    const auto said = [](std::string_view file) {
        const auto image = parse_app_image_name(file);
        return image.name + "|" + image.version;
    };

    EXPECT_EQ(said("Obsidian-1.5.3.AppImage"), "Obsidian|1.5.3");
    EXPECT_EQ(said("Obsidian-1.5.3-x86_64.AppImage"), "Obsidian|1.5.3");
    EXPECT_EQ(said("nvim-linux-x86_64.appimage"), "nvim|");
    EXPECT_EQ(said("digiKam-8.2.0-Qt6-x86-64.appimage"), "digiKam|8.2.0");
    EXPECT_EQ(said("Beyond-All-Reason_v1.2.AppImage"), "Beyond-All-Reason|1.2");
    EXPECT_EQ(said("7zip.AppImage"), "7zip|");
    EXPECT_EQ(said("x86_64.AppImage"), "|");
    EXPECT_EQ(said("-.AppImage"), "|");
}

} // namespace
} // namespace ferry::desktop
