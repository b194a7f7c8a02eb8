// Result and Error: one side only, moved not copied, context in front.
// SPDX-License-Identifier: Apache-2.0
#include <ferry/plugin_abi.h>
#include <ferry/result.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ferry::testing {

TEST(Result, HoldsTheValueThatItWasGiven) {
    const Result<std::string> result = std::string("apt");

    ASSERT_TRUE(result);
    EXPECT_EQ(*result, "apt");
    EXPECT_EQ(result->size(), 3u);
}

TEST(Result, HoldsTheErrorThatItWasGiven) {
    const Result<std::string> result = Error{Code::NotFound, "no package \"x\""};

    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, Code::NotFound);
    EXPECT_EQ(result.error().message, "no package \"x\"");
}

TEST(Result, GivesUpAValueThatCanOnlyBeMoved) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);

    const std::unique_ptr<int> taken = *std::move(result);

    EXPECT_EQ(*taken, 7);
}

TEST(Result, TellsATextFromAnErrorEvenWhereBothAreEmpty) {
    EXPECT_TRUE(Result<std::string>(std::string()));
    EXPECT_FALSE(Result<std::string>(Error{Code::Io, ""}));
}

TEST(ResultOfNothing, SucceedsUnlessItWasGivenAnError) {
    const Result<void> done;
    const Result<void> failed = Error{Code::Denied, "/etc is not yours"};

    EXPECT_TRUE(done);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, Code::Denied);
}

TEST(Error, PutsContextInFrontAndKeepsItsCode) {
    const Error error{Code::BadData, "line 4: no id"};

    const Error wider = error.under("entry firefox").under("catalog");

    EXPECT_EQ(wider.message, "catalog: entry firefox: line 4: no id");
    EXPECT_EQ(wider.code, Code::BadData);
}

TEST(Code, HasTheNumbersOfTheBinaryContract) {
    EXPECT_EQ(static_cast<ferry_status>(Code::Unavailable), FERRY_UNAVAILABLE);
    EXPECT_EQ(static_cast<ferry_status>(Code::ToolFailed), FERRY_TOOL_FAILED);
    EXPECT_EQ(static_cast<ferry_status>(Code::BadData), FERRY_BAD_DATA);
    EXPECT_EQ(static_cast<ferry_status>(Code::Denied), FERRY_DENIED);
    EXPECT_EQ(static_cast<ferry_status>(Code::TimedOut), FERRY_TIMED_OUT);
    EXPECT_EQ(static_cast<ferry_status>(Code::Internal), FERRY_INTERNAL);
    EXPECT_EQ(static_cast<ferry_status>(Code::NotFound), FERRY_NOT_FOUND);
    EXPECT_EQ(static_cast<ferry_status>(Code::NotSupported), FERRY_NOT_SUPPORTED);
    EXPECT_EQ(static_cast<ferry_status>(Code::Cancelled), FERRY_CANCELLED);
    EXPECT_EQ(static_cast<ferry_status>(Code::Conflict), FERRY_CONFLICT);
    EXPECT_EQ(static_cast<ferry_status>(Code::Io), FERRY_IO);
    EXPECT_EQ(static_cast<ferry_status>(Code::Network), FERRY_NETWORK);
}

} // namespace ferry::testing
