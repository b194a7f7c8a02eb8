// When the inventory is read anew.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/report_due.hpp"
#include "tests/support/fixed_clock.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ferry::testing {
namespace {

class ScriptedWatch final : public agent::ChangeWatch {
public:
    std::string state() override {
        ++looks;
        return now;
    }
    std::string now = "as it was";
    int looks = 0;
};

class ReportDue : public ::testing::Test {
protected:
    /// Asks twice a second for so long; whether a report was due meanwhile.
    bool within(UnixMillis time) {
        for (UnixMillis passed = 0; passed < time; passed += 500) {
            clock.advance(500);
            if (due.now()) return true;
        }
        return false;
    }

    FixedClock clock;
    ScriptedWatch watch;
    agent::ReportDue due{watch, clock};
};

TEST_F(ReportDue, AtTheStart) {
    EXPECT_TRUE(due.now());
    due.begin();
    EXPECT_FALSE(due.now());
}

TEST_F(ReportDue, OnceAChangeIsOver) {
    due.begin();
    watch.now = "changed";

    EXPECT_FALSE(within(5'000)) << "an installer may still be at it";
    EXPECT_TRUE(within(4'000));
    EXPECT_TRUE(due.now()) << "until it is read";
    due.begin();
    EXPECT_FALSE(within(60'000));
}

TEST_F(ReportDue, NotWhileAnInstallerIsAtIt) {
    due.begin();
    for (int second = 0; second < 60; ++second) {
        watch.now = std::to_string(second);
        ASSERT_FALSE(within(1'000)) << second;
    }

    EXPECT_TRUE(within(4'000));
}

TEST_F(ReportDue, InAnUpgradeThatTakesVeryLong) {
    due.begin();
    bool told = false;
    for (int second = 0; second < 150 && !told; ++second) {
        watch.now = std::to_string(second);
        told = within(1'000);
    }

    EXPECT_TRUE(told);
}

TEST_F(ReportDue, EverySixHours) {
    due.begin();
    clock.advance(6 * 3'600'000 - 1);
    EXPECT_FALSE(due.now());

    clock.advance(1);

    EXPECT_TRUE(due.now());
}

TEST_F(ReportDue, AfterTheClockWasSetBack) {
    due.begin();

    clock.advance(-3'600'000);

    EXPECT_TRUE(due.now());
}

TEST_F(ReportDue, LooksAtTheFilesEveryFewSecondsOnly) {
    due.begin();
    watch.looks = 0;

    within(60'000);

    EXPECT_EQ(watch.looks, 12);
}

} // namespace
} // namespace ferry::testing
