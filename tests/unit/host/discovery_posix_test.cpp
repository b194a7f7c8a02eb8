// Which plugins are found, which come first, and which are refused for who may write them.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/discovery.hpp"
#include "core/host/library_name.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry::testing {
namespace {

using host::find_plugins;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Device kDebian{"pc", "linux", "12", "debian", "x86_64"};

class Discovery : public ::testing::Test {
protected:
    /// A plugin folder as an installation has it; nothing is loaded, so any bytes do.
    std::filesystem::path plugin(const std::string& below, const std::string& id,
                                 const std::string& more = R"("systems": ["linux"])") {
        const auto folder = home.path() / below / id;
        EXPECT_TRUE(files.create_folders(folder).ok());
        EXPECT_TRUE(files
                        .replace(folder / "plugin.json", R"({"schema": 1, "id": ")" + id +
                                                             R"(", "library": "ferry", )" + more +
                                                             "}")
                        .ok());
        EXPECT_TRUE(files.replace(folder / host::library_file_name("ferry"), "").ok());
        return folder;
    }

    Report<std::vector<host::FoundPlugin>> found(const std::vector<std::string>& folders) {
        std::vector<std::filesystem::path> paths;
        for (const auto& folder : folders)
            paths.push_back(home.path() / folder);
        return find_plugins(files, paths, kDebian, home.path());
    }

    /// The one refusal of a search that finds nothing.
    Problem refusal() {
        auto report = found({"a"});
        EXPECT_THAT(report.value, IsEmpty());
        EXPECT_EQ(report.problems.size(), 1u);
        return report.problems.empty() ? Problem{} : report.problems[0];
    }

    TemporaryFolder home;
    RealFiles files;
};

TEST_F(Discovery, FindsPluginsSortedById) {
    plugin("a", "zypper");
    plugin("a", "apt");

    const auto report = found({"a", "missing"});

    ASSERT_EQ(report.value.size(), 2u);
    EXPECT_EQ(report.value[0].manifest.id.text, "apt");
    EXPECT_TRUE(report.value[0].library.is_absolute());
    EXPECT_TRUE(report.clean());
}

TEST_F(Discovery, TakesTheFirstOfOneIdAndNamesTheOther) {
    const auto first = plugin("a", "apt");
    const auto second = plugin("b", "apt");

    const auto report = found({"a", "b"});

    ASSERT_EQ(report.value.size(), 1u);
    EXPECT_EQ(report.value[0].library.parent_path(), first);
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_EQ(report.problems[0].subject, second / "plugin.json");
    EXPECT_EQ(report.problems[0].code, Code::Conflict);
}

TEST_F(Discovery, LeavesOutWhatIsMeantForOtherSystems) {
    plugin("a", "winget", R"("systems": ["windows"])");

    const auto here = find_plugins(files, {home.path() / "a"}, kDebian, "/");

    EXPECT_THAT(here.value, IsEmpty());
    EXPECT_TRUE(here.clean());
}

TEST_F(Discovery, LooksIntoATreeForInstallersOfAnySystem) {
    plugin("a", "choco", R"("systems": ["windows"], "present": ["C:/ProgramData/chocolatey/lib"])");
    plugin("a", "winget", R"("systems": ["windows"], "present": ["HKLM\\SOFTWARE\\Microsoft"])");

    EXPECT_FALSE(found({"a"}).value.at(0).present);
    EXPECT_FALSE(found({"a"}).value.at(1).present);
    ASSERT_TRUE(files.create_folders(home.path() / "ProgramData/chocolatey/lib").ok());
    ASSERT_TRUE(files.create_folders(home.path() / "registry").ok());
    ASSERT_TRUE(files
                    .replace(home.path() / "registry/all.reg",
                             "Windows Registry Editor Version 5.00\n[HKLM\\Software\\Microsoft]\n")
                    .ok());
    EXPECT_TRUE(found({"a"}).value.at(0).present);
    EXPECT_TRUE(found({"a"}).value.at(1).present);
}

TEST_F(Discovery, TestsForTheInstallerBelowTheRoot) {
    plugin("a", "apt", R"("systems": ["linux"], "present": ["/etc/none", "/var/lib/dpkg/status"])");

    EXPECT_FALSE(found({"a"}).value.at(0).present);
    ASSERT_TRUE(files.create_folders(home.path() / "var/lib/dpkg").ok());
    ASSERT_TRUE(files.replace(home.path() / "var/lib/dpkg/status", "").ok());
    EXPECT_TRUE(found({"a"}).value.at(0).present);
}

TEST_F(Discovery, RefusesALibraryThatOthersMayWrite) {
    const auto library = plugin("a", "apt") / host::library_file_name("ferry");
    chmod(library.c_str(), 0666);

    const auto problem = refusal();

    EXPECT_EQ(problem.subject, library);
    EXPECT_EQ(problem.code, Code::Denied);
    EXPECT_EQ(problem.next, "chmod go-w " + library.string());
}

TEST_F(Discovery, RefusesAFolderThatOthersMayWrite) {
    const auto folder = plugin("a", "apt");
    chmod(folder.c_str(), 0777);
    EXPECT_EQ(refusal().subject, folder);

    chmod(folder.c_str(), 0755);
    chmod((home.path() / "a").c_str(), 0777);
    EXPECT_EQ(refusal().subject, home.path() / "a");
}

TEST_F(Discovery, RefusesAManifestThatOthersMayWrite) {
    const auto file = plugin("a", "apt") / "plugin.json";
    chmod(file.c_str(), 0646);

    EXPECT_EQ(refusal().subject, file);
}

TEST_F(Discovery, RefusesAPluginOfAnotherUser) {
    if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    const auto library = plugin("a", "apt") / host::library_file_name("ferry");
    ASSERT_EQ(chown(library.c_str(), 4711, 0), 0);

    const auto problem = refusal();

    EXPECT_THAT(problem.what, HasSubstr("another user"));
    EXPECT_THAT(problem.next, HasSubstr(library.string()));
}

TEST_F(Discovery, RefusesALibraryThatIsALink) {
    const auto library = plugin("a", "apt") / host::library_file_name("ferry");
    ASSERT_TRUE(files.remove(library).ok());
    ASSERT_EQ(symlink("/dev/null", library.c_str()), 0);

    EXPECT_THAT(refusal().what, HasSubstr("link"));
}

TEST_F(Discovery, TellsAMalformedManifestAndGoesOn) {
    plugin("a", "apt", R"("systems": "linux")");
    plugin("a", "brew");

    const auto report = found({"a"});

    ASSERT_EQ(report.value.size(), 1u);
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_THAT(report.problems[0].subject, HasSubstr("apt/plugin.json"));
    EXPECT_THAT(report.problems[0].what, HasSubstr("systems"));
}

TEST_F(Discovery, TellsAMissingLibrary) {
    const auto library = plugin("a", "apt") / host::library_file_name("ferry");
    ASSERT_TRUE(files.remove(library).ok());

    EXPECT_EQ(refusal().code, Code::NotFound);
}

} // namespace
} // namespace ferry::testing
