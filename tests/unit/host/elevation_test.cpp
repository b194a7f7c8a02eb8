// Asking for rights: cached ones serve, and without a terminal nobody is asked.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/elevation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Answers every command alike and counts them.
class FixedRunner final : public ProcessRunner {
public:
    explicit FixedRunner(Result<ProcessOutput> answer) : answer_(std::move(answer)) {}
    Result<ProcessOutput> run(const Command& command) override {
        commands.push_back(command.argv);
        return answer_;
    }
    std::vector<std::vector<std::string>> commands{};

private:
    Result<ProcessOutput> answer_;
};

TEST(Elevation, NeedsNothingWhereTheRightsAreHere) {
    if (geteuid() != 0) GTEST_SKIP() << "only for root";
    FixedRunner runner(ProcessOutput{});

    EXPECT_THAT(*host::Elevation(runner, true).prefix(), IsEmpty());
    EXPECT_THAT(runner.commands, IsEmpty());
}

TEST(Elevation, AsksOncePerRun) {
    if (geteuid() == 0) GTEST_SKIP() << "not for root";
    FixedRunner runner(ProcessOutput{});
    host::Elevation elevation(runner, false);

    EXPECT_THAT(*elevation.prefix(), ElementsAre("sudo", "-n", "--"));
    EXPECT_THAT(*elevation.prefix(), ElementsAre("sudo", "-n", "--"));
    EXPECT_THAT(runner.commands, ElementsAre(ElementsAre("sudo", "-n", "-v")));
}

TEST(Elevation, IsDeniedWithTheNextStepWhereNobodyCanBeAsked) {
    if (geteuid() == 0) GTEST_SKIP() << "not for root";
    FixedRunner runner(ProcessOutput{1, false, "", ""});

    const auto prefix = host::Elevation(runner, false).prefix();

    ASSERT_FALSE(prefix.ok());
    EXPECT_EQ(prefix.error().code, Code::Denied);
    EXPECT_THAT(prefix.error().message, HasSubstr("run ferry as root"));
}

} // namespace
} // namespace ferry::testing
