// These tests run without a network, and what they mount is nobody else's.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace ferry::testing {
namespace {

class Isolation : public ::testing::Environment {
    void SetUp() override {
        if (geteuid() != 0) return; // every test is skipped then
        ASSERT_EQ(unshare(CLONE_NEWNET | CLONE_NEWNS), 0);
        ASSERT_EQ(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    }
};

const auto* const isolation = ::testing::AddGlobalTestEnvironment(new Isolation);

} // namespace
} // namespace ferry::testing
