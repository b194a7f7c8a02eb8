// Exit codes and last words.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/judge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::depot {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Verdict of(const char* format, int code, const std::string& err = {}, const std::string& out = {}) {
    return judge(format, "tool", {code, false, out, err});
}

TEST(DepotVerdict, KnowsTheCodesOfWindowsInstaller) {
    const std::vector<std::pair<int, ResultClass>> table = {{0, ResultClass::Ok},
                                                            {3010, ResultClass::NeedsReboot},
                                                            {1641, ResultClass::NeedsReboot},
                                                            {1618, ResultClass::Busy},
                                                            {1602, ResultClass::Cancelled},
                                                            {1603, ResultClass::Failed},
                                                            {1638, ResultClass::Already},
                                                            {1925, ResultClass::NeedsElevation}};

    for (const auto& [code, result] : table) {
        EXPECT_EQ(of("msi", code).result, result) << code;
        EXPECT_EQ(of("exe", code).result, result) << code;
    }
    EXPECT_THAT(of("msi", 1618).message, HasSubstr("another installation is going on (exit code"));
    EXPECT_THAT(of("msi", 1603).message, HasSubstr("failed without a word (exit code 1603)"));
}

TEST(DepotVerdict, TakesTheToolsOwnReasons) {
    const auto verdict = of("deb", 100, "N: note\nE: Unable to correct problems\nE: broken\n");

    EXPECT_EQ(verdict.result, ResultClass::Failed);
    EXPECT_EQ(verdict.message, "Unable to correct problems; broken");
    EXPECT_EQ(of("pkg", 1, "", "installer: Error - \x1b[31mno space\n").message,
              "installer: Error - ?[31mno space");
}

TEST(DepotVerdict, SeesLocksRightsAndTheNetworkInTheWords) {
    EXPECT_EQ(of("deb", 100, "E: Could not get lock /var/lib/dpkg/lock-frontend.").result,
              ResultClass::Busy);
    EXPECT_EQ(of("deb", 100, "E: Failed to fetch http://x").result, ResultClass::Network);
    EXPECT_EQ(of("rpm", 1, "error: can't create transaction lock on /var/lib/rpm/.rpm.lock").result,
              ResultClass::Busy);
    EXPECT_EQ(of("rpm", 1, "\tpackage a-1-1.noarch is already installed").result,
              ResultClass::Already);
    EXPECT_EQ(of("deb", 2, "dpkg: error: requested operation requires superuser privilege").result,
              ResultClass::NeedsElevation);
}

TEST(DepotVerdict, SeesARestartThatMacosAsksFor) {
    EXPECT_EQ(of("pkg", 0, "", "installer: The install requires restarting now.\n").result,
              ResultClass::NeedsReboot);
    EXPECT_EQ(of("pkg", 0, "", "installer: The install was successful.\n").result, ResultClass::Ok);
    EXPECT_THAT(of("pkg", 0).message, IsEmpty());
}

TEST(DepotVerdict, SaysThatItWasStopped) {
    EXPECT_EQ(judge("msi", "msiexec", {1602, true, "", ""}).result, ResultClass::Cancelled);
}

} // namespace
} // namespace ferry::depot
