// Which requests were answered here, how many wait, and what this device allows.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::state {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const AnsweredRequest kBegun{"id-1", std::string(16, '\0'), 5, "draft"};

class RequestMemoryTest : public MemoryTest {};

TEST_F(RequestMemoryTest, BegunRequestIsKnownWithItsNonceAndNeverBegunAgain) {
    ASSERT_TRUE(state().requests().begin(kBegun));
    reopen();

    EXPECT_EQ(*state().requests().find("id-1"), kBegun);
    EXPECT_TRUE(*state().requests().knows_nonce(kBegun.nonce));
    EXPECT_FALSE(*state().requests().knows_nonce(std::string(16, 'x')));
    EXPECT_EQ(state().requests().begin(kBegun).error().code, Code::Conflict);
    auto same_nonce = kBegun;
    same_nonce.id = "id-2";
    EXPECT_EQ(state().requests().begin(same_nonce).error().code, Code::Conflict);
}

TEST_F(RequestMemoryTest, ResultIsKeptUntilTheServerHasIt) {
    ASSERT_TRUE(state().requests().begin(kBegun));
    EXPECT_THAT(*state().requests().unsent(), IsEmpty());
    ASSERT_TRUE(state().requests().finish("id-1", "result", "signature"));
    reopen();

    ASSERT_THAT(*state().requests().unsent(), SizeIs(1));
    EXPECT_EQ(state().requests().unsent()->front().signature, "signature");
    ASSERT_TRUE(state().requests().mark_sent("id-1"));
    EXPECT_THAT(*state().requests().unsent(), IsEmpty());
}

TEST_F(RequestMemoryTest, WaitingOnesAreCountedWithoutExpiredAndAnsweredOnes) {
    ASSERT_TRUE(state().requests().remember_waiting({{"old", 9}}));
    ASSERT_TRUE(
        state().requests().remember_waiting({{"id-1", 100}, {"id-2", 100}, {"expired", 10}}));
    EXPECT_EQ(*state().requests().waiting(10), 2u);

    ASSERT_TRUE(state().requests().begin(kBegun));
    EXPECT_EQ(*state().requests().waiting(10), 2u) << "begun is not answered";
    ASSERT_TRUE(state().requests().finish("id-1", "result", "signature"));
    EXPECT_EQ(*state().requests().waiting(10), 1u);
}

TEST_F(RequestMemoryTest, PolicyAsksUntilAPersonSaysOtherwise) {
    EXPECT_EQ(*state().request_policy().load(), RequestPolicy{});
    EXPECT_EQ(RequestPolicy{}.mode, RequestMode::Ask);
    const RequestPolicy policy{RequestMode::AllowList, {"git", "apt:jq"}};
    ASSERT_TRUE(state().request_policy().save(policy));
    reopen();

    EXPECT_EQ(*state().request_policy().load(), policy);
}

TEST_F(RequestMemoryTest, AllOfItGoesWithTheAccount) {
    ASSERT_TRUE(state().requests().begin(kBegun));
    ASSERT_TRUE(state().requests().remember_waiting({{"id-2", 100}}));
    ASSERT_TRUE(state().request_policy().save({RequestMode::All, {"git"}}));

    ASSERT_TRUE(state().forget_account());

    EXPECT_EQ(*state().requests().find("id-1"), std::nullopt);
    EXPECT_EQ(*state().requests().waiting(0), 0u);
    EXPECT_EQ(*state().request_policy().load(), RequestPolicy{});
}

} // namespace
} // namespace ferry::state
