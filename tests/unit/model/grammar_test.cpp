// What may reach a command line, installer by installer.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/grammar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::testing {

namespace {

bool fits(const std::string& installer, std::string_view id) {
    return valid_native_id({installer}, id);
}

const std::vector<std::string> kInstallers = {"apt",     "brew",   "choco", "dnf",
                                              "flatpak", "winget", "other"};

} // namespace

TEST(NativeIds, OfRealPackagesFit) {
    for (const auto* id :
         {"g++", "libc6:i386", "libstdc++6", "0ad", "python3.11", "libgmp10:amd64"})
        EXPECT_TRUE(fits("apt", id)) << id;
    for (const auto* id : {"formula:git", "cask:firefox", "formula:python@3.14", "formula:a/b/c++",
                           "formula:gtk+3", "cask:xournal++"})
        EXPECT_TRUE(fits("brew", id)) << id;
    for (const auto* id : {"7zip.install", "GoogleChrome", "chocolatey-core.extension", "7_zip"})
        EXPECT_TRUE(fits("choco", id)) << id;
    for (const auto* id : {"firefox", "gcc-c++", "python3.14", "NetworkManager", "_x"})
        EXPECT_TRUE(fits("dnf", id)) << id;
    for (const auto* id : {"org.mozilla.firefox", "com.visualstudio.code-oss", "io.github._x.Y"})
        EXPECT_TRUE(fits("flatpak", id)) << id;
    for (const auto* id : {"Mozilla.Firefox", "Notepad++.Notepad++", "7zip.7zip", "9NKSQGP7F2NH",
                           "XP89DCGQ3K6VLD", "Microsoft.VCRedist.2015+.x64"})
        EXPECT_TRUE(fits("winget", id)) << id;
    EXPECT_TRUE(fits("other", "scope/name@1:2"));
}

TEST(NativeIds, ThatAreMoreThanANameFitNowhere) {
    using namespace std::string_literals;
    for (const auto& installer : kInstallers) {
        for (const auto& id : {""s,
                               "-"s,
                               "--purge"s,
                               "-o"s,
                               "a b"s,
                               "a\nb"s,
                               "a\0b"s,
                               " git"s,
                               ";rm"s,
                               "a;rm"s,
                               "$(x)"s,
                               "`x`"s,
                               "a*"s,
                               "a?"s,
                               "../a"s,
                               "/bin/sh"s,
                               "\\\\server\\x"s,
                               "a=1"s,
                               "~nfoo"s,
                               "\x1B[2J"s,
                               "f\xC3\xB6"s,
                               std::string(10'000, 'a')})
            EXPECT_FALSE(fits(installer, id)) << installer << " takes " << id.substr(0, 50);
    }
}

TEST(NativeIds, OfAptCannotCarryASuffixThatRemoves) {
    for (const auto* id : {"foo:amd64-", "foo:amd64+", "foo:", "foo:-amd64", "foo:a:b",
                           "foo/stable", "foo^", "libgmp1.:amd64*"})
        EXPECT_FALSE(fits("apt", id)) << id;
}

TEST(NativeIds, OfBrewCannotBeAPathOrAnAddress) {
    for (const auto* id : {"git", "formula:./x", "formula:/x", "formula:x.rb", "cask:a/b",
                           "cask:https://x/y", "formula:a/../b", "formula:Git", "tap:a/b"})
        EXPECT_FALSE(fits("brew", id)) << id;
}

TEST(NativeIds, OfChocoCannotBeAFileOrEverything) {
    for (const auto* id :
         {"all", "ALL", "packages.config", "x.nupkg", "x.NUSPEC", "a..b", "a-", ".a"})
        EXPECT_FALSE(fits("choco", id)) << id;
}

TEST(NativeIds, OfWingetHaveTwoToEightParts) {
    for (const auto* id : {"Firefox", "A.", ".A", "A..B", "A.B.C.D.E.F.G.H.I",
                           "ARP\\Machine\\X64\\x", "9nksqgp7f2nh", "XP89DCGQ3K6VL"})
        EXPECT_FALSE(fits("winget", id)) << id;
}

TEST(NativeIds, AreTheSameWhateverTheirCaseOnlyWhereTheInstallerSaysSo) {
    EXPECT_TRUE(same_native_id({"winget"}, "Git.Git", "git.git"));
    EXPECT_TRUE(same_native_id({"choco"}, "Firefox", "firefox"));
    EXPECT_FALSE(same_native_id({"flatpak"}, "org.x.Y", "org.x.y"));
    EXPECT_FALSE(same_native_id({"winget"}, "Git.Git", "Git.Gitt"));
}

} // namespace ferry::testing
