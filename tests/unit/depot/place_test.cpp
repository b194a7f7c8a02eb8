// AppImages and archives, put into a home folder.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/place.hpp"
#include "tests/support/depot_home.hpp"
#include "tests/support/failing_files.hpp"
#include "tests/support/raw_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

namespace fs = std::filesystem;
using ::ferry::testing::DepotHome;
using ::ferry::testing::FailingFiles;
using ::ferry::testing::offer_of;
using ::ferry::testing::tar_end;
using ::ferry::testing::tar_entry;
using ::ferry::testing::tar_header;
using ::testing::HasSubstr;

constexpr const char* kPlace = "data/depot/example-editor/1.2/";

std::string program(const std::string& path, const std::string& content) {
    auto entry = tar_entry(path, content);
    entry.replace(100, 7, "0000755");
    unsigned sum = 0; // of the header, its own field counted as spaces
    entry.replace(148, 8, "        ");
    for (std::size_t i = 0; i < ferry::testing::kTarBlock; ++i)
        sum += static_cast<unsigned char>(entry[i]);
    char number[16];
    std::snprintf(number, sizeof number, "%06o", sum);
    entry.replace(148, 7, std::string(number) + '\0');
    return entry;
}

Outcome unpack(DepotHome& home, const std::string& tar, const std::string& version = "1.2") {
    auto offer = offer_of("a.tar", "archive", "linux", tar);
    offer.version = version;
    return home.install(offer, tar);
}

fs::perms mode(const DepotHome& home, const std::string& name) {
    return fs::status(home.folder.path() / name).permissions();
}

TEST(DepotAppImage, IsPutWhereMenusAndPeopleFindIt) {
    DepotHome home;
    const std::string content = "#!/bin/sh\necho 1\n";
    const auto outcome =
        home.install(offer_of("E-1.2.AppImage", "appimage", "linux", content), content);

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(home.text("Applications/example-editor.AppImage"), content);
    EXPECT_EQ(mode(home, "Applications/example-editor.AppImage"), fs::perms(0755));
    EXPECT_THAT(home.text(".local/share/applications/ferry-example-editor.desktop"),
                HasSubstr("Exec=\"" + home.folder.utf8("Applications/example-editor.AppImage") +
                          "\" %U\n"));
}

TEST(DepotAppImage, OfANewerVersionTakesTheOldersPlace) {
    DepotHome home;
    home.install(offer_of("E.AppImage", "appimage", "linux", "one"), "one");
    home.install(offer_of("E.AppImage", "appimage", "linux", "two"), "two");

    EXPECT_EQ(home.text("Applications/example-editor.AppImage"), "two");
    EXPECT_EQ(mode(home, "Applications/example-editor.AppImage"), fs::perms(0755));
}

TEST(DepotAppImage, IsQuotedInItsDesktopEntry) {
    EXPECT_THAT(desktop_entry("x", "/h/a \"b\" $c 100%\\d"),
                HasSubstr(R"(Exec="/h/a \\"b\\" \\$c 100%%\\\\d" %U)"));
}

TEST(DepotArchive, IsPutInAFolderOfItsOwnWithItsProgramsOnThePath) {
    DepotHome home;
    const auto outcome = unpack(home, tar_entry("editor-1.2/", "", '5') +
                                          program("editor-1.2/bin/edit", "#!/bin/sh\n") +
                                          tar_entry("editor-1.2/share/words", "a") + tar_end());

    ASSERT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(home.text(std::string(kPlace) + "share/words"), "a");
    EXPECT_EQ(home.text(".local/bin/edit"), "#!/bin/sh\n");
    EXPECT_EQ(mode(home, ".local/bin/edit"), fs::perms(0755));
    EXPECT_EQ(mode(home, std::string(kPlace) + "share/words"), fs::perms(0644));
    EXPECT_FALSE(home.has("data/depot/example-editor/1.2.new"));
}

TEST(DepotArchive, OfANewerVersionMovesTheLinksAndLeavesTheOlder) {
    DepotHome home;
    unpack(home, program("e/bin/edit", "one") + tar_end());
    const auto outcome = unpack(home, program("e/bin/edit", "two") + tar_end(), "1.3");

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(home.text(".local/bin/edit"), "two");
    EXPECT_EQ(home.text(std::string(kPlace) + "bin/edit"), "one");
}

TEST(DepotArchive, InstalledAgainIsWholeAgain) {
    DepotHome home;
    unpack(home, program("e/bin/edit", "one") + tar_entry("e/gone", "x") + tar_end());
    unpack(home, program("e/bin/edit", "two") + tar_end());

    EXPECT_EQ(home.text(".local/bin/edit"), "two");
    EXPECT_FALSE(home.has(std::string(kPlace) + "gone"));
}

TEST(DepotArchive, LeavesAProgramOfThatNameThatIsNotItsOwn) {
    DepotHome home;
    fs::create_directories(home.folder.path() / ".local/bin");
    std::ofstream(home.folder.path() / ".local/bin/edit") << "mine";

    const auto outcome = unpack(home, program("e/bin/edit", "theirs") + tar_end());

    EXPECT_EQ(home.text(".local/bin/edit"), "mine");
    EXPECT_EQ(outcome.result, ResultClass::Ok);
    EXPECT_THAT(outcome.message, HasSubstr("other files called edit, which stay"));
}

TEST(DepotArchive, KeepsLinksThatStayInside) {
    DepotHome home;
    const auto outcome =
        unpack(home, program("e/lib/real", "x") + tar_header("e/bin/edit", '2', 0, "../lib/real") +
                         tar_end());

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(home.text(".local/bin/edit"), "x");
}

TEST(DepotArchive, ThatIsHostileLeavesNothing) {
    const std::vector<std::string> hostile = {
        tar_entry("../outside", "x"),
        tar_entry("/tmp/outside", "x"),
        tar_entry("e/../../outside", "x"),
        tar_header("e/link", '2', 0, "/etc/passwd"),
        tar_header("e/link", '2', 0, "../../outside"),
        tar_header("e/link", '2', 0, "../outside"), // inside only as long as e/ is there
        tar_entry("e/ok", "x") + tar_header("link", '2', 0, "e/../../outside"),
        tar_header("e/a/", '5', 0) + tar_header("e/link", '2', 0, "a") +
            tar_entry("e/link/below", "x"),
        tar_header("e/hard", '1', 0, "/etc/passwd"),
        tar_header("e/device", '3', 0),
        tar_header("e/fifo", '6', 0),
        tar_entry("e/a", "x") + tar_entry("e/A", "y"),
        tar_entry("e/a", "x") + tar_entry("e/a", "y"),
        tar_entry("e/a\nb", "x"),
        tar_entry("e/NUL.txt", "x"),
        tar_entry("e/good", "x") + tar_entry("e/a", "x") + tar_entry("e/a/b", "x")};
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        DepotHome home;
        const auto outcome = unpack(home, tar_entry("e/first", "x") + hostile[i] + tar_end());

        EXPECT_EQ(outcome.result == ResultClass::Ok, false) << i;
        EXPECT_FALSE(outcome.message.empty()) << i;
        EXPECT_FALSE(home.has("data/depot/example-editor/1.2")) << i;
        EXPECT_FALSE(home.has("data/depot/example-editor/1.2.new")) << i;
        EXPECT_FALSE(home.has("data/depot/outside")) << i;
        EXPECT_FALSE(home.has("outside")) << i;
    }
}

TEST(DepotArchive, ThatIsDamagedLeavesTheOlderOne) {
    DepotHome home;
    unpack(home, program("e/bin/edit", "one") + tar_end());

    for (const auto& bytes : {std::string(), std::string("no archive at all"),
                              program("e/bin/edit", std::string(5000, 'x')).substr(0, 2000)}) {
        EXPECT_EQ(unpack(home, bytes).result, ResultClass::Failed);
        EXPECT_EQ(home.text(".local/bin/edit"), "one");
    }
}

TEST(DepotArchive, OnAFullDiskLeavesTheOlderOne) {
    DepotHome home;
    unpack(home, program("e/bin/edit", "one") + tar_end());
    const auto tar = program("e/bin/edit", "two") + tar_entry("e/more", "x") + tar_end();
    const auto offer = offer_of("a.tar", "archive", "linux", tar);
    for (int at = 1; at < 20; ++at) {
        FailingFiles failing(at, FailingFiles::Fault::Once);
        const Parts parts{failing, home.runner, home.elevation, home.paths, "linux"};
        if (place_archive(offer, tar, parts)) {
            EXPECT_FALSE(failing.reached());
            break;
        }
        EXPECT_THAT(home.text(std::string(kPlace) + "bin/edit"), ::testing::AnyOf("one", "two"));
        EXPECT_FALSE(home.has("data/depot/example-editor/1.2.new"));
    }
    EXPECT_EQ(home.text(".local/bin/edit"), "two");
}

} // namespace
} // namespace ferry::depot
