// The archive of settings: what goes in comes out, and nothing hostile does.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "tests/support/raw_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace ferry::settings {
namespace {

using ::ferry::testing::tar_end;
using ::ferry::testing::tar_entry;
using ::ferry::testing::zstd_frame;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string all_bytes() {
    std::string bytes(256, '\0');
    std::iota(bytes.begin(), bytes.end(), '\0');
    return bytes;
}

const std::vector<SettingsFile> kFiles = {
    {"preferences", "a/deep/file.ini", "[a]\nb=c\n"},
    {"preferences", "empty", ""},
    {"themes",
     "gr\xC3\xBC\xC3\x9F"
     "e \xE2\x82\xAC.bin",
     all_bytes()},
};

/// What `unpack` says about an archive with this tar inside; empty where it takes it.
std::string refusal(const std::string& entries, Code code = Code::Denied) {
    const auto files = unpack(zstd_frame(entries + tar_end()));
    if (files) return {};
    EXPECT_EQ(files.error().code, code) << files.error().message;
    return files.error().message;
}

TEST(SettingsArchive, GivesBackWhatWentIn) {
    const auto packed = pack(kFiles);

    ASSERT_TRUE(packed.ok()) << packed.error().message;
    EXPECT_EQ(*unpack(*packed), kFiles);
}

TEST(SettingsArchive, GivesBackLongNamesAndBigContents) {
    const std::string part(200, 'p');
    const std::vector<SettingsFile> files = {
        {"settings", part + "/" + part + "/" + part + "/" + part, "deep"},
        {"settings", "big", std::string(5u << 20, 'b')}};

    const auto packed = pack(files);

    ASSERT_TRUE(packed.ok()) << packed.error().message;
    EXPECT_LT(packed->size(), 10'000u);
    EXPECT_EQ(*unpack(*packed), files);
}

TEST(SettingsArchive, OfNoFilesIsAnArchive) {
    const auto packed = pack({});

    ASSERT_TRUE(packed.ok());
    EXPECT_FALSE(packed->empty());
    EXPECT_TRUE(unpack(*packed)->empty());
}

TEST(SettingsArchive, IsTheSameBytesForTheSameFiles) {
    EXPECT_EQ(*pack(kFiles), *pack(kFiles));
    EXPECT_NE(*pack(kFiles), *pack({kFiles.front()}));
}

TEST(SettingsArchive, PacksNoNameThatItWouldNotUnpack) {
    EXPECT_EQ(pack({{"r", "../x", ""}}).error().code, Code::BadData);
    EXPECT_EQ(pack({{"r", "", ""}}).error().code, Code::BadData);
    EXPECT_EQ(pack({{"a/b", "x", ""}}).error().code, Code::BadData);
    EXPECT_EQ(pack({{"", "x", ""}}).error().code, Code::BadData);
    EXPECT_EQ(pack({{"r", "x", ""}, {"r", "X", ""}}).error().code, Code::BadData);
    EXPECT_EQ(pack({{"r", "x", ""}, {"r", "x/y", ""}}).error().code, Code::BadData);
}

TEST(SettingsArchive, WrittenByAnotherHandIsRead) {
    const auto files = unpack(zstd_frame(tar_entry("r/a/b", "text") + tar_end()));

    ASSERT_TRUE(files.ok()) << files.error().message;
    EXPECT_EQ(*files, (std::vector<SettingsFile>{{"r", "a/b", "text"}}));
}

TEST(SettingsArchive, RefusesNamesThatLeaveTheirFolder) {
    for (const std::string name : {"r/../x", "../x", "r/a/../../x", "/r/x", "r//x", "r/./x", "r/",
                                   "r/..", "x", "C:/x", "r/C:/x", "r/..\\x", "r/a\\b"}) {
        const auto message = refusal(tar_entry(name, "x"));
        EXPECT_THAT(message, AllOf(HasSubstr("entry \""), HasSubstr(name))) << name;
    }
}

TEST(SettingsArchive, RefusesNamesThatASystemCannotHold) {
    for (const std::string name :
         {"r/con", "r/Aux.txt", "r/sub/LPT1", "r/com9.tar.gz", "r/nul ", "r/a.", "r/a ", "r/a. /b",
          "r/a\nb", "r/a\x1B[2J", "r/\xFF\xFE", "r/\xC0\xAF", "r/a?", "r/stream:x"})
        EXPECT_NE(refusal(tar_entry(name, "x")), "") << name;
}

TEST(SettingsArchive, RefusesNamesThatAreTooLong) {
    const std::string big(300, 'n');
    const auto longer = [](const std::string& name) {
        return tar_entry("long", name, 'L') + tar_entry("short", "x");
    };

    EXPECT_EQ(refusal(longer("r/" + std::string(255, 'n'))), "");
    EXPECT_THAT(refusal(longer("r/" + big)), HasSubstr("255 bytes"));
    std::string deep = "r";
    for (int i = 0; i < 20; ++i)
        deep += "/" + std::string(60, 'd');
    EXPECT_THAT(refusal(longer(deep)), HasSubstr("1024 bytes"));
}

TEST(SettingsArchive, RefusesLinks) {
    const auto link = [](char type) {
        return ferry::testing::tar_header("r/link", type, 0, "/etc/passwd");
    };

    EXPECT_THAT(refusal(link('2')), HasSubstr("\"r/link\" is a link"));
    EXPECT_THAT(refusal(tar_entry("r/a", "x") + link('1')), HasSubstr("\"r/link\" is a link"));
}

TEST(SettingsArchive, RefusesWhatIsNoPlainFile) {
    EXPECT_THAT(refusal(tar_entry("r/device", "", '3')), HasSubstr("is no plain file"));
    EXPECT_THAT(refusal(tar_entry("r/block", "", '4')), HasSubstr("is no plain file"));
    EXPECT_THAT(refusal(tar_entry("r/fifo", "", '6')), HasSubstr("is no plain file"));
    EXPECT_THAT(refusal(tar_entry("r/folder", "", '5')), HasSubstr("is a folder"));
    EXPECT_THAT(refusal(tar_entry("r/folder/", "")), HasSubstr("is a folder"));
}

/// "LENGTH key=value\n", where the length counts itself; two digits here.
std::string pax_record(const std::string& text) {
    return std::to_string(text.size() + 4) + " " + text + "\n";
}

TEST(SettingsArchive, RefusesSparseFiles) {
    const auto told = pax_record("GNU.sparse.major=1") + pax_record("GNU.sparse.minor=0") +
                      pax_record("GNU.sparse.name=r/x") + pax_record("GNU.sparse.realsize=9000");
    std::string map = "1\n0\n4\n";
    map.resize(512);

    EXPECT_THAT(refusal(tar_entry("r/pax", told, 'x') + tar_entry("r/y", map + "data")),
                HasSubstr("\"r/x\" is a sparse file"));
}

TEST(SettingsArchive, RefusesTwoNamesThatAreOneOnSomeSystem) {
    const auto both = [](const std::string& one, const std::string& other) {
        return refusal(tar_entry(one, "1") + tar_entry(other, "2"));
    };

    EXPECT_THAT(both("r/a", "r/a"), HasSubstr("the same file as \"r/a\""));
    EXPECT_THAT(both("r/File", "r/fILE"), HasSubstr("the same file as \"r/File\""));
    EXPECT_THAT(both("r/\xC3\x84", "r/\xC3\xA4"), HasSubstr("the same file"));
    EXPECT_THAT(both("r/\xCE\xA3", "r/\xCF\x82"), HasSubstr("the same file"));
    EXPECT_THAT(both("r/\xD0\x96", "r/\xD0\xB6"), HasSubstr("the same file"));
    EXPECT_THAT(both("r/a", "r/A/b"), HasSubstr("\"r/a\" is also the folder of \"r/A/b\""));
    EXPECT_EQ(both("r/a", "r/b"), "");
}

TEST(SettingsArchive, RefusesWhatComesBehindTheEnd) {
    const auto good = tar_entry("r/a", "x") + tar_end();

    EXPECT_EQ(unpack(zstd_frame(good) + "more").error().code, Code::Denied);
    EXPECT_EQ(unpack(zstd_frame(good + "more")).error().code, Code::Denied);
    EXPECT_EQ(unpack(zstd_frame(good + tar_entry("r/b", "x") + tar_end())).error().code,
              Code::Denied);
    EXPECT_TRUE(unpack(zstd_frame(good, 10'000)).ok()); // tar pads its end
}

TEST(SettingsArchive, RefusesAnythingButTarInZstd) {
    const auto good = tar_entry("r/a", "x") + tar_end();

    for (const std::string& bytes : {std::string(), std::string("text"), good, zstd_frame(""),
                                     zstd_frame("text"), zstd_frame(zstd_frame(good))})
        EXPECT_EQ(unpack(bytes).error().code, Code::BadData);
}

} // namespace
} // namespace ferry::settings
