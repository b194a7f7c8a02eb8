// Native ids: what each installer's grammar lets through, and what it must stop.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/grammar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace ferry::identity {
namespace {

using ::testing::HasSubstr;

bool fits(const std::string& installer, std::string_view id) {
    return check_native_id({installer}, id).ok();
}

TEST(NativeIdGrammar, AcceptsWhatTheInstallersReallyUse) {
    const std::pair<const char*, const char*> real[] = {
        {"apt", "g++"},
        {"apt", "libstdc++6"},
        {"apt", "7zip"},
        {"brew", "cask:visual-studio-code"},
        {"brew", "formula:python@3.14"},
        {"brew", "cask:xournal++"},
        {"brew", "formula:hashicorp/tap/terraform"},
        {"choco", "Firefox"},
        {"choco", "paint.net"},
        {"choco", "7zip.install"},
        {"choco", "mpc-hc-clsid2"},
        {"dnf", "ImageMagick"},
        {"dnf", "gcc-c++"},
        {"dnf", "kubernetes1.36-client"},
        {"flatpak", "org.mozilla.firefox"},
        {"flatpak", "org.torproject.torbrowser-launcher"},
        {"winget", "Notepad++.Notepad++"},
        {"winget", "7zip.7zip"},
        {"winget", "Python.Python.3.14"},
        {"winget", "9NKSQGP7F2NH"},
        {"winget", "XP99BTMRQ4GGKS"},
    };

    for (const auto& [installer, id] : real)
        EXPECT_TRUE(fits(installer, id)) << installer << " " << id;
}

TEST(NativeIdGrammar, StopsOptionsShellWordsAndPathsForEveryInstaller) {
    const std::string hostile[] = {"",
                                   "--purge",
                                   "-y",
                                   "/etc/passwd",
                                   "../x",
                                   "a b",
                                   "a;b",
                                   "a|b",
                                   "a$(b)",
                                   "a`b`",
                                   "a\nb",
                                   std::string("a\0b", 3),
                                   "a\"b",
                                   "a'b",
                                   "a&b",
                                   "a*",
                                   "a?",
                                   "http://x/y.deb",
                                   "./x.deb",
                                   "foo=1.0",
                                   "foo/bar",
                                   "foo^",
                                   "foo:amd64-",
                                   "~nx",
                                   "?exact(x)",
                                   "\xff",
                                   "\xc3\xa9.x.y",
                                   std::string(10000, 'a'),
                                   "@group",
                                   "x.rb/y"};

    for (const char* const installer : {"apt", "brew", "choco", "dnf", "flatpak", "winget"}) {
        for (const auto& id : hostile)
            EXPECT_FALSE(fits(installer, id)) << installer << " " << id.substr(0, 40);
    }
    for (const auto& id : {"cask:--force", "formula:./x", "cask:", "formula:x.rb", "git",
                           "cask:https://x", "cask:a/b", "cask:a/b/c/d"})
        EXPECT_FALSE(fits("brew", id)) << id;
}

TEST(NativeIdGrammar, KnowsTheSmallPrintOfEachInstaller) {
    EXPECT_FALSE(fits("apt", "x"));
    EXPECT_FALSE(fits("apt", "Git"));
    EXPECT_FALSE(fits("choco", "all"));
    EXPECT_FALSE(fits("choco", "packages.config"));
    EXPECT_FALSE(fits("choco", "a..b"));
    EXPECT_FALSE(fits("choco", "a-"));
    EXPECT_FALSE(fits("dnf", "foo~1"));
    EXPECT_FALSE(fits("flatpak", "org.firefox"));
    EXPECT_FALSE(fits("flatpak", "org.7zip.app"));
    EXPECT_FALSE(fits("flatpak", "org.my-org.app"));
    EXPECT_FALSE(fits("winget", "Git"));
    EXPECT_FALSE(fits("winget", "ARP\\Machine\\X64\\Git"));
    EXPECT_FALSE(fits("winget", "a.b.c.d.e.f.g.h.i"));
}

TEST(NativeIdGrammar, HoldsIdsOfStrangersInstallersToACarefulGrammar) {
    EXPECT_TRUE(fits("pacman", "gtk3"));
    EXPECT_TRUE(fits("scoop", "extras/vlc"));
    EXPECT_FALSE(fits("pacman", "-Syu"));
    EXPECT_FALSE(fits("pacman", "a b"));
    EXPECT_FALSE(fits("pacman", "a/../b"));
}

TEST(NativeIdGrammar, KeepsArchitecturesOutOfTheCatalog) {
    EXPECT_FALSE(fits("apt", "libc6:i386"));
}

TEST(NativeIdGrammar, NamesTheIdAndTheRule) {
    const auto refused = check_native_id({"winget"}, "Fire\x1b[2Jfox");

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("\"Fire?[2Jfox\" is no winget id"));
    EXPECT_THAT(refused.error().message, HasSubstr("Publisher.Name"));
}

TEST(ComparableId, IgnoresCaseWhereTheInstallerDoes) {
    EXPECT_EQ(comparable_id({"winget"}, "mozilla.FIREFOX"),
              comparable_id({"winget"}, "Mozilla.Firefox"));
    EXPECT_EQ(comparable_id({"choco"}, "FIREFOX"), comparable_id({"choco"}, "Firefox"));
    EXPECT_NE(comparable_id({"flatpak"}, "org.a.B"), comparable_id({"flatpak"}, "org.a.b"));
    EXPECT_NE(comparable_id({"dnf"}, "R"), comparable_id({"dnf"}, "r"));
}

TEST(ComparableId, LeavesOutTheArchitectureOfApt) {
    EXPECT_EQ(comparable_id({"apt"}, "libfoo:arm64"), "libfoo");
    EXPECT_EQ(comparable_id({"brew"}, "cask:firefox"), "cask:firefox");
}

} // namespace
} // namespace ferry::identity
