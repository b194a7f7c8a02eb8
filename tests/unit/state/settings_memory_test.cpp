// Whose settings may travel, and which revisions were seen.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::state {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const SettingsSeen kSeen{"base", "content", "newest"};

class SettingsMemoryTest : public MemoryTest {};

TEST_F(SettingsMemoryTest, LastAnswerOfThePersonCounts) {
    ASSERT_TRUE(state().settings().consent({"git"}, true, 1));
    ASSERT_TRUE(state().settings().consent({"vim"}, true, 2));
    ASSERT_TRUE(state().settings().consent({"git"}, false, 3));
    reopen();

    EXPECT_THAT(*state().settings().consents(),
                ElementsAre(Pair(SoftwareId{"git"}, false), Pair(SoftwareId{"vim"}, true)));
}

TEST_F(SettingsMemoryTest, RevisionsAreRememberedPerSoftware) {
    ASSERT_TRUE(state().settings().remember({"git"}, {"older", "x", "older"}));
    ASSERT_TRUE(state().settings().remember({"git"}, kSeen));
    reopen();

    EXPECT_EQ(*state().settings().seen({"git"}), kSeen);
    EXPECT_EQ(*state().settings().seen({"vim"}), std::nullopt);
}

TEST_F(SettingsMemoryTest, BothBelongToTheAccountAndGoWithIt) {
    ASSERT_TRUE(state().settings().remember({"git"}, kSeen));
    ASSERT_TRUE(state().settings().consent({"git"}, true, 1));

    ASSERT_TRUE(state().forget_account());

    EXPECT_EQ(*state().settings().seen({"git"}), std::nullopt);
    EXPECT_THAT(*state().settings().consents(), IsEmpty());
}

} // namespace
} // namespace ferry::state
