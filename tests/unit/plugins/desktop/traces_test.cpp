// The plugin through its table: what is a trace, and what is none.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kOwn = "/home/me/.local/share/applications/";
constexpr auto kLocal = "/usr/local/share/applications/";

std::string starter(const std::string& name, const std::string& more = {}) {
    return "[Desktop Entry]\nType=Application\nName=" + name + "\nExec=run\n" + more;
}

class DesktopTraces : public ::testing::Test {
protected:
    std::vector<SaidTrace> traces() {
        EXPECT_EQ(ferry_plugin_v1.traces(host), FERRY_OK);
        return host.traces;
    }
    FakeHost host;
};

TEST_F(DesktopTraces, AreDesktopFilesOfNoPackage) {
    host.files[kOwn + std::string("paint.desktop")] = starter("Paint");
    host.files[kLocal + std::string("kde/org.example.edit.desktop")] =
        starter("Edit", "X-AppImage-Version=1.2\n");
    host.files["/usr/share/applications/firefox.desktop"] = starter("Firefox");

    EXPECT_THAT(traces(),
                ElementsAre(SaidTrace{"desktop-file", "kde-org.example.edit", "Edit", "1.2", ""},
                            SaidTrace{"desktop-file", "paint", "Paint", "", ""}));
}

TEST_F(DesktopTraces, LeaveOutLinksHiddenOnesAndThoseOfFlatpak) {
    host.files[kOwn + std::string("link.desktop")] = "[Desktop Entry]\nType=Link\nName=Page\n";
    host.files[kOwn + std::string("flat.desktop")] = starter("Flat", "X-Flatpak=org.x.Flat\n");
    host.files[kOwn + std::string("gone.desktop")] = starter("Gone", "Hidden=true\n");
    host.files[kLocal + std::string("gone.desktop")] = starter("Gone");
    host.files[kOwn + std::string("note.txt")] = starter("Note");

    EXPECT_THAT(traces(), IsEmpty());
}

TEST_F(DesktopTraces, AreAppImagesThatNoStarterNames) {
    host.files["/home/me/Applications/Obsidian-1.5.3.AppImage"] = "ELF";
    host.files["/home/me/Applications/Krita-5.2.AppImage"] = "ELF";
    host.files[kOwn + std::string("org.kde.krita.desktop")] =
        "[Desktop Entry]\nType=Application\nName=Krita\n"
        "Exec=/home/me/Applications/Krita-5.2.AppImage %f\n";

    EXPECT_THAT(traces(), ElementsAre(SaidTrace{"desktop-file", "org.kde.krita", "Krita", "", ""},
                                      SaidTrace{"appimage", "Obsidian", "Obsidian", "1.5.3", ""}));
}

TEST_F(DesktopTraces, AreBundlesWithAPropertyListOfEitherForm) {
    host.files["/Applications/Paint.app/Contents/Info.plist"] =
        fixture("desktop/Info.binary.plist");
    host.files["/home/me/Applications/Tools/Editor.app/Contents/Info.plist"] =
        fixture("desktop/Info.xml.plist");

    EXPECT_THAT(traces(),
                ElementsAre(SaidTrace{"bundle", "org.example.editor", "Example Editor", "77", ""},
                            SaidTrace{"bundle", "org.example.paint", "Paint", "4.2", ""}));
}

TEST_F(DesktopTraces, GoOnBehindABrokenBundle) {
    host.files["/Applications/Bad.app/Contents/Info.plist"] = "bplist00 and nothing";
    host.files["/Applications/Paint.app/Contents/Info.plist"] =
        fixture("desktop/Info.binary.plist");

    EXPECT_EQ(traces().size(), 1u);
    EXPECT_THAT(host.logs, ElementsAre(HasSubstr("/Applications/Bad.app/Contents/Info.plist")));
}

TEST_F(DesktopTraces, SurviveAPropertyListCutAnywhere) {
    const auto whole = fixture("desktop/Info.binary.plist");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        host.files["/Applications/Paint.app/Contents/Info.plist"] = whole.substr(0, length);
        EXPECT_EQ(ferry_plugin_v1.traces(host), FERRY_OK) << length;
    }
}

TEST_F(DesktopTraces, ComeWithAnEmptyInventory) {
    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_EQ(ferry_plugin_v1.install, nullptr);
}

} // namespace
} // namespace ferry::testing
