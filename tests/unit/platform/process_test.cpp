// The process runner, with this program itself as the child.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/platform/child.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<ProcessOutput> run(const std::string& role, const Arguments& arguments = {}) {
    Command command;
    command.argv = as_child(role, arguments);
    return RealProcessRunner().run(command);
}

TEST(ProcessRunner, GivesTheExitCodeWithoutCallingItAnError) {
    const auto output = run("child:exit", {"3"});

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->exit_code, 3);
}

TEST(ProcessRunner, TellsAKilledProgramByItsSignal) {
    const auto output = run("child:signal");

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->exit_code, 128 + 9);
}

TEST(ProcessRunner, KeepsOutputAndErrorsApart) {
    const auto output = run("child:print", {"to out", "to err"});

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->out, "to out");
    EXPECT_EQ(output->err, "to err");
}

TEST(ProcessRunner, ReadsBothPipesPastTheirSize) {
    const auto output = run("child:fill", {"300"});

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->out.size(), 300'000u);
    EXPECT_EQ(output->err.size(), 300'000u);
}

TEST(ProcessRunner, LeavesEveryByteAsItIs) {
    const auto output = run("child:bytes");

    ASSERT_TRUE(output.ok());
    ASSERT_EQ(output->out.size(), 256u);
    EXPECT_EQ(output->out[0], '\0');
    EXPECT_EQ(output->out[13], '\r');
    EXPECT_EQ(output->out[255], '\xFF');
}

TEST(ProcessRunner, CallsAMissingProgramNotFound) {
    Command command;
    command.argv = {"ferry-no-such-program"};

    const auto output = RealProcessRunner().run(command);

    ASSERT_FALSE(output.ok());
    EXPECT_EQ(output.error().code, Code::NotFound);
    EXPECT_THAT(output.error().message, HasSubstr("ferry-no-such-program"));
}

TEST(ProcessRunner, RefusesACommandLineThatIsEmptyOrHoldsNul) {
    Command empty;
    Command nul;
    nul.argv = as_child("child:arguments", {std::string("a\0b", 3)});

    EXPECT_EQ(RealProcessRunner().run(empty).error().code, Code::BadData);
    EXPECT_EQ(RealProcessRunner().run(nul).error().code, Code::BadData);
}

TEST(ProcessRunner, HandsOverAwkwardArgumentsUnchanged) {
    const Arguments awkward = {"",       "a b",       "tab\there", "\"quoted\"", "back\\slash\\",
                               "\\\"",   "\\\\\"",    "c:\\a b\\", "*",          "%PATH%",
                               "$HOME;", "new\nline", "--",        "\xC3\xA4"};
    std::string expected;
    for (const auto& argument : awkward)
        expected += "[" + argument + "]\n";

    const auto output = run("child:arguments", awkward);

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->out, expected);
}

TEST(ProcessRunner, GivesAnEmptyInput) {
    const auto output = run("child:echo");

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->out, "");
}

TEST(ProcessRunner, EndsWhatTakesTooLong) {
    Command command;
    command.argv = as_child("child:sleep", {"30000"});
    command.timeout = 150ms;

    const auto output = RealProcessRunner().run(command);

    ASSERT_FALSE(output.ok());
    EXPECT_EQ(output.error().code, Code::TimedOut);
    EXPECT_THAT(output.error().message, HasSubstr("150 ms"));
}

TEST(ProcessRunner, EndsWhatTakesTooLongWithItsOutputClosed) {
    Command command;
    command.argv = as_child("child:close", {"30000"});
    command.timeout = 150ms;

    EXPECT_EQ(RealProcessRunner().run(command).error().code, Code::TimedOut);
}

TEST(ProcessRunner, WaitsForAProgramThatClosedItsOutput) {
    const auto output = run("child:close", {"50"});

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->exit_code, 5);
}

TEST(ProcessRunner, EndsAFloodAtTheLimit) {
    Command command;
    command.argv = as_child("child:complain");
    command.output_limit = 100'000;

    const auto output = RealProcessRunner().run(command);

    ASSERT_FALSE(output.ok());
    EXPECT_EQ(output.error().code, Code::BadData);
    EXPECT_THAT(output.error().message, HasSubstr("100000 bytes"));
}

TEST(ProcessRunner, DoesNotWaitForAGrandchildThatKeepsThePipe) {
    const TemporaryFolder folder;
    Command command;
    command.argv = as_child("child:grandchild", {"go", "30000", folder.utf8("mark")});
    command.timeout = 20s;

    const auto output = RealProcessRunner().run(command);

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->exit_code, 0);
}

TEST(ProcessRunner, KillsTheWholeTreeOnCancel) {
    const TemporaryFolder folder;
    bool grandchild_runs = false;
    Command command;
    command.argv = as_child("child:grandchild", {"stay", "500", folder.utf8("mark")});
    command.on_line = [&](OutputStream, std::string_view) { grandchild_runs = true; };
    command.cancelled = [&] { return grandchild_runs; };

    const auto output = RealProcessRunner().run(command);
    std::this_thread::sleep_for(800ms);

    ASSERT_TRUE(output.ok());
    EXPECT_TRUE(output->cancelled);
    EXPECT_FALSE(RealFiles().exists(folder.path() / "mark"));
}

TEST(ProcessRunner, KillsWhatIgnoresTheInterruptAfterItsGrace) {
    bool ready = false;
    Command command;
    command.argv = as_child("child:stubborn");
    command.interrupt_grace = 100ms;
    command.on_line = [&](OutputStream, std::string_view) { ready = true; };
    command.cancelled = [&] { return ready; };

    const auto output = RealProcessRunner().run(command);

    ASSERT_TRUE(output.ok());
    EXPECT_TRUE(output->cancelled);
    EXPECT_EQ(output->exit_code, 128 + 9);
}

TEST(ProcessRunner, GivesLinesWhileItRunsAndCutsAtCarriageReturns) {
    std::vector<std::string> lines;
    Command command;
    command.argv = as_child("child:print", {"10%\r20%\r\ndone", "oh\n"});
    command.on_line = [&](OutputStream stream, std::string_view line) {
        if (stream == OutputStream::Out) lines.emplace_back(line);
    };

    ASSERT_TRUE(RealProcessRunner().run(command).ok());
    EXPECT_THAT(lines, ElementsAre("10%", "20%", "done"));
}

TEST(ProcessRunner, CleansTheEnvironment) {
    const auto locale = run("child:variable", {"LC_ALL"});
    const auto other = run("child:variable", {"GTEST_FERRY_SECRET"});

    ASSERT_TRUE(locale.ok() && other.ok());
    EXPECT_EQ(locale->out, "C.UTF-8");
    EXPECT_EQ(environment("GTEST_FERRY_SECRET"), "seen"); // set by CMake for this test program
    EXPECT_EQ(other->out, "");
}

TEST(ProcessRunner, PassesOnNamedVariablesAndAdditions) {
    Command inherits;
    inherits.argv = as_child("child:variable", {"GTEST_FERRY_SECRET"});
    inherits.inherit = {"GTEST_FERRY_SECRET"};
    auto adds = inherits;
    adds.environment = {{"GTEST_FERRY_SECRET", "added"}};

    EXPECT_EQ(RealProcessRunner().run(inherits)->out, "seen");
    EXPECT_EQ(RealProcessRunner().run(adds)->out, "added");
}

TEST(ProcessRunner, RefusesAMalformedVariable) {
    Command command;
    command.argv = as_child("child:exit", {"0"});
    command.environment = {{"A=B", "c"}};

    EXPECT_EQ(RealProcessRunner().run(command).error().code, Code::BadData);
}

TEST(ProcessRunner, RunsOnSeveralThreadsAtOnce) {
    std::vector<std::thread> threads;
    std::vector<int> codes(4, -1);
    for (std::size_t i = 0; i < codes.size(); ++i)
        threads.emplace_back([&codes, i] {
            for (int round = 0; round < 5; ++round) {
                const auto output = run("child:exit", {std::to_string(i + 1)});
                codes[i] = output ? output->exit_code : -2;
            }
        });
    for (auto& thread : threads)
        thread.join();

    EXPECT_THAT(codes, ElementsAre(1, 2, 3, 4));
}

} // namespace
} // namespace ferry::testing
