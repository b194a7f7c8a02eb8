// What the apt plugin makes of dpkg's and apt's registers.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apt_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

struct AptInventory : ::testing::Test {
    AptInventory() { furnish_apt(host); }

    const SaidPackage& package(const std::string& id) {
        if (host.packages.empty()) {
            EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);
        }
        const auto found = std::find_if(host.packages.begin(), host.packages.end(),
                                        [&](const auto& one) { return one.id == id; });
        static const SaidPackage none{};
        EXPECT_NE(found, host.packages.end()) << id;
        return found == host.packages.end() ? none : *found;
    }

    /// A stanza as dpkg writes it, with `status` and `fields`.
    void only(const std::string& status, const std::string& fields) {
        host.files[kStatusFile] = "Package: ex-one\nStatus: " + status +
                                  "\nArchitecture: amd64\nVersion: 1.0\n" + fields + "\n";
    }

    FakeHost host;
};

/// Status letters, name, version and architecture of each line that dpkg-query printed.
std::vector<std::vector<std::string>> dpkg_query_rows() {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(fixture("apt/dpkg_query.out"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::vector<std::string> row(4);
        words >> row[0] >> row[1] >> row[2] >> row[3];
        rows.push_back(row);
    }
    return rows;
}

TEST_F(AptInventory, ListsWhatDpkgQueryListsAndLeavesOutWhatIsRemoved) {
    std::vector<std::string> expected;
    for (const auto& row : dpkg_query_rows()) {
        if (row[0] == "rc") continue;
        auto name = row[1];
        if (name.ends_with(":amd64")) name.resize(name.size() - 6);
        expected.push_back(name + " " + row[2] + " " + row[3]);
    }
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    std::vector<std::string> listed;
    for (const auto& one : host.packages)
        listed.push_back(one.id + " " + one.version + " " + one.arch);
    EXPECT_THAT(listed, UnorderedElementsAreArray(expected));
}

TEST_F(AptInventory, IsExplicitExactlyWhereAptMarkSaysManual) {
    std::vector<std::string> manual;
    std::istringstream lines(fixture("apt/show_manual.out"));
    for (std::string line; std::getline(lines, line);)
        manual.push_back(line);
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    std::vector<std::string> listed;
    for (const auto& one : host.packages) {
        if (one.reason == FERRY_REASON_EXPLICIT) listed.push_back(one.id);
    }
    EXPECT_THAT(listed, UnorderedElementsAreArray(manual));
}

TEST_F(AptInventory, KeepsTheEpochOfAVersion) {
    EXPECT_EQ(package("ex-tool").version, "1:2.0~rc1-1");
}

TEST_F(AptInventory, TellsWhatIsOnHold) {
    EXPECT_TRUE(package("ex-tool").held);
    EXPECT_FALSE(package("ex-app").held);
}

TEST_F(AptInventory, TellsWhatIsOnlyHalfConfigured) {
    EXPECT_TRUE(package("ex-fail").broken);
    EXPECT_FALSE(package("ex-app").broken);
}

TEST_F(AptInventory, TellsWhatBelongsToTheSystemItself) {
    EXPECT_TRUE(package("ex-core").base);
    EXPECT_FALSE(package("ex-app").base);
}

TEST_F(AptInventory, PriorityOfAMinimalSystemIsPartOfTheSystem) {
    only("install ok installed", "Priority: important\n");

    EXPECT_TRUE(package("ex-one").base);
}

TEST_F(AptInventory, MarkOfTheNativeArchitectureCountsForPackagesOfAll) {
    host.files["/var/lib/apt/extended_states"] =
        "Package: ex-app\nArchitecture: amd64\nAuto-Installed: 1\n\n";

    EXPECT_EQ(package("ex-app").arch, "all");
    EXPECT_EQ(package("ex-app").reason, FERRY_REASON_DEPENDENCY);
}

TEST_F(AptInventory, MarkOfOneArchitectureSaysNothingOfAnother) {
    EXPECT_EQ(package("ex-lib").reason, FERRY_REASON_DEPENDENCY);
    EXPECT_EQ(package("ex-lib:arm64").reason, FERRY_REASON_EXPLICIT);
}

TEST_F(AptInventory, WithoutMarksEverythingWasAskedFor) {
    host.files.erase("/var/lib/apt/extended_states");

    EXPECT_EQ(package("ex-lib").reason, FERRY_REASON_EXPLICIT);
}

TEST_F(AptInventory, PackageThatIsOnlyUnpackedIsBroken) {
    only("install ok unpacked", "");

    EXPECT_TRUE(package("ex-one").broken);
}

TEST_F(AptInventory, PackageThatMustBeReinstalledIsBroken) {
    only("install reinstreq installed", "");

    EXPECT_TRUE(package("ex-one").broken);
}

TEST_F(AptInventory, NamesTheFileAndTheLineThatItDoesNotUnderstand) {
    host.files[kStatusFile] = "Package: ex-one\nStatus: install ok installed\nnonsense\n\n";

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    ASSERT_EQ(host.failures.size(), 1u);
    EXPECT_THAT(host.failures[0].message, HasSubstr(kStatusFile));
    EXPECT_THAT(host.failures[0].message, HasSubstr("line 3"));
    EXPECT_THAT(host.packages, IsEmpty());
}

TEST_F(AptInventory, UnknownStateIsAnErrorAndNotAMissingPackage) {
    only("install ok ascended", "");

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
}

TEST_F(AptInventory, BrokenRecordOfMarksIsAnErrorToo) {
    host.files["/var/lib/apt/extended_states"] = "Package ex-app\n";

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_BAD_DATA);
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("extended_states"));
}

TEST_F(AptInventory, StartsNoProgram) {
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    EXPECT_THAT(host.commands, IsEmpty());
}

} // namespace
} // namespace ferry::testing
