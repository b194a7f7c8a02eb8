// What is refused before anything of a file runs.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/check.hpp"
#include "tests/support/depot_offer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ferry::depot {
namespace {

using ::ferry::testing::offer_of;
using ::ferry::testing::TemporaryFolder;
using ::testing::HasSubstr;

std::string refusal(const Offer& offer) {
    const auto good = check_offer(offer);
    return good ? std::string() : good.error().message;
}

TEST(DepotOffer, IsRefusedWhereAFieldCouldBeMore) {
    const auto good = offer_of("a.deb", "deb", "linux");
    auto outside = good, option = good, version = good, software = good, digest = good;
    outside.file = "../a.deb";
    option.file = "-a.deb";
    version.version = "../1";
    software.software = "../x";
    digest.sha256 = "00";

    EXPECT_EQ(refusal(good), "");
    EXPECT_THAT(refusal(outside), HasSubstr("is no name of a file"));
    EXPECT_THAT(refusal(option), HasSubstr("looks like an option"));
    EXPECT_THAT(refusal(version), HasSubstr("cannot name a folder"));
    EXPECT_THAT(refusal(software), HasSubstr("is no software id"));
    EXPECT_THAT(refusal(digest), HasSubstr("64 hex digits"));
}

TEST(DepotOffer, IsRefusedWhereFormatAndNameDisagree) {
    auto silent = offer_of("a.deb", "deb", "linux");
    silent.silent = {"--purge"};

    EXPECT_THAT(refusal(offer_of("a.cmd", "exe", "windows")), HasSubstr("has to end in .exe"));
    EXPECT_THAT(refusal(offer_of("a.snap", "snap", "linux")), HasSubstr("install a newer Ferry"));
    EXPECT_THAT(refusal(silent), HasSubstr("silent arguments, which deb files do not take"));
    EXPECT_EQ(refusal(offer_of("A.MSI", "msi", "windows")), "");
}

TEST(DepotFile, IsTheOneThatTheManifestNamesOrRefused) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.deb";
    std::ofstream(file, std::ios::binary) << "content";
    const auto good = offer_of("a.deb", "deb", "linux");

    EXPECT_TRUE(check_content(good, file).ok());
    EXPECT_THAT(check_content(offer_of("a.deb", "deb", "linux", "contenT"), file).error().message,
                HasSubstr("the SHA-256 of a.deb is another"));
    EXPECT_THAT(
        check_content(offer_of("a.deb", "deb", "linux", "more content"), file).error().message,
        HasSubstr("the size of a.deb is another"));
    EXPECT_FALSE(
        checked_bytes(offer_of("a.deb", "deb", "linux", "contenT"), file, RealFiles()).ok());
    EXPECT_EQ(*checked_bytes(good, file, RealFiles()), "content");
}

TEST(DepotFile, OfManyPiecesIsHashedWhole) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.deb";
    const std::string content((3u << 20) + 17, 'x');
    std::ofstream(file, std::ios::binary) << content;

    EXPECT_TRUE(check_content(offer_of("a.deb", "deb", "linux", content), file).ok());
}

TEST(DepotFile, IsRefusedWhereOthersMayWriteIt) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.deb";
    std::ofstream(file) << "content";
    EXPECT_TRUE(check_place(file, RealFiles()).ok());

    std::filesystem::permissions(file, std::filesystem::perms(0666));
    EXPECT_THAT(check_place(file, RealFiles()).error().message, HasSubstr("others may write it"));
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
    EXPECT_EQ(check_place(file, RealFiles()).error().code, Code::Denied);
}

TEST(DepotFile, IsRefusedWhereItIsALinkOrNoAbsolutePath) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.deb", link = folder.path() / "b.deb";
    std::ofstream(file) << "content";
    std::filesystem::create_symlink(file, link);

    EXPECT_THAT(check_place(link, RealFiles()).error().message, HasSubstr("is a link"));
    EXPECT_EQ(check_place("a.deb", RealFiles()).error().code, Code::BadData);
}

} // namespace
} // namespace ferry::depot
