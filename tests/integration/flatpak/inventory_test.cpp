// What Ferry reads from the folders is what flatpak itself lists.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/flatpak/flatpak_root.hpp"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

class FlatpakInventories : public FlatpakRoot {
protected:
    InstallerInventory read() {
        auto report = installers().inventory({InstallerId{"flatpak"}});
        EXPECT_TRUE(report.problems.empty()) << report.problems.at(0).what;
        return report.value.empty() ? InstallerInventory{} : report.value.at(0);
    }
    /// Of the branch that the bare id stands for.
    std::string current_branch(const std::string& id) const {
        return std::filesystem::read_symlink(user / "app" / id / "current").filename().string();
    }

    static std::string sorted(const std::string& lines) {
        std::istringstream in(lines);
        std::set<std::string> all;
        for (std::string line; std::getline(in, line);)
            all.insert(line);
        std::string text;
        for (const auto& line : all)
            text += line + "\n";
        return text;
    }
};

TEST_F(FlatpakInventories, EqualFlatpaksOwnList) {
    publish("Hello", "1.0");
    publish("Hello", "2.0", "beta");
    publish("World", "3.0");
    for (const char* id : {"org.example.Hello", "org.example.Hello//beta", "org.example.World"})
        ASSERT_TRUE(succeeded(install(id).result)) << id;

    std::string lines;
    for (const auto& package : read().packages) {
        const bool runtime = package.kind == "runtime";
        EXPECT_EQ(package.reason, runtime ? Reason::Dependency : Reason::Explicit);
        auto line = package.id.text;
        if (runtime) line = line.substr(line.find('/') + 1);
        if (const auto at = line.find("//"); at != std::string::npos)
            line.replace(at, 2, "/x86_64/");
        else if (!runtime)
            line += "/x86_64/" + current_branch(line);
        lines += line + (package.version.empty() ? "" : " " + package.version) + "\n";
    }
    EXPECT_EQ(sorted(lines), listed());
}

TEST_F(FlatpakInventories, BrokenDeployFileCostsOnlyThisInstallersRows) {
    publish("Hello", "1.0");
    ASSERT_TRUE(succeeded(install("org.example.Hello").result));
    std::filesystem::resize_file(user / "app/org.example.Hello/x86_64/stable/active/deploy", 20);

    const auto report = installers().inventory({InstallerId{"flatpak"}});
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_THAT(report.problems[0].what, HasSubstr("active/deploy: byte "));
    EXPECT_TRUE(report.value.empty());
}

} // namespace
} // namespace ferry::testing
