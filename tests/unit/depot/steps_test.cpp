// The exact command lines, of machines and of people.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/steps.hpp"
#include "tests/support/depot_offer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::ferry::testing::offer_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Step step_of(const Offer& offer, const std::string& file, const Tools& tools = {}) {
    const auto steps = steps_of(offer, file, tools);
    EXPECT_TRUE(steps.ok() && steps->size() == 1);
    return steps && !steps->empty() ? steps->front() : Step{};
}

TEST(DepotSteps, InstallADebWithItsDependenciesAndWithoutQuestions) {
    const auto step = step_of(offer_of("a.deb", "deb", "linux"), "/c/a.deb", {true, false, "/"});

    EXPECT_THAT(step.argv,
                ElementsAre("apt-get", "-y", "-q", "-o", "Dpkg::Options::=--force-confdef", "-o",
                            "Dpkg::Options::=--force-confold", "-o", "Dpkg::Use-Pty=0", "-o",
                            "DPkg::Lock::Timeout=60", "-o", "APT::Get::AutomaticRemove=false", "-o",
                            "APT::Get::allow-downgrades=false", "--no-remove", "install", "--",
                            "/c/a.deb"));
    EXPECT_EQ(step.environment.front().second, "noninteractive");
    EXPECT_TRUE(step.needs_elevation);
}

TEST(DepotSteps, InstallADebThroughDpkgWhereThereIsNoApt) {
    const auto step = step_of(offer_of("a.deb", "deb", "linux"), "/c/a.deb");

    EXPECT_THAT(step.argv,
                ElementsAre("dpkg", "--force-confdef", "--force-confold", "--install", "/c/a.deb"));
    EXPECT_TRUE(step.needs_elevation);
}

TEST(DepotSteps, InstallAnRpmThroughDnfOrRpm) {
    const auto offer = offer_of("a.rpm", "rpm", "linux");

    EXPECT_THAT(step_of(offer, "/c/a.rpm", {false, true, "/"}).argv,
                ElementsAre("dnf", "-y", "--setopt=clean_requirements_on_remove=False",
                            "--setopt=exit_on_lock=True", "install", "--", "/c/a.rpm"));
    EXPECT_THAT(step_of(offer, "/c/a.rpm").argv, ElementsAre("rpm", "-U", "--", "/c/a.rpm"));
    EXPECT_TRUE(step_of(offer, "/c/a.rpm").needs_elevation);
}

TEST(DepotSteps, InstallAnMsiQuietlyWithItsProperties) {
    auto offer = offer_of("a.msi", "msi", "windows");
    offer.silent = {"INSTALLDIR=C:\\My Tools"};
    const auto step = step_of(offer, "/c/a b.msi");

    EXPECT_THAT(step.argv, ElementsAre("msiexec", "/i", HasSubstr("a b.msi"), "/qn", "/norestart",
                                       "INSTALLDIR=C:\\My Tools"));
    EXPECT_TRUE(step.needs_elevation);
    offer.silent = {"MSIINSTALLPERUSER=1"};
    EXPECT_FALSE(step_of(offer, "/c/a.msi").needs_elevation);
}

TEST(DepotSteps, RunAnExeOnlyWithSilentArguments) {
    auto offer = offer_of("setup.exe", "exe", "windows");
    const auto refused = steps_of(offer, "/c/setup.exe", {});
    offer.silent = {"/S", "/D=C:\\a"};

    EXPECT_EQ(refused.error().code, Code::NotSupported);
    EXPECT_THAT(refused.error().message, HasSubstr("run it by hand: & "));
    EXPECT_THAT(step_of(offer, "/c/setup.exe").argv,
                ElementsAre(HasSubstr("setup.exe"), "/S", "/D=C:\\a"));
    EXPECT_FALSE(step_of(offer, "/c/setup.exe").needs_elevation);
}

TEST(DepotSteps, InstallAPkgOnTheSystemsDisk) {
    const auto step = step_of(offer_of("a.pkg", "pkg", "macos"), "/c/a.pkg");

    EXPECT_THAT(step.argv, ElementsAre("installer", "-pkg", "/c/a.pkg", "-target", "/"));
    EXPECT_THAT(step.environment, IsEmpty());
    EXPECT_TRUE(step.needs_elevation);
}

TEST(DepotSteps, AreNoneForAFormatThatNoInstallerTakes) {
    EXPECT_EQ(steps_of(offer_of("a.snap", "snap", "linux"), "/c/a.snap", {}).error().code,
              Code::NotSupported);
}

TEST(DepotByHand, IsWhatAPersonTypesInTheShellOfThatSystem) {
    const auto words = [](const char* file, const char* format, const char* os,
                          const std::string& path) {
        return by_hand(offer_of(file, format, os), path);
    };

    EXPECT_EQ(words("a.deb", "deb", "linux", "/c/a.deb"), "sudo apt-get install /c/a.deb");
    EXPECT_EQ(words("a.rpm", "rpm", "linux", "/c/it's.rpm"), "sudo dnf install '/c/it'\\''s.rpm'");
    EXPECT_EQ(words("a.AppImage", "appimage", "linux", "/c/$x.AppImage"),
              "chmod +x '/c/$x.AppImage' && '/c/$x.AppImage'");
    EXPECT_EQ(words("a.tar.xz", "archive", "linux", "/c/a.tar.xz"), "tar -xf /c/a.tar.xz");
    EXPECT_EQ(words("a.zip", "archive", "macos", "/c/a.zip"), "unzip /c/a.zip");
    EXPECT_EQ(words("a.dmg", "dmg", "macos", "/c/a.dmg"), "open /c/a.dmg");
    EXPECT_EQ(words("a.msi", "msi", "windows", "C:\\it's $x\\a.msi"),
              "msiexec /i 'C:\\it''s $x\\a.msi'");
    EXPECT_EQ(words("a.exe", "exe", "windows", "C:\\c\\a.exe"), "& C:\\c\\a.exe");
    EXPECT_EQ(words("a.zip", "archive", "windows", "C:\\c\\a.zip"),
              "Expand-Archive -LiteralPath C:\\c\\a.zip");
}

} // namespace
} // namespace ferry::depot
