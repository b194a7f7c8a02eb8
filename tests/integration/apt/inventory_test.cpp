// The inventory of the machine that the tests run on, against what its own tools say.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "tests/integration/apt/apt_root.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace ferry::testing {
namespace {

using Lines = std::set<std::string>;

Lines lines_of(const std::string& text) {
    Lines lines;
    for (const auto& line : split(text, '\n')) {
        if (!line.empty()) lines.emplace(line);
    }
    return lines;
}

/// "name arch version" of what is installed.
Lines dpkg_lines() {
    Lines installed;
    const auto all = lines_of(run_tool(
        {"dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Package} ${Architecture} ${Version}\n"}));
    for (const auto& line : all) {
        if (line[1] == 'i') installed.insert(line.substr(3));
    }
    return installed;
}

struct Compared {
    Lines ours, of_dpkg, explicit_ours, explicit_of_apt;
};

/// Nothing where somebody installed something in between.
std::optional<Compared> compare() {
    RealFiles files;
    RealProcessRunner processes;
    Compared compared{{}, dpkg_lines(), {}, lines_of(run_tool({"apt-mark", "showmanual"}))};
    const auto inventory = installers_of("/", files, processes)->inventory({InstallerId{"apt"}});
    EXPECT_TRUE(inventory.clean());
    if (compared.of_dpkg != dpkg_lines() || inventory.value.empty()) return std::nullopt;
    for (const auto& package : inventory.value[0].packages) {
        const auto name = package.id.text.substr(0, package.id.text.find(':'));
        if (!package.broken)
            compared.ours.insert(name + " " + package.arch + " " + package.version);
        if (package.reason == Reason::Explicit) compared.explicit_ours.insert(package.id.text);
    }
    return compared;
}

TEST(AptInventoryOfThisMachine, IsWhatDpkgAndAptMarkSay) {
    if (!std::filesystem::exists("/usr/bin/apt-mark")) GTEST_SKIP() << "needs apt";
    auto compared = compare();
    for (int again = 0; again < 5 && !compared; ++again)
        compared = compare();

    ASSERT_TRUE(compared) << "packages are changed all the time here";
    EXPECT_FALSE(compared->ours.empty());
    EXPECT_EQ(compared->ours, compared->of_dpkg);
    EXPECT_EQ(compared->explicit_ours, compared->explicit_of_apt);
}

} // namespace
} // namespace ferry::testing
