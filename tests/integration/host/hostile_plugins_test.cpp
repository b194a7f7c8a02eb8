// Whatever a plugin does costs one problem, and never the rows of another plugin.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/host/host_of_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Hostile {
    std::string id;
    Code code;
    std::string words; // that the person reads
};

void PrintTo(const Hostile& hostile, std::ostream* to) {
    *to << hostile.id;
}

std::vector<std::string> rows_of(const InstallerInventory& inventory) {
    std::vector<std::string> rows;
    for (const auto& package : inventory.packages)
        rows.push_back(package.id.text + " " + package.version);
    return rows;
}

class HostilePlugin : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostilePlugin, CostsOneProblemAndNothingElse) {
    const bool endless = GetParam().code == Code::TimedOut;
    const HostOfTest host(endless ? impatient() : host::WorkerLimits{});

    const auto report = host.installers->inventory({{"good"}, {GetParam().id}});

    ASSERT_EQ(report.value.size(), 1u);
    EXPECT_THAT(rows_of(report.value[0]), ElementsAre("alpha 1", "beta 2"));
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_EQ(report.problems[0].subject, GetParam().id);
    EXPECT_EQ(report.problems[0].code, GetParam().code) << report.problems[0].what;
    EXPECT_THAT(report.problems[0].what, HasSubstr(GetParam().words));
    EXPECT_THAT(report.problems[0].next, Not(""));
}

INSTANTIATE_TEST_SUITE_P(
    Each, HostilePlugin,
    ::testing::Values(
        Hostile{"segfault", Code::Internal, "signal 11"},
        Hostile{"abort", Code::Internal, "signal 6"},
        Hostile{"exit-zero", Code::Internal, "exit 0"},
        Hostile{"endless-loop", Code::TimedOut, "no answer for 2 s"},
        Hostile{"drips", Code::TimedOut, "no end within 4 s"},
        Hostile{"flood", Code::BadData, "256 MiB"},
        Hostile{"many-rows", Code::BadData, "1000000 rows"},
        Hostile{"invalid-utf8", Code::BadData, "no clean text"},
        Hostile{"wrong-major", Code::NotSupported, "ABI 2.0 and this Ferry has ABI 1.0"},
        Hostile{"newer-minor", Code::NotSupported, "ABI 1.1 and this Ferry has ABI 1.0"},
        Hostile{"wrong-id", Code::BadData, "calls itself \"good\""},
        Hostile{"missing-symbol", Code::BadData, "ferry_plugin_v1"},
        Hostile{"duplicate-ids", Code::BadData, "twin"},
        Hostile{"silent-failure", Code::Internal, "without saying why"},
        Hostile{"short-row", Code::BadData, "struct_size"},
        Hostile{"forks-and-dies", Code::Internal, "exit 3"},
        Hostile{"throws", Code::Internal, "thrown through the table"}),
    [](const auto& instance) {
        std::string name;
        for (const char c : instance.param.id)
            if (c != '-') name += c;
        return name;
    });

TEST(HostilePlugins, DoNoHarmTogether) {
    const HostOfTest host(impatient());

    const auto report = host.installers->inventory({});

    std::vector<std::string> whole;
    for (const auto& inventory : report.value)
        whole.push_back(inventory.installer.text);
    EXPECT_THAT(whole, ElementsAre("forks", "good", "installer", "prints", "reader"));
    EXPECT_EQ(report.problems.size(), 17u);
}

TEST(HostilePlugins, MayPrintWithoutHarm) {
    const HostOfTest host;

    const auto report = host.installers->inventory({{"prints"}});

    EXPECT_THAT(report.problems, IsEmpty());
    ASSERT_EQ(report.value.size(), 1u);
    EXPECT_THAT(rows_of(report.value[0]), ElementsAre("row 1"));
}

TEST(HostilePlugins, AreProbedLikeAllOthers) {
    const HostOfTest host;

    const auto report = host.installers->probe();

    ASSERT_EQ(report.value.size(), 22u);
    EXPECT_EQ(report.value[8].id.text, "good");
    EXPECT_TRUE(report.value[8].available);
    EXPECT_EQ(report.value[8].version, "1.0");
    EXPECT_EQ(report.problems.size(), 4u); // those that cannot be loaded
}

TEST(Installers, NameAPluginThatIsNotHere) {
    const HostOfTest host;

    const auto report = host.installers->inventory({{"good"}, {"nix"}});

    EXPECT_EQ(report.value.size(), 1u);
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_EQ(report.problems[0].subject, "nix");
    EXPECT_EQ(report.problems[0].code, Code::NotFound);
}

} // namespace
} // namespace ferry::testing
