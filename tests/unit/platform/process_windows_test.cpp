// What only Windows promises of processes: no batch files, no status pipe, true quoting.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_windows.hpp"
#include "core/platform/error_windows.hpp"
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/platform/child.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

TEST(ProcessRunner, RefusesABatchFile) {
    const TemporaryFolder folder;
    RealFiles files;
    for (const auto* name : {"tool.bat", "tool.CMD"}) {
        ASSERT_TRUE(files.replace(folder.path() / name, "@exit 0\r\n").ok());
        Command command;
        command.argv = {folder.utf8(name)};

        const auto output = RealProcessRunner().run(command);

        ASSERT_FALSE(output.ok());
        EXPECT_EQ(output.error().code, Code::NotSupported);
        EXPECT_THAT(output.error().message, HasSubstr("cmd.exe"));
    }
}

TEST(ProcessRunner, SaysThatThereIsNoStatusPipe) {
    Command command;
    command.argv = as_child("child:exit", {"0"});
    command.status_pipe = true;

    EXPECT_EQ(RealProcessRunner().run(command).error().code, Code::NotSupported);
}

TEST(CommandLine, QuotesOnlyWhatNeedsIt) {
    EXPECT_EQ(windows::command_line({"tool", "plain", "a b", "", "c:\\x y\\", "say \"hi\""}),
              L"tool plain \"a b\" \"\" \"c:\\x y\\\\\" \"say \\\"hi\\\"\"");
}

TEST(EnvironmentBlock, TakesNamesWithoutCaseAndEndsInTwoNuls) {
    const auto block =
        windows::environment_block({{"x"}, {{"path", "p"}, {"lc_all", "q"}}, {}, {}});

    EXPECT_EQ(block.find(L"C.UTF-8"), std::wstring::npos);
    EXPECT_NE(block.find(L"=p"), std::wstring::npos);
    EXPECT_EQ(block.substr(block.size() - 2), std::wstring(2, L'\0'));
}

TEST(ErrorFromWin32, TellsCallersWhatTheyCanActOn) {
    EXPECT_EQ(error_from_win32(ERROR_FILE_NOT_FOUND, "x").code, Code::NotFound);
    EXPECT_EQ(error_from_win32(ERROR_ACCESS_DENIED, "x").code, Code::Denied);
    EXPECT_EQ(error_from_win32(ERROR_DISK_FULL, "x").code, Code::Io);
    EXPECT_THAT(error_from_win32(ERROR_DISK_FULL, "C:\\a").message, HasSubstr("C:\\a: "));
}

} // namespace
} // namespace ferry::testing
