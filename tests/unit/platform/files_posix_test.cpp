// Modes, owners and links, which only POSIX systems have in this form.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_posix.hpp"
#include "core/platform/files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace ferry::testing {
namespace {

mode_t mode_of(const std::filesystem::path& path) {
    struct stat info {};
    stat(path.c_str(), &info);
    return info.st_mode & 0777;
}

TEST(Files, KeepSecretsToTheirOwner) {
    const TemporaryFolder folder;
    RealFiles files;

    ASSERT_TRUE(files.create_folders(folder.path() / "vault", true).ok());
    ASSERT_TRUE(files.replace(folder.path() / "vault" / "key", "secret", true).ok());

    EXPECT_EQ(mode_of(folder.path() / "vault"), 0700u);
    EXPECT_EQ(mode_of(folder.path() / "vault" / "key"), 0600u);
}

TEST(Files, KeepTheModeThatAPersonGave) {
    const TemporaryFolder folder;
    RealFiles files;
    const auto file = folder.path() / "config";
    ASSERT_TRUE(files.replace(file, "old", false).ok());
    EXPECT_EQ(mode_of(file), 0644u);

    chmod(file.c_str(), 0640);
    ASSERT_TRUE(files.replace(file, "new", false).ok());

    EXPECT_EQ(mode_of(file), 0640u);
}

TEST(Files, SeeWhoElseMayWrite) {
    const TemporaryFolder folder;
    RealFiles files;
    const auto file = folder.path() / "file";
    ASSERT_TRUE(files.replace(file, "", false).ok());

    chmod(file.c_str(), 0666);
    EXPECT_TRUE(files.info(file)->writable_by_others);
    chmod(file.c_str(), 0644);
    EXPECT_FALSE(files.info(file)->writable_by_others);
}

TEST(Files, SeeAForeignOwnerAndGroup) {
    if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    const TemporaryFolder folder;
    RealFiles files;
    const auto file = folder.path() / "file";
    ASSERT_TRUE(files.replace(file, "", false).ok());

    ASSERT_EQ(chown(file.c_str(), 4711, 4711), 0);
    chmod(file.c_str(), 0664);

    EXPECT_FALSE(files.info(file)->owned_by_us_or_root);
    EXPECT_TRUE(files.info(file)->writable_by_others);
}

TEST(Files, TellLinksAsLinks) {
    const TemporaryFolder folder;
    RealFiles files;
    ASSERT_EQ(symlink("/nowhere", (folder.path() / "link").c_str()), 0);

    EXPECT_EQ(files.info(folder.path() / "link")->kind, FileKind::Link);
    EXPECT_EQ(files.list(folder.path())->at(0).kind, FileKind::Link);
}

TEST(Files, ReadWhatDoesNotTellItsSize) {
    if (!std::filesystem::exists("/proc/self/status")) GTEST_SKIP() << "only Linux has /proc";
    const auto content = RealFiles().read("/proc/self/status");
    ASSERT_TRUE(content);
    EXPECT_THAT(*content, ::testing::StartsWith("Name:"));
    EXPECT_THAT(*content, ::testing::HasSubstr("Threads:"));
}

TEST(Files, DoNotHangOnANamedPipe) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder.path() / "fifo").c_str(), 0600), 0);

    EXPECT_FALSE(RealFiles().read(folder.path() / "fifo", 10).ok());
}

TEST(ErrorFromErrno, TellsCallersWhatTheyCanActOn) {
    EXPECT_EQ(error_from_errno(ENOENT, "x").code, Code::NotFound);
    EXPECT_EQ(error_from_errno(EACCES, "x").code, Code::Denied);
    EXPECT_EQ(error_from_errno(EEXIST, "x").code, Code::Conflict);
    EXPECT_EQ(error_from_errno(ENOSPC, "x").code, Code::Io);
    EXPECT_THAT(error_from_errno(ENOSPC, "/a/b").message, ::testing::StartsWith("/a/b: "));
}

} // namespace
} // namespace ferry::testing
