// dpkg's status file: every state it can name, and what makes a file unfit to be believed.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/dpkg_status.hpp"
#include "plugins/apt/extended_states.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::apt {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string entry(const std::string& status, const std::string& more = "") {
    return "Package: git\nStatus: " + status + "\nArchitecture: amd64\nVersion: 1:2.39-1\n" + more +
           "\n";
}

StatusEntry one(const std::string& status, const std::string& more = "") {
    static std::string text; // the entry points into it
    text = entry(status, more);
    const auto all = parse_status(text);
    EXPECT_TRUE(all && all->size() == 1) << (all ? "" : all.error().message);
    return all ? all->front() : StatusEntry{};
}

std::string problem(const std::string& text) {
    const auto all = parse_status(text);
    return all ? "none" : all.error().message;
}

TEST(DpkgStatus, ReadsNameVersionWithEpochAndArchitecture) {
    const auto git = one("install ok installed");

    EXPECT_EQ(git.name, "git");
    EXPECT_EQ(git.version, "1:2.39-1");
    EXPECT_EQ(git.arch, "amd64");
}

TEST(DpkgStatus, TellsInstalledFromBrokenFromAbsent) {
    EXPECT_EQ(one("install ok installed").state, State::Installed);
    EXPECT_EQ(one("deinstall ok installed").state, State::Installed);
    for (const auto* word :
         {"unpacked", "half-configured", "half-installed", "triggers-awaited", "triggers-pending"})
        EXPECT_EQ(one(std::string("install ok ") + word).state, State::Broken) << word;
    EXPECT_EQ(one("install reinstreq installed").state, State::Broken);
    EXPECT_EQ(one("deinstall ok config-files").state, State::Absent);
    EXPECT_EQ(one("purge ok not-installed").state, State::Absent);
}

TEST(DpkgStatus, SeesHoldsAndWhatBelongsToTheSystem) {
    EXPECT_TRUE(one("hold ok installed").held);
    EXPECT_FALSE(one("install ok installed").held);
    EXPECT_TRUE(one("install ok installed", "Essential: yes\n").base);
    EXPECT_TRUE(one("install ok installed", "Protected: yes\n").base);
    EXPECT_TRUE(one("install ok installed", "Priority: required\n").base);
    EXPECT_TRUE(one("install ok installed", "Priority: important\n").base);
    EXPECT_FALSE(one("install ok installed", "Priority: standard\nEssential: no\n").base);
}

TEST(DpkgStatus, AcceptsAPackageThatWasNeverUnpackedWhole) {
    const std::string text =
        "Package: git\nStatus: install reinstreq half-installed\nArchitecture: amd64\n\n";

    EXPECT_EQ(parse_status(text)->front().state, State::Broken);
}

TEST(DpkgStatus, RefusesWordsThatDpkgDoesNotWrite) {
    for (const auto* status : {"", "installed", "install ok", "install ok  installed",
                               "install ok melted", "want ok installed", "install so installed"})
        EXPECT_THAT(problem(entry(status)), AllOf(HasSubstr("line 1"), HasSubstr("Status")))
            << status;
}

TEST(DpkgStatus, RefusesEntriesThatLackWhatDpkgAlwaysWrites) {
    const std::string head = "Package: git\nStatus: install ok installed\n";

    EXPECT_THAT(problem("Status: install ok installed\n\n"), HasSubstr("name ''"));
    EXPECT_THAT(problem("Package: git\nVersion: 1\n\n"), HasSubstr("'git' has the Status ''"));
    EXPECT_THAT(problem(head + "Version: 1\n\n"), HasSubstr("Architecture ''"));
    EXPECT_THAT(problem(head + "Architecture: amd64\n\n"), HasSubstr("Version ''"));
    EXPECT_THAT(problem(head + "Architecture: amd64\nVersion: 1 \x01\n\n"), HasSubstr("'1 ?'"));
}

TEST(DpkgStatus, NamesTheLineOfTheNulBytesThatAPowerCutLeft) {
    EXPECT_EQ(problem(entry("install ok installed") + std::string(4096, '\0')),
              "line 6: a NUL byte");
}

TEST(ExtendedStates, GivesOnlyMarksThatAreSet) {
    const auto marks =
        parse_extended_states("Package: a\nArchitecture: amd64\nAuto-Installed: 1\n\n"
                              "Package: b\nArchitecture: amd64\nAuto-Installed: 0\n\n");

    ASSERT_TRUE(marks);
    ASSERT_EQ(marks->size(), 1u);
    EXPECT_EQ(marks->front().name, "a");
}

TEST(ExtendedStates, ReadsWhatAptWrote) {
    const auto marks = parse_extended_states(testing::fixture("apt/extended_states.txt"));

    ASSERT_TRUE(marks);
    EXPECT_FALSE(marks->empty());
}

TEST(ExtendedStates, NamesTheLineOfAnEntryWithoutAPackage) {
    const auto marks = parse_extended_states("\nArchitecture: amd64\nAuto-Installed: 1\n\n");

    ASSERT_FALSE(marks);
    EXPECT_THAT(marks.error().message, HasSubstr("line 2"));
}

} // namespace
} // namespace ferry::apt
