// Archives that others made: every format that is read, and limits.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/foreign_archive.hpp"
#include "core/settings/foreign_names.hpp"
#include "tests/support/raw_archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

using ::ferry::testing::tar_end;
using ::ferry::testing::tar_entry;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// One program and one link, as `format` and `filter` of libarchive's writer.
std::string packed(int (*format)(archive*), int (*filter)(archive*)) {
    std::string bytes(1u << 20, '\0');
    std::size_t used = 0;
    auto* const writer = archive_write_new();
    format(writer);
    filter(writer);
    archive_write_set_options(writer, "hdrcharset=UTF-8");
    archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
    const auto add = [&](const char* name, unsigned kind, unsigned mode, const std::string& text) {
        auto* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, kind);
        archive_entry_set_perm(entry, mode);
        if (kind == AE_IFLNK) archive_entry_set_symlink(entry, text.c_str());
        archive_entry_set_size(entry, kind == AE_IFREG ? static_cast<la_int64_t>(text.size()) : 0);
        archive_write_header(writer, entry);
        if (kind == AE_IFREG) archive_write_data(writer, text.data(), text.size());
        archive_entry_free(entry);
    };
    add("./e/", AE_IFDIR, 0755, "");
    add("./e/run", AE_IFREG, 0755, "program");
    add("./e/link", AE_IFLNK, 0777, "run");
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

/// "path kind content" of each entry, or the error.
Result<std::vector<std::string>> read(std::string_view bytes, const ForeignLimits& limits = {}) {
    std::vector<std::string> found;
    const auto done = read_foreign(bytes, limits, [&](ForeignEntry&& entry) -> Result<void> {
        found.push_back(entry.path + (entry.executable ? "* " : " ") + entry.content +
                        entry.target);
        return {};
    });
    if (!done) return done.error();
    return found;
}

TEST(ForeignArchive, IsReadInEveryUsualForm) {
    for (const auto filter : {archive_write_add_filter_none, archive_write_add_filter_gzip,
                              archive_write_add_filter_bzip2, archive_write_add_filter_xz,
                              archive_write_add_filter_zstd})
        EXPECT_THAT(*read(packed(archive_write_set_format_pax_restricted, filter)),
                    ElementsAre("e ", "e/run* program", "e/link run"));
    EXPECT_THAT(*read(packed(archive_write_set_format_zip, archive_write_add_filter_none)),
                ElementsAre("e ", "e/run* program", "e/link run"));
}

TEST(ForeignArchive, MayHaveNamesInAnyLanguage) {
    EXPECT_THAT(*read(tar_entry("f\xC3\xA4hre/x", "1") + tar_end()),
                ElementsAre("f\xC3\xA4hre/x 1"));
    EXPECT_FALSE(read(tar_entry("f\xE4hre/x", "1") + tar_end()).ok()); // Latin-1
}

TEST(ForeignArchive, IsRefusedOverTheLimits) {
    const auto two = tar_entry("a", std::string(600, 'a')) + tar_entry("b", "b") + tar_end();

    EXPECT_TRUE(read(two, {601, 600, 2}).ok());
    EXPECT_THAT(read(two, {600, 600, 2}).error().message, HasSubstr("\"b\" makes it too large"));
    EXPECT_THAT(read(two, {601, 599, 2}).error().message, HasSubstr("\"a\" makes it too large"));
    EXPECT_THAT(read(two, {601, 600, 1}).error().message, HasSubstr("one more than 1 entries"));
}

TEST(ForeignArchive, IsNotReadFurtherThanTheLimits) {
    const auto bomb = ferry::testing::zstd_frame(
        ferry::testing::tar_header("zeros", '0', 8'000'000'000), 10'000'000'000);
    ASSERT_LT(bomb.size(), 400'000u);

    EXPECT_EQ(read(bomb, {1u << 20, 1u << 20, 10}).error().code, Code::Denied);
}

TEST(ForeignArchive, EndsWithTheErrorOfWhoTakes) {
    const auto done = read_foreign(tar_entry("a", "x") + tar_end(), {}, [](ForeignEntry&&) {
        return Result<void>(Error{Code::Io, "disk full"});
    });

    EXPECT_EQ(done.error().message, "disk full");
}

TEST(ForeignLinks, LeadNowhereButInside) {
    EXPECT_FALSE(link_problem("a/b", "../c"));
    EXPECT_FALSE(link_problem("a/b", "c/d"));
    EXPECT_FALSE(link_problem("a/b/c", "../.."));
    EXPECT_TRUE(link_problem("a", ".."));
    EXPECT_TRUE(link_problem("a/b", "../../c"));
    EXPECT_TRUE(link_problem("a/b", "/c"));
    EXPECT_TRUE(link_problem("a/b", "c/../d")); // where c is a link, that is somewhere else
    EXPECT_TRUE(link_problem("a/b", ""));
    EXPECT_TRUE(link_problem("a/b", "..\\..\\c"));
}

} // namespace
} // namespace ferry::settings
