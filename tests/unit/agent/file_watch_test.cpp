// Which files tell that an installer did something.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/change_watch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ferry::testing {
namespace {

class FileWatch : public ::testing::Test {
protected:
    void write(const std::string& path, const std::string& content) {
        const auto file = root.path() / path;
        ASSERT_TRUE(files.create_folders(file.parent_path()));
        ASSERT_TRUE(files.replace(file, content));
    }
    bool sees(const std::string& path) {
        write(path, "one");
        const auto before = watch.state();
        write(path, "more");
        return watch.state() != before;
    }

    TemporaryFolder root;
    RealFiles files;
    agent::FileWatch watch{files, root.path(), "/home/ann"};
};

TEST_F(FileWatch, SeesTheDatabaseOfEachInstaller) {
    for (const auto* file : {"var/lib/dpkg/status", "var/lib/apt/extended_states",
                             "usr/lib/sysimage/rpm/rpmdb.sqlite-wal", "var/lib/rpm/rpmdb.sqlite",
                             "var/lib/flatpak/.changed", "home/ann/.local/share/flatpak/.changed"})
        EXPECT_TRUE(sees(file)) << file;
}

TEST_F(FileWatch, SeesAProgramThatComesAndOneThatIsReplaced) {
    write("opt/homebrew/Cellar/git/2.50/receipt", "");
    auto before = watch.state();

    write("opt/homebrew/Cellar/wget/1.25/receipt", "");
    EXPECT_NE(watch.state(), before);
    before = watch.state();
    write("opt/homebrew/Cellar/git/2.51/receipt", "");
    EXPECT_NE(watch.state(), before);
}

TEST_F(FileWatch, IsQuietWhereNothingHappens) {
    write("var/lib/dpkg/status", "Package: git\n");
    const auto before = watch.state();
    write("var/lib/dpkg/info/git.list", "/usr/bin/git\n");

    EXPECT_EQ(watch.state(), before);
}

TEST_F(FileWatch, OfAnEmptyMachineIsEmpty) {
    EXPECT_EQ(watch.state(), "");
}

} // namespace
} // namespace ferry::testing
