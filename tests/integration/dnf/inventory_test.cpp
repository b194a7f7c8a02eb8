// What Ferry reads from the databases is what rpm and dnf themselves say.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/dnf/dnf_root.hpp"

#include <gmock/gmock.h>

#include <set>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

class DnfInventories : public DnfRoot {};

TEST_F(DnfInventories, EqualRpmsListAndDnfsReasons) {
    publish({{.name = "ex-lib", .fields = "Epoch: 3\n"},
             {.name = "ex-app", .fields = "Requires: ex-lib\n"},
             {.name = "ex-mark"}});
    dnf({"-y", "-q", "install", "ex-app"});
    dnf({"-y", "-q", "install", "ex-mark"});
    dnf({"-y", "-q", "mark", "remove", "ex-mark"});

    const auto report = installers().inventory({InstallerId{"dnf"}});
    ASSERT_TRUE(report.problems.empty()) << report.problems.at(0).what;
    ASSERT_EQ(report.value.size(), 1u);
    std::set<std::string> lines;
    for (const auto& package : report.value[0].packages) {
        lines.insert(package.id.text + " " + package.version + "\n");
        EXPECT_EQ(package.origin, "local");
        EXPECT_EQ(package.reason,
                  package.id.text == "ex-app" ? Reason::Explicit : Reason::Dependency);
    }
    std::string text;
    for (const auto& line : lines)
        text += line;
    EXPECT_EQ(text, listed());
}

TEST_F(DnfInventories, DamagedDatabaseIsAProblemAndNotAnEmptyList) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    std::filesystem::resize_file(root / "usr/lib/sysimage/rpm/rpmdb.sqlite", 5000);
    std::filesystem::remove(root / "usr/lib/sysimage/rpm/rpmdb.sqlite-wal");

    const auto report = installers().inventory({InstallerId{"dnf"}});
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_THAT(report.problems[0].what, HasSubstr("rpmdb.sqlite"));
    EXPECT_TRUE(report.value.empty());
}

} // namespace
} // namespace ferry::testing
