// What went wrong, from the words of apt and dpkg.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/failure.hpp"
#include "plugins/kit/words.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::apt {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Case {
    const char* err;
    ferry_result result;
};

class AptWords : public ::testing::TestWithParam<Case> {};

TEST_P(AptWords, DecideTheClass) {
    EXPECT_EQ(classify("", GetParam().err).result, GetParam().result) << GetParam().err;
}

INSTANTIATE_TEST_SUITE_P(
    Table, AptWords,
    ::testing::Values(
        Case{"E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1 (a)\n",
             FERRY_RESULT_BUSY},
        Case{"E: Unable to acquire the dpkg frontend lock (/x), is another process using it?\n",
             FERRY_RESULT_BUSY},
        Case{"E: Could not open lock file /x - open (13: Permission denied)\n"
             "E: Unable to acquire the dpkg frontend lock (/x), are you root?\n",
             FERRY_RESULT_NEEDS_ELEVATION},
        Case{"E: Failed to fetch http://h/p.deb  Could not connect to h:80\n"
             "E: Unable to fetch some archives, maybe run apt-get update?\n",
             FERRY_RESULT_NETWORK},
        Case{"E: Failed to fetch http://h/p.deb  Hash Sum mismatch\n"
             "E: Unable to fetch some archives, maybe run apt-get update?\n",
             FERRY_RESULT_HASH_MISMATCH},
        Case{"E: There were unauthenticated packages and -y was used without "
             "--allow-unauthenticated\n",
             FERRY_RESULT_HASH_MISMATCH},
        Case{"E: Unable to locate package x:amd64\n", FERRY_RESULT_NOT_FOUND},
        Case{"E: Package 'x' has no installation candidate\n", FERRY_RESULT_NOT_FOUND},
        Case{"E: Version '9' for 'x' was not found\n", FERRY_RESULT_NOT_FOUND},
        Case{"E: You don't have enough free space in /var/cache/apt/archives/.\n",
             FERRY_RESULT_FAILED},
        Case{"E: dpkg was interrupted, you must manually run 'dpkg --configure -a'\n",
             FERRY_RESULT_FAILED},
        Case{"W: Failed to fetch http://h/InRelease\nE: Sub-process /usr/bin/dpkg returned an "
             "error code (1)\n",
             FERRY_RESULT_FAILED}));

TEST(AptFailure, SaysWhichDependenciesCannotBeMet) {
    const auto failure = classify(testing::fixture("apt/simulate_unmet.out"),
                                  testing::fixture("apt/simulate_unmet.err"));

    EXPECT_EQ(failure.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(failure.message, AllOf(HasSubstr("ex-unmet : Depends: ex-nowhere"),
                                       HasSubstr("held broken packages")));
}

TEST(AptFailure, GivesTheLastWordsWhereNoErrorLineIs) {
    EXPECT_EQ(classify("one\ntwo\n", "").message, "two");
    EXPECT_EQ(classify("one\n", "three\n").message, "three");
    EXPECT_THAT(classify("", "").message, Not(""));
}

TEST(AptFailure, CannotMoveTheCursor) {
    EXPECT_EQ(classify("", "E: \x1b[31mred\x1b[0m\x07 \xff\n").message, "red ?");
}

TEST(AptLockWait, NamesFileProcessAndProgram) {
    const std::string text = testing::fixture("apt/locked.out");
    const auto holder = parse_lock_wait(kit::lines_of(text).front());

    ASSERT_TRUE(holder);
    EXPECT_THAT(holder->sentence(),
                HasSubstr("(python3) holds /srv/example/root/var/lib/dpkg/lock-frontend"));
}

TEST(AptLockWait, IsNoOtherLine) {
    EXPECT_FALSE(parse_lock_wait("E: Could not get lock /x. It is held by process 1 (a)"));
    EXPECT_FALSE(parse_lock_wait("Waiting for cache lock: Could not get lock /x"));
    EXPECT_FALSE(parse_lock_wait("Setting up ex-app (1.0-1) ..."));
}

} // namespace
} // namespace ferry::apt
