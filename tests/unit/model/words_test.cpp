// Every enumerator has a word and the word leads back.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"
#include "core/model/plan.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {

TEST(Words, OfLineKindsLeadBack) {
    for (int i = 0; i <= static_cast<int>(LineKind::Unmapped); ++i) {
        const auto kind = static_cast<LineKind>(i);
        EXPECT_EQ(line_kind_from_text(to_text(kind)), kind);
    }
    EXPECT_FALSE(line_kind_from_text("nonsense"));
}

TEST(Words, OfResultsLeadBackAndUnknownMeansFailed) {
    for (int i = 0; i <= static_cast<int>(ResultClass::Failed); ++i) {
        const auto result = static_cast<ResultClass>(i);
        EXPECT_EQ(result_class_from_text(to_text(result)), result);
    }
    EXPECT_EQ(result_class_from_text("nonsense"), ResultClass::Failed);
}

TEST(Results, CountAsSuccessOnlyWhereTheWishIsTrueNow) {
    EXPECT_TRUE(succeeded(ResultClass::Already));
    EXPECT_TRUE(succeeded(ResultClass::NeedsReboot));
    EXPECT_FALSE(succeeded(ResultClass::Busy));
}

} // namespace ferry::testing
