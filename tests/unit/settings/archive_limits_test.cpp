// Archives that are too big, cut off or damaged.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "core/settings/portable_name.hpp"
#include "tests/support/raw_archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

using ::ferry::testing::tar_end;
using ::ferry::testing::tar_entry;
using ::ferry::testing::tar_header;
using ::ferry::testing::zstd_frame;
using ::testing::HasSubstr;

constexpr std::uint64_t kTenGigabytes = 10'000'000'000;

std::vector<SettingsFile> some_files() {
    std::vector<SettingsFile> files;
    unsigned noise = 1;
    for (int i = 0; i < 20; ++i) {
        std::string content;
        for (int j = 0; j < 400; ++j)
            content += static_cast<char>((noise = noise * 1'103'515'245 + 12'345) >> 16);
        files.push_back({"settings", "file-" + std::to_string(i), content});
    }
    return files;
}

TEST(SettingsArchiveLimits, RefuseTenGigabytesOfZerosByTheirSize) {
    const auto bomb = zstd_frame(tar_header("r/zeros", '0', kTenGigabytes), kTenGigabytes);
    ASSERT_LT(bomb.size(), 400'000u);

    const auto files = unpack(bomb);

    EXPECT_EQ(files.error().code, Code::Denied);
    EXPECT_THAT(files.error().message, HasSubstr("\"r/zeros\" makes it more than 67108864 bytes"));
}

TEST(SettingsArchiveLimits, RefuseTenGigabytesThatNoHeaderTells) {
    const auto behind = unpack(zstd_frame(tar_entry("r/a", "x"), kTenGigabytes));
    const auto alone = unpack(zstd_frame("", kTenGigabytes));
    const auto in_long_name =
        unpack(zstd_frame(tar_header("long", 'L', 8'000'000'000), kTenGigabytes));

    EXPECT_EQ(behind.error().code, Code::Denied);
    EXPECT_EQ(alone.error().code, Code::Denied);
    EXPECT_FALSE(in_long_name.ok());
}

TEST(SettingsArchiveLimits, CountAllFilesTogether) {
    const auto two = zstd_frame(tar_entry("r/a", std::string(600, 'a')) +
                                tar_entry("r/b", std::string(600, 'b')) + tar_end());

    EXPECT_TRUE(unpack(two, {1200, 2}).ok());
    EXPECT_THAT(unpack(two, {1199, 2}).error().message,
                HasSubstr("\"r/b\" makes it more than 1199"));
    EXPECT_THAT(unpack(two, {1200, 1}).error().message,
                HasSubstr("\"r/b\" is one more than 1 files"));
}

/// Through libarchive's own writer, since the tar alone is half a gigabyte.
std::string a_million_empty_files() {
    std::string packed(64u << 20, '\0');
    std::size_t used = 0;
    auto* const writer = archive_write_new();
    archive_write_set_format_ustar(writer);
    archive_write_add_filter_zstd(writer);
    archive_write_set_bytes_in_last_block(writer, 1);
    archive_write_open_memory(writer, packed.data(), packed.size(), &used);
    auto* const entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, 0);
    for (int i = 0; i < 1'000'000; ++i) {
        archive_entry_set_pathname(entry, ("r/" + std::to_string(i)).c_str());
        archive_write_header(writer, entry);
    }
    archive_entry_free(entry);
    EXPECT_EQ(archive_write_free(writer), ARCHIVE_OK);
    packed.resize(used);
    return packed;
}

TEST(SettingsArchiveLimits, RefuseAMillionEmptyFiles) {
    const auto files = unpack(a_million_empty_files());

    EXPECT_EQ(files.error().code, Code::Denied);
    EXPECT_THAT(files.error().message, HasSubstr("\"r/20000\" is one more than 20000 files"));
}

TEST(SettingsArchiveLimits, RefuseEndlessHeadersWithoutFiles) {
    std::string tar;
    for (int i = 0; i < 20'000; ++i)
        tar += tar_entry("pax", "13 comment=a\n", 'g');

    EXPECT_FALSE(unpack(zstd_frame(tar + tar_end())).ok());
}

TEST(SettingsArchiveLimits, RefuseAWindowThatWouldTakeTheMemory) {
    auto bytes = zstd_frame(tar_entry("r/a", "x") + tar_end());
    bytes[5] = static_cast<char>(17 << 3); // 128 MiB

    EXPECT_EQ(unpack(bytes).error().code, Code::Denied);
    EXPECT_THAT(unpack(bytes).error().message, HasSubstr("window of more than 8 MiB"));
}

TEST(SettingsArchiveLimits, SeeEveryCut) {
    const auto packed = *pack(some_files());
    ASSERT_GT(packed.size(), 8000u);

    for (std::size_t size = 0; size < packed.size(); size += 97)
        EXPECT_EQ(unpack(packed.substr(0, size)).error().code, Code::BadData) << size;
    EXPECT_EQ(unpack(packed.substr(0, packed.size() - 1)).error().code, Code::BadData);
}

TEST(SettingsArchiveLimits, SeeATarThatWasCutBeforeItWasPacked) {
    const auto tar = tar_entry("r/a", "one") + tar_entry("r/b") + tar_end();
    ASSERT_TRUE(unpack(zstd_frame(tar)).ok());

    for (std::size_t size = 0; size < tar.size(); size += 97)
        EXPECT_EQ(unpack(zstd_frame(tar.substr(0, size))).error().code, Code::BadData) << size;
    EXPECT_EQ(unpack(zstd_frame(tar.substr(0, 1536))).error().code, Code::BadData);
    EXPECT_EQ(unpack(zstd_frame(tar.substr(0, 2048))).error().code, Code::BadData);
}

TEST(SettingsArchiveLimits, HoldWhateverBitIsFlipped) {
    const auto packed = *pack({{"r", "one", "content"}, {"r", "two/three", "more of it"}});

    int refused = 0;
    for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
        auto flipped = packed;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        const auto files = unpack(flipped);
        if (!files) ++refused;
        for (const auto& file : files ? *files : std::vector<SettingsFile>{})
            EXPECT_FALSE(name_problem(file.path)) << bit;
    }
    EXPECT_GT(refused, 100);
}

} // namespace
} // namespace ferry::settings
