// Files of the real system, in a folder of their own.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> names(const RealFiles& files, const std::filesystem::path& folder) {
    std::vector<std::string> result;
    const auto entries = files.list(folder);
    for (const auto& entry : *entries)
        result.push_back(entry.name);
    return result;
}

TEST(Files, ReadBackWhatWasWritten) {
    const TemporaryFolder folder;
    RealFiles files;
    const std::string content("a\r\n\0\xFF", 5);

    ASSERT_TRUE(files.replace(folder.path() / "file", content).ok());
    EXPECT_EQ(*files.read(folder.path() / "file"), content);
}

TEST(Files, ReplaceAsAWholeAndLeaveNothingBeside) {
    const TemporaryFolder folder;
    RealFiles files;

    ASSERT_TRUE(files.replace(folder.path() / "file", "a long old content").ok());
    ASSERT_TRUE(files.replace(folder.path() / "file", "new").ok());

    EXPECT_EQ(*files.read(folder.path() / "file"), "new");
    EXPECT_THAT(names(files, folder.path()), ElementsAre("file"));
}

TEST(Files, LeaveTheOldContentWhereTheNewCannotBeWritten) {
    const TemporaryFolder folder;
    RealFiles files;

    const auto done = files.replace(folder.path() / "missing" / "file", "new");

    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, Code::NotFound);
    EXPECT_THAT(done.error().message, HasSubstr("missing"));
}

TEST(Files, RefuseToReadMoreThanTheLimit) {
    const TemporaryFolder folder;
    RealFiles files;
    ASSERT_TRUE(files.replace(folder.path() / "file", "12345").ok());

    EXPECT_EQ(*files.read(folder.path() / "file", 5), "12345");
    EXPECT_EQ(files.read(folder.path() / "file", 4).error().code, Code::BadData);
}

TEST(Files, NameWhatIsMissing) {
    const TemporaryFolder folder;
    const RealFiles files;
    const auto missing = folder.path() / "missing";

    EXPECT_EQ(files.read(missing, 10).error().code, Code::NotFound);
    EXPECT_EQ(files.list(missing).error().code, Code::NotFound);
    EXPECT_EQ(files.info(missing).error().code, Code::NotFound);
    EXPECT_FALSE(files.exists(missing));
}

TEST(Files, DoNotReadAFolderAsAFile) {
    const TemporaryFolder folder;

    EXPECT_FALSE(RealFiles().read(folder.path(), 10).ok());
}

TEST(Files, ListByNameWithTheKind) {
    const TemporaryFolder folder;
    RealFiles files;
    ASSERT_TRUE(files.create_folders(folder.path() / "b" / "deep").ok());
    ASSERT_TRUE(files.replace(folder.path() / "c", "").ok());
    ASSERT_TRUE(files.replace(folder.path() / from_utf8("\xC3\xA4"), "").ok());
    ASSERT_TRUE(files.replace(folder.path() / "a", "").ok());

    EXPECT_THAT(names(files, folder.path()), ElementsAre("a", "b", "c", "\xC3\xA4"));
    EXPECT_EQ(files.list(folder.path())->at(1).kind, FileKind::Folder);
    EXPECT_EQ(files.info(folder.path() / "a")->kind, FileKind::File);
}

TEST(Files, ReachPathsOfAnyLength) {
    const TemporaryFolder folder;
    RealFiles files;
    auto deep = folder.path();
    for (int i = 0; i < 6; ++i)
        deep /= std::string(60, static_cast<char>('a' + i));

    ASSERT_TRUE(files.create_folders(deep).ok());
    ASSERT_TRUE(files.replace(deep / "file", "deep").ok());
    EXPECT_EQ(*files.read(deep / "file"), "deep");
    ASSERT_TRUE(files.remove(deep / "file").ok());
    EXPECT_FALSE(files.exists(deep / "file"));
}

TEST(Files, RefuseAFolderWhereAFileIs) {
    const TemporaryFolder folder;
    RealFiles files;
    ASSERT_TRUE(files.replace(folder.path() / "file", "").ok());

    EXPECT_EQ(files.create_folders(folder.path() / "file").error().code, Code::Conflict);
}

TEST(Files, TellSizeAndTime) {
    const TemporaryFolder folder;
    RealFiles files;
    ASSERT_TRUE(files.replace(folder.path() / "file", "12345").ok());

    const auto info = files.info(folder.path() / "file");

    ASSERT_TRUE(info.ok());
    EXPECT_EQ(info->bytes, 5u);
    EXPECT_GT(info->modified_ns, std::int64_t{1'700'000'000} * 1'000'000'000); // after 2023
    EXPECT_FALSE(info->writable_by_others);
    EXPECT_TRUE(info->owned_by_us_or_root);
}

} // namespace
} // namespace ferry::testing
