// What the person does not want here.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::state {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DeclinedSoftwareTest : public MemoryTest {};

TEST_F(DeclinedSoftwareTest, IsRememberedOnceAndUntilTheNextRun) {
    ASSERT_TRUE(state().declined().add({"gimp"}, 2));
    ASSERT_TRUE(state().declined().add({"firefox"}, 1));
    ASSERT_TRUE(state().declined().add({"firefox"}, 3));
    reopen();

    EXPECT_THAT(*state().declined().list(), ElementsAre(SoftwareId{"firefox"}, SoftwareId{"gimp"}));
}

TEST_F(DeclinedSoftwareTest, IsForgottenWhereItIsWantedAgain) {
    ASSERT_TRUE(state().declined().add({"firefox"}, 1));

    ASSERT_TRUE(state().declined().remove({"firefox"}));

    EXPECT_THAT(*state().declined().list(), IsEmpty());
}

} // namespace
} // namespace ferry::state
