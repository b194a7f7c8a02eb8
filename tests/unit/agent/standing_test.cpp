// What an agent leaves behind, and that there is one only.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/standing.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

class StandingTest : public ::testing::Test {
protected:
    TemporaryFolder home;
    std::filesystem::path data = home.path() / "data";
    RealFiles files;
};

TEST_F(StandingTest, ComesBackAsItWasWritten) {
    const agent::Standing standing{4711, 10, 20, 30, 40, "no \"route\"\nto host"};
    ASSERT_TRUE(files.create_folders(data));

    ASSERT_TRUE(agent::write_standing(files, data, standing));

    EXPECT_EQ(*agent::read_standing(files, data), standing);
}

TEST_F(StandingTest, NamesTheFileThatIsDamaged) {
    ASSERT_TRUE(files.create_folders(data));
    ASSERT_TRUE(files.replace(data / "agent.json", R"({"process":"x"})"));

    const auto read = agent::read_standing(files, data);

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::BadData);
    EXPECT_THAT(read.error().message, HasSubstr("agent.json"));
}

TEST_F(StandingTest, LooksAtAHomeWithoutMakingAnything) {
    EXPECT_FALSE(agent::agent_runs(files, data));
    EXPECT_EQ(agent::read_standing(files, data).error().code, Code::NotFound);
    EXPECT_FALSE(files.exists(data));
}

TEST_F(StandingTest, LetsOneAgentInAndTellsTheOtherItsProcess) {
    auto first = std::optional(agent::take_agent_lock(files, data));
    ASSERT_TRUE(*first);
    ASSERT_TRUE(agent::write_standing(files, data, {4711, 1, 0, 0, 0, ""}));

    const auto second = agent::take_agent_lock(files, data);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Code::Conflict);
    EXPECT_THAT(second.error().message, HasSubstr("4711"));
    EXPECT_TRUE(agent::agent_runs(files, data));
    first.reset();
    EXPECT_FALSE(agent::agent_runs(files, data));
}

} // namespace
} // namespace ferry::testing
