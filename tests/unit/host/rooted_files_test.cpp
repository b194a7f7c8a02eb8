// What was remembered of one path must not open another that leads out of the root.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/rooted_files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ferry::testing {
namespace {

namespace fs = std::filesystem;

/// outside/secret, and root/ beside it.
class RootedFilesTest : public ::testing::Test {
protected:
    RootedFilesTest() {
        write("outside/secret", "secret");
        write("root/etc/here", "content");
        write("root/etc/below/deep", "deeper");
    }
    void write(const std::string& name, const std::string& content) const {
        fs::create_directories((folder.path() / name).parent_path());
        std::ofstream(folder.path() / name) << content;
    }
    void link(const std::string& target, const std::string& name) const {
        fs::create_symlink(target, folder.path() / name);
    }
    std::string read(const std::string& path) const {
        const auto content = rooted.read(path);
        return content ? *content
                       : "error " + std::to_string(static_cast<int>(content.error().code));
    }

    const std::string refused = "error " + std::to_string(static_cast<int>(Code::BadData));
    TemporaryFolder folder;
    RealFiles files;
    worker::RootedFiles rooted{files, folder.path() / "root"};
};

TEST_F(RootedFilesTest, ReadsTheSameTheSecondTime) {
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(read("/etc/here"), "content");
        EXPECT_EQ(read("/etc/below/deep"), "deeper");
        EXPECT_TRUE(rooted.list("/etc"));
        EXPECT_TRUE(rooted.list("/etc/below"));
    }
}

TEST_F(RootedFilesTest, RefusesALinkOutOfAFolderThatItKnows) {
    link("../../outside/secret", "root/etc/out");
    link("../../outside", "root/etc/away");
    ASSERT_EQ(read("/etc/here"), "content");
    ASSERT_TRUE(rooted.list("/etc"));

    EXPECT_EQ(read("/etc/out"), refused);
    EXPECT_EQ(read("/etc/away/secret"), refused);
    EXPECT_FALSE(rooted.list("/etc/away"));
}

TEST_F(RootedFilesTest, FollowsALinkThatStaysInside) {
    link("below", "root/etc/inside");
    EXPECT_EQ(read("/etc/inside/deep"), "deeper");
    EXPECT_TRUE(rooted.list("/etc/inside"));
    EXPECT_EQ(read("/etc/inside/deep"), "deeper");
}

TEST_F(RootedFilesTest, DoesNotTrustWhatIsBesideTheRootWhenItWasReachedFromAbove) {
    link("../..", "root/etc/up"); // "/etc/up/root" is the root itself
    EXPECT_TRUE(rooted.list("/etc/up/root"));
    EXPECT_EQ(read("/etc/up/root/etc/here"), "content");

    EXPECT_EQ(read("/etc/up/outside/secret"), refused);
    EXPECT_FALSE(rooted.list("/etc/up"));
}

TEST_F(RootedFilesTest, RefusesPathsThatAreNoneAlsoAfterOthers) {
    ASSERT_EQ(read("/etc/here"), "content");
    ASSERT_EQ(read("C:/etc/here"), "content");
    ASSERT_TRUE(rooted.list("/"));

    for (const auto* path : {"", "C:", "etc", "etc/here", "/etc/../etc/here", "/etc/..", "C:etc"}) {
        EXPECT_EQ(read(path), refused) << path;
        EXPECT_FALSE(rooted.list(path)) << path;
    }
    EXPECT_EQ(read("D:/etc/here"), "error " + std::to_string(static_cast<int>(Code::NotFound)));
}

} // namespace
} // namespace ferry::testing
