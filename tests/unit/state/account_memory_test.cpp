// The account's one row.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ferry::state {
namespace {

class AccountMemoryTest : public MemoryTest {};

AccountRecord record() {
    return {"https://localhost:7437",
            "ab12",
            "ann",
            "account-1",
            "device-1",
            {"laptop", "linux", "12", "debian", "x86_64"},
            42,
            1'750'000'000'000};
}

TEST_F(AccountMemoryTest, IsEmptyAtFirst) {
    EXPECT_FALSE(*state().account().load());
}

TEST_F(AccountMemoryTest, KeepsEveryFieldUntilTheNextRun) {
    ASSERT_TRUE(state().account().save(record()));
    reopen();

    EXPECT_EQ(**state().account().load(), record());
}

TEST_F(AccountMemoryTest, IsReplacedNotAddedTo) {
    auto other = record();
    other.account = "bob";
    other.cursor = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    ASSERT_TRUE(state().account().save(record()));

    ASSERT_TRUE(state().account().save(other));

    EXPECT_EQ(**state().account().load(), other);
}

} // namespace
} // namespace ferry::state
