// Installing and removing: what is written, what is run, and that nobody else's file goes.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Remembers what was run; what begins as `broken` does not work.
class NotedRunner final : public ProcessRunner {
public:
    Result<ProcessOutput> run(const Command& command) override {
        std::string line;
        for (const auto& word : command.argv)
            line += (line.empty() ? "" : " ") + word;
        ran.push_back(line);
        if (!broken.empty() && line.starts_with(broken))
            return ProcessOutput{1, false, "", "Failed to connect to bus\n"};
        return ProcessOutput{};
    }
    std::vector<std::string> ran;
    std::string broken;
};

class ServiceTest : public ::testing::Test {
protected:
    std::string content() { return *files.read(service.file); }

    TemporaryFolder folder;
    RealFiles files;
    NotedRunner runner;
    agent::Launch launch{"/usr/bin/ferry", {"agent", "run"}};
    agent::Service service = *agent::systemd_service(launch, folder.path() / "config");
};

TEST_F(ServiceTest, IsWrittenAndStarted) {
    const auto done = agent::install_service(files, runner, service);

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->changed);
    EXPECT_EQ(done->not_started, "");
    EXPECT_EQ(service.file, folder.path() / "config/systemd/user/ferry-agent.service");
    EXPECT_EQ(content(), agent::systemd_unit(launch));
    EXPECT_THAT(runner.ran, ElementsAre("systemctl --user daemon-reload",
                                        "systemctl --user enable ferry-agent.service",
                                        "systemctl --user restart ferry-agent.service"));
}

TEST_F(ServiceTest, MayBeInstalledTwice) {
    ASSERT_TRUE(agent::install_service(files, runner, service));

    const auto again = agent::install_service(files, runner, service);

    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
}

TEST_F(ServiceTest, TellsWhyItWasNotStarted) {
    runner.broken = "systemctl";

    const auto done = agent::install_service(files, runner, service);

    ASSERT_TRUE(done);
    EXPECT_EQ(done->not_started, "systemctl --user daemon-reload: Failed to connect to bus");
    EXPECT_TRUE(files.exists(service.file));
    EXPECT_EQ(service.by_hand, "systemctl --user enable --now ferry-agent.service");
}

TEST_F(ServiceTest, TakesAwayWhatItWroteAlsoWhereNobodyCanStopIt) {
    ASSERT_TRUE(agent::install_service(files, runner, service));
    runner.ran.clear();
    runner.broken = "systemctl";

    const auto removed = agent::remove_service(files, runner, service);

    ASSERT_TRUE(removed);
    EXPECT_TRUE(*removed);
    EXPECT_FALSE(files.exists(service.file));
    EXPECT_THAT(runner.ran, ElementsAre("systemctl --user disable --now ferry-agent.service",
                                        "systemctl --user daemon-reload"));
}

TEST_F(ServiceTest, RemovesNothingWhereNothingIs) {
    EXPECT_FALSE(*agent::remove_service(files, runner, service));
    EXPECT_THAT(runner.ran, IsEmpty());
}

TEST_F(ServiceTest, LeavesAFileOfSomebodyElseAlone) {
    ASSERT_TRUE(files.create_folders(service.file.parent_path()));
    ASSERT_TRUE(files.replace(service.file, "[Unit]\nDescription=mine\n"));

    const auto installed = agent::install_service(files, runner, service);
    const auto removed = agent::remove_service(files, runner, service);

    EXPECT_EQ(installed.error().code, Code::Conflict);
    EXPECT_EQ(removed.error().code, Code::Conflict);
    EXPECT_EQ(content(), "[Unit]\nDescription=mine\n");
    EXPECT_THAT(runner.ran, IsEmpty());
}

TEST(SystemdService, RefusesAPathThatSystemdDoesNotStart) {
    const auto service = agent::systemd_service({"/opt/\"x\"/ferry", {"agent", "run"}}, "/c");

    ASSERT_FALSE(service);
    EXPECT_THAT(service.error().message, HasSubstr("systemd"));
}

TEST(LaunchdService, ReplacesTheOneThatRuns) {
    const auto service =
        agent::launchd_service({"/bin/ferry", {"agent", "run"}}, "/Users/ann", "501");

    EXPECT_EQ(service.file, "/Users/ann/Library/LaunchAgents/org.ferry.agent.plist");
    ASSERT_EQ(service.start.size(), 2u);
    EXPECT_THAT(service.start[0].argv,
                ElementsAre("launchctl", "bootout", "gui/501/org.ferry.agent"));
    EXPECT_TRUE(service.start[0].may_fail);
    EXPECT_THAT(service.start[1].argv,
                ElementsAre("launchctl", "bootstrap", "gui/501", to_utf8(service.file)));
}

TEST(TaskService, IsMadeFromItsFileAndDeletedByItsName) {
    const auto service =
        agent::task_service({"C:/ferry.exe", {"agent", "run"}}, "/data", "PC\\ann");

    EXPECT_THAT(service.start.at(1).argv, ElementsAre("schtasks", "/Create", "/TN", "Ferry Agent",
                                                      "/XML", to_utf8(service.file), "/F"));
    EXPECT_THAT(service.stop.at(1).argv,
                ElementsAre("schtasks", "/Delete", "/TN", "Ferry Agent", "/F"));
}

} // namespace
} // namespace ferry::testing
