// What only POSIX systems promise of processes: the status pipe, interrupts, no foreign
// descriptors.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/platform/child.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Pair;

TEST(ProcessRunner, ReadsTheStatusPipeByLine) {
    std::vector<std::pair<OutputStream, std::string>> lines;
    Command command;
    command.argv = as_child("child:status", {"pmstatus:a:10\npmstatus:a:20\n"});
    command.status_pipe = true;
    command.on_line = [&](OutputStream stream, std::string_view line) {
        lines.emplace_back(stream, line);
    };

    ASSERT_TRUE(RealProcessRunner().run(command).ok());
    EXPECT_THAT(lines, ElementsAre(Pair(OutputStream::Status, "pmstatus:a:10"),
                                   Pair(OutputStream::Status, "pmstatus:a:20")));
}

TEST(ProcessRunner, InterruptsBeforeItKills) {
    bool ready = false;
    Command command;
    command.argv = as_child("child:sleep", {"30000"});
    command.interrupt_grace = 20s;
    command.on_line = [&](OutputStream, std::string_view) { ready = true; };
    command.cancelled = [&] { return ready; };

    const auto output = RealProcessRunner().run(command);

    ASSERT_TRUE(output.ok());
    EXPECT_TRUE(output->cancelled);
    EXPECT_EQ(output->exit_code, 128 + 2);
}

TEST(ProcessRunner, CallsAProgramNotFoundThoughAFolderOfThePathIsClosed) {
    if (geteuid() == 0) GTEST_SKIP() << "nothing is closed to root";
    const TemporaryFolder folder;
    const std::string path = getenv("PATH");
    setenv("PATH", (folder.utf8("closed") + "/bin:" + path).c_str(), 1);
    ASSERT_EQ(mkdir(folder.utf8("closed").c_str(), 0), 0);
    Command command;
    command.argv = {"ferry-no-such-program"};

    const auto output = RealProcessRunner().run(command);
    setenv("PATH", path.c_str(), 1);

    EXPECT_EQ(output.error().code, Code::NotFound);
}

TEST(ProcessRunner, HandsNoDescriptorDownThatItDidNotPromise) {
    const int leak = open("/dev/null", O_RDONLY); // without O_CLOEXEC, as a careless library would
    Command command;
    command.argv = {"sh", "-c", "test ! -e /dev/fd/" + std::to_string(leak)};

    const auto output = RealProcessRunner().run(command);
    close(leak);

    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->exit_code, 0);
}

} // namespace
} // namespace ferry::testing
