// The files as other programs read them: systemd's own checker, a property list reader, an XML
// reader.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service_texts.hpp"
#include "core/platform/process.hpp"
#include "plugins/desktop/property_list.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;

/// What systemd-analyze complains of; a skipped test where there is none.
std::string complaints(const TemporaryFolder& folder, const std::string& unit) {
    RealFiles files;
    const auto file = folder.path() / agent::kUnitName;
    EXPECT_TRUE(files.replace(file, unit));
    Command command{{"systemd-analyze", "--user", "--man=no", "verify", to_utf8(file)}};
    command.environment = {{"XDG_RUNTIME_DIR", to_utf8(folder.path())}};
    const auto output = RealProcessRunner().run(command);
    if (!output) return "no systemd-analyze";
    return output->exit_code == 0 ? "" : output->out + output->err;
}

TEST(SystemdUnit, IsWhatSystemdAccepts) {
    const TemporaryFolder folder;
    const auto place = folder.path() / from_utf8("50% of $HOME; (é) &");
    ASSERT_TRUE(std::filesystem::create_directory(place));
    std::filesystem::create_symlink("/bin/true", place / "ferry");

    const auto found = complaints(
        folder, agent::systemd_unit({to_utf8(place / "ferry"),
                                     {"agent", "run"},
                                     {{"FERRY_HOME", to_utf8(place) + " \"q\" \\ 'x'"}}}));

    if (found == "no systemd-analyze") GTEST_SKIP() << found;
    EXPECT_EQ(found, "");
    EXPECT_NE(complaints(folder, agent::systemd_unit({"/none/ferry", {"agent", "run"}})), "");
}

TEST(LaunchdList, IsAPropertyList) {
    const auto list = agent::launchd_list({"/R&D/ferry", {"agent", "run"}, {{"FERRY_HOME", "<"}}});

    const auto texts = desktop::texts_of_property_list(list, {"Label", "ProcessType"});

    ASSERT_TRUE(texts) << texts.error().message;
    EXPECT_THAT(*texts, ElementsAre("org.ferry.agent", "Background"));
}

TEST(ScheduledTask, IsXmlThatSaysWhatItShould) {
    std::istringstream text(agent::scheduled_task(
        {R"(C:\R&D <1>\ferry.exe)", {"agent", "run", "--ferry-home", R"(D:\a & b)"}},
        R"(OFFICE\ann)"));
    boost::property_tree::ptree tree;

    boost::property_tree::read_xml(text, tree);

    EXPECT_EQ(tree.get<std::string>("Task.Actions.Exec.Command"), R"(C:\R&D <1>\ferry.exe)");
    EXPECT_EQ(tree.get<std::string>("Task.Actions.Exec.Arguments"),
              R"(agent run --ferry-home "D:\a & b")");
    EXPECT_EQ(tree.get<std::string>("Task.Triggers.LogonTrigger.UserId"), R"(OFFICE\ann)");
}

} // namespace
} // namespace ferry::testing
