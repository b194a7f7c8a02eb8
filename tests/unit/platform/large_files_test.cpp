// Large files of the real system, piece by piece.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/large_files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

TEST(LargeFiles, GrowPieceByPiece) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "file";
    RealLargeFiles files;

    ASSERT_TRUE(files.write_at(path, 0, "abc").ok());
    ASSERT_TRUE(files.write_at(path, 3, std::string("\0d", 2)).ok());

    EXPECT_EQ(*RealFiles().read(path), std::string("abc\0d", 5));
}

TEST(LargeFiles, LoseWhatStandsBehindWhatIsWritten) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "file";
    RealLargeFiles files;
    ASSERT_TRUE(files.write_at(path, 0, "abcdef").ok());

    ASSERT_TRUE(files.write_at(path, 2, "X").ok());

    EXPECT_EQ(*RealFiles().read(path), "abX");
}

TEST(LargeFiles, HaveNoHoles) {
    const TemporaryFolder folder;
    RealLargeFiles files;
    ASSERT_TRUE(files.write_at(folder.path() / "file", 0, "abc").ok());

    EXPECT_EQ(files.write_at(folder.path() / "file", 4, "d").error().code, Code::BadData);
}

TEST(LargeFiles, AreReadFromAnyPlaceAndNotPastTheirEnd) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "file";
    RealLargeFiles files;
    ASSERT_TRUE(files.write_at(path, 0, "abcdef").ok());

    EXPECT_EQ(*files.read_at(path, 2, 3), "cde");
    EXPECT_EQ(*files.read_at(path, 4, 100), "ef");
    EXPECT_EQ(*files.read_at(path, 6, 1), "");
    EXPECT_EQ(files.read_at(folder.path() / "none", 0, 1).error().code, Code::NotFound);
}

TEST(LargeFiles, AreGoneThroughWhole) {
    const TemporaryFolder folder;
    RealLargeFiles files;
    const std::string content((3u << 20) + 17, 'x');
    ASSERT_TRUE(files.write_at(folder.path() / "file", 0, content).ok());
    std::string seen;

    ASSERT_TRUE(
        files.each_piece(folder.path() / "file", [&](std::string_view piece) { seen += piece; })
            .ok());

    EXPECT_TRUE(seen == content);
}

TEST(LargeFiles, TakeThePlaceOfAnotherByMoving) {
    const TemporaryFolder folder;
    RealLargeFiles files;
    ASSERT_TRUE(files.write_at(folder.path() / "new", 0, "new").ok());
    ASSERT_TRUE(files.write_at(folder.path() / "old", 0, "old").ok());

    ASSERT_TRUE(files.move(folder.path() / "new", folder.path() / "old").ok());

    EXPECT_EQ(*RealFiles().read(folder.path() / "old"), "new");
    EXPECT_FALSE(RealFiles().exists(folder.path() / "new"));
}

} // namespace
} // namespace ferry::testing
