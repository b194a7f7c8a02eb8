// One run at a time.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/run_lock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace ferry::testing {

using apply::RunLock;
using ::testing::HasSubstr;

TEST(RunLock, IsHeldByOneRunOnly) {
    const TemporaryFolder folder;
    const auto first = RunLock::take(folder.path() / "apply.lock");
    ASSERT_TRUE(first);

    const auto second = RunLock::take(folder.path() / "apply.lock");

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Code::Conflict);
    EXPECT_THAT(second.error().message, HasSubstr("another ferry"));
}

TEST(RunLock, IsFreeWhenItsHolderIsGone) {
    const TemporaryFolder folder;
    {
        const auto first = RunLock::take(folder.path() / "apply.lock");
        ASSERT_TRUE(first);
    }

    EXPECT_TRUE(RunLock::take(folder.path() / "apply.lock"));
}

TEST(RunLock, NamesTheFileThatItCannotMake) {
    const TemporaryFolder folder;

    const auto lock = RunLock::take(folder.path() / "none" / "apply.lock");

    ASSERT_FALSE(lock);
    EXPECT_THAT(lock.error().message, HasSubstr("apply.lock"));
}

} // namespace ferry::testing
