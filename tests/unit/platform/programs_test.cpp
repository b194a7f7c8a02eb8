// Which programs run.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/programs.hpp"

#include <gtest/gtest.h>

namespace ferry {
namespace {

TEST(RunningPrograms, HoldThisOne) {
    const auto own = lower(to_utf8(executable_path().stem())).substr(0, 15);

    EXPECT_EQ(running_programs().count(own), 1u) << own;
}

TEST(RunningPrograms, HoldNoneThatDoesNotRun) {
    EXPECT_EQ(running_programs().count("nobody-runs-this"), 0u);
}

} // namespace
} // namespace ferry
