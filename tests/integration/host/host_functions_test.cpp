// What a plugin is lent: files below the root, programs with a cleaned environment, facts.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/host/host_of_test.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <map>

namespace ferry::testing {
namespace {

/// The reader plugin's rows: its questions and what it was answered.
std::map<std::string, std::string> answers(const std::filesystem::path& root) {
    const HostOfTest host({}, root);
    const auto report = host.installers->inventory({{"reader"}});
    std::map<std::string, std::string> result;
    for (const auto& problem : report.problems)
        ADD_FAILURE() << problem.what;
    for (const auto& inventory : report.value) {
        for (const auto& package : inventory.packages)
            result[package.id.text] = package.version;
    }
    return result;
}

std::string status(ferry::Code code) {
    return std::to_string(static_cast<int>(code));
}

class HostFunctions : public ::testing::Test {
protected:
    HostFunctions() {
        write("etc/here", "content");
        write("listed/b", "");
        write("listed/a/deep", "below");
        EXPECT_EQ(symlink("/etc/passwd", (root.path() / "etc/out").c_str()), 0);
        EXPECT_EQ(symlink("here", (root.path() / "etc/inside").c_str()), 0);
        EXPECT_EQ(symlink("b", (root.path() / "listed/c").c_str()), 0);
        EXPECT_EQ(symlink("/etc/passwd", (root.path() / "listed/a/out").c_str()), 0);
        EXPECT_EQ(symlink("/etc", (root.path() / "listed/away").c_str()), 0);
    }
    void write(const std::string& name, const std::string& content) {
        const auto path = root.path() / name;
        EXPECT_TRUE(files.create_folders(path.parent_path()).ok());
        EXPECT_TRUE(files.replace(path, content).ok());
    }

    TemporaryFolder root;
    RealFiles files;
};

TEST_F(HostFunctions, ReadFilesBelowTheRootOnly) {
    auto told = answers(root.path());

    EXPECT_EQ(told["/etc/here"], "content");
    EXPECT_EQ(told["/etc/inside"], "content");
    EXPECT_EQ(told["/etc/missing"], status(Code::NotFound));
    EXPECT_EQ(told["/etc/out"], status(Code::BadData));
    EXPECT_EQ(told["/etc/../etc/here"], status(Code::BadData));
    EXPECT_EQ(told["etc/here"], status(Code::BadData));
}

TEST_F(HostFunctions, ListFoldersWithTheKindOfEachEntry) {
    auto told = answers(root.path());

    EXPECT_EQ(told["a"], "folder");
    EXPECT_EQ(told["b"], "file");
    EXPECT_EQ(told["c"], "link");
}

TEST_F(HostFunctions, ReadBelowTheRootOnlyWhatWasListedBefore) {
    auto told = answers(root.path());

    EXPECT_EQ(told["/listed/a/deep"], "below");
    EXPECT_EQ(told["/listed/a/out"], status(Code::BadData));
    EXPECT_EQ(told["/listed/away/hostname"], status(Code::BadData));
}

TEST_F(HostFunctions, GiveTheRegistryOfTheRoot) {
    write("registry/all.reg", "Windows Registry Editor Version 5.00\n\n"
                              "[HKEY_LOCAL_MACHINE\\SOFTWARE]\n\"Name\"=\"Paint\"\n"
                              "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Below]\n");

    auto told = answers(root.path());

    EXPECT_EQ(told["Below"], "key");
    EXPECT_EQ(told["Name"], "Paint");
    EXPECT_EQ(told["HKLM\\SOFTWARE"], "0");
    EXPECT_EQ(told["HKCU\\None"], status(Code::NotFound));
}

TEST_F(HostFunctions, TellFacts) {
    EXPECT_EQ(answers(root.path())["facts"], "debian");
}

TEST_F(HostFunctions, RunProgramsWithTheNamedVariablesOnly) {
    setenv("FERRY_TEST_PASSED", "passed", 1);
    setenv("FERRY_TEST_OTHER", "secret", 1);

    auto told = answers(root.path());

    EXPECT_EQ(told["environment"], "passed,,C.UTF-8");
    EXPECT_EQ(told["no-limit"], status(Code::Internal));
    EXPECT_EQ(told["missing-program"], status(Code::NotFound));
}

} // namespace
} // namespace ferry::testing
