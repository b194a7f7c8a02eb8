// A child that is spoken with, played by this program itself.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/process.hpp"
#include "tests/unit/platform/child.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<PipedProcess> started(const std::string& role, const Arguments& arguments = {}) {
    auto process = PipedProcess::start({as_child(role, arguments)});
    EXPECT_TRUE(process.ok());
    return process ? std::move(*process) : nullptr;
}

std::string read_to_end(PipedProcess& process) {
    std::string all;
    for (;;) {
        const auto bytes = process.read_some(20s);
        if (!bytes || bytes->empty()) return all;
        all += *bytes;
    }
}

TEST(PipedProcess, AnswersWhatWasWritten) {
    const auto process = started("child:echo");

    ASSERT_TRUE(process->write("over\r\nand back", 5s).ok());
    process->close_input();

    EXPECT_EQ(read_to_end(*process), "over\r\nand back");
    EXPECT_EQ(*process->wait(20s), 0);
}

TEST(PipedProcess, EndsItsReadingWhenTheLimitIsOver) {
    const auto process = started("child:echo");

    EXPECT_EQ(process->read_some(50ms).error().code, Code::TimedOut);
    ASSERT_TRUE(process->write("x", 5s).ok());
    EXPECT_EQ(*process->read_some(20s), "x"); // nothing is lost by a limit that was over
}

TEST(PipedProcess, EndsItsWritingWhenTheChildDoesNotRead) {
    const auto process = started("child:sleep", {"30000"});

    EXPECT_EQ(process->write(std::string(8u << 20, 'x'), 100ms).error().code, Code::TimedOut);
}

TEST(PipedProcess, TellsThatAChildIsGoneWhenWritingToIt) {
    const auto process = started("child:exit", {"4"});

    EXPECT_EQ(*process->wait(20s), 4);
    EXPECT_EQ(process->write(std::string(8u << 20, 'x'), 5s).error().code, Code::Io);
}

TEST(PipedProcess, KeepsTheLastErrors) {
    const auto process = started("child:print", {"", std::string(20'000, 'a') + "the end"});

    EXPECT_EQ(read_to_end(*process), "");
    ASSERT_TRUE(process->wait(20s).ok());
    EXPECT_EQ(process->errors().size(), 16u * 1024);
    EXPECT_THAT(process->errors(), ::testing::EndsWith("the end"));
}

TEST(PipedProcess, KeepsItsLimitsWhileTheChildFloodsItsErrors) {
    const auto process = started("child:complain");

    EXPECT_EQ(process->read_some(200ms).error().code, Code::TimedOut);
}

TEST(PipedProcess, DiesWhenItIsKilled) {
    const auto process = started("child:sleep", {"30000"});

    process->kill();

    EXPECT_EQ(*process->wait(20s), 128 + 9);
}

TEST(PipedProcess, SaysWhenAChildDoesNotEnd) {
    const auto process = started("child:sleep", {"30000"});

    EXPECT_EQ(process->wait(50ms).error().code, Code::TimedOut);
}

TEST(PipedProcess, CallsAMissingProgramNotFound) {
    const auto process = PipedProcess::start({{"ferry-no-such-program"}});

    ASSERT_FALSE(process.ok());
    EXPECT_EQ(process.error().code, Code::NotFound);
}

} // namespace
} // namespace ferry::testing
