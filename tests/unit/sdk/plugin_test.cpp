// The C++ face of the plugin table: what crosses the edge, and what never does.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sdk/recording_host.hpp"

#include <ferry/plugin.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Fails in each of the ways that a plugin can.
struct Faulty {
    static constexpr std::string_view id = "faulty";
    static Result<void> probe(const sdk::Host&) { throw std::runtime_error("boom"); }
    static Result<void> inventory(const sdk::Host&) { throw 7; }
    static Result<void> look_up(const sdk::Host&, sdk::Ids) {
        return Error{Code::Network, "the mirror is away"};
    }
};

// Offers everything that the table has.
struct Whole {
    static constexpr std::string_view id = "whole";
    static Result<void> probe(const sdk::Host& host) {
        host.present("2.1", "read from disk");
        return {};
    }
    static Result<void> inventory(const sdk::Host& host) {
        sdk::Package package;
        package.native_id = "git";
        package.version = "2.39";
        host.emit(package);
        return {};
    }
    static Result<void> traces(const sdk::Host& host) {
        host.emit(sdk::Trace{"desktop-file", "gimp.desktop", "GIMP", "", ""});
        return {};
    }
    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        for (const auto id_ : ids)
            host.emit(sdk::Offer{id_, "3.0", "main"});
        return {};
    }
    static Result<void> install(const sdk::Host& host, sdk::Ids ids) {
        sdk::Progress half;
        half.permille = 500;
        host.progress(half);
        for (const auto id_ : ids)
            host.outcome({id_, FERRY_RESULT_OK, "3.0", ""});
        return {};
    }
    static Result<void> remove(const sdk::Host& host, sdk::Ids) {
        host.log(FERRY_LOG_WARNING, "nothing to remove");
        return {};
    }
    static Result<void> upgrade(const sdk::Host&, sdk::Ids) { return {}; }
    static Result<void> outdated(const sdk::Host&) { return {}; }
};

constexpr ferry_plugin kFaulty = sdk::table<Faulty>();
constexpr ferry_plugin kWhole = sdk::table<Whole>();

const std::vector<ferry_str> kTwoIds = {sdk::to_abi("git"), sdk::to_abi("gimp")};

} // namespace

TEST(PluginEdge, TurnsAnExceptionIntoInternalWithOneReason) {
    RecordingHost host;

    EXPECT_EQ(kFaulty.probe(host.table()), FERRY_INTERNAL);
    EXPECT_THAT(host.said, ElementsAre("fail 6 boom"));
}

TEST(PluginEdge, TurnsAThrownNumberIntoInternalToo) {
    RecordingHost host;

    EXPECT_EQ(kFaulty.inventory(host.table()), FERRY_INTERNAL);
    EXPECT_THAT(host.said, ElementsAre("fail 6 unknown exception"));
}

TEST(PluginEdge, TellsTheReasonOfAnErrorOnceAndReturnsItsNumber) {
    RecordingHost host;

    EXPECT_EQ(kFaulty.look_up(host.table(), nullptr, 0), FERRY_NETWORK);
    EXPECT_THAT(host.said, ElementsAre("fail 12 the mirror is away"));
}

TEST(PluginTable, IsNullWhereTheClassHasNoSuchFunction) {
    EXPECT_EQ(kFaulty.traces, nullptr);
    EXPECT_EQ(kFaulty.install, nullptr);
    EXPECT_EQ(kFaulty.remove, nullptr);
    EXPECT_EQ(kFaulty.upgrade, nullptr);
    EXPECT_EQ(kFaulty.outdated, nullptr);
}

TEST(PluginTable, NamesThePluginAndTheVersionItWasBuiltFor) {
    EXPECT_EQ(sdk::from_abi(kWhole.id), "whole");
    EXPECT_EQ(kWhole.abi_major, FERRY_ABI_MAJOR);
    EXPECT_EQ(kWhole.abi_minor, FERRY_ABI_MINOR);
    EXPECT_EQ(kWhole.struct_size, sizeof(ferry_plugin));
}

TEST(PluginTable, ReachesEveryFunctionOfTheClass) {
    RecordingHost host;

    EXPECT_EQ(kWhole.probe(host.table()), FERRY_OK);
    EXPECT_EQ(kWhole.inventory(host.table()), FERRY_OK);
    EXPECT_EQ(kWhole.traces(host.table()), FERRY_OK);
    EXPECT_EQ(kWhole.look_up(host.table(), kTwoIds.data(), 2), FERRY_OK);
    EXPECT_EQ(kWhole.install(host.table(), kTwoIds.data(), 2), FERRY_OK);
    EXPECT_EQ(kWhole.remove(host.table(), kTwoIds.data(), 2), FERRY_OK);
    EXPECT_EQ(kWhole.upgrade(host.table(), kTwoIds.data(), 2), FERRY_OK);
    EXPECT_EQ(kWhole.outdated(host.table()), FERRY_OK);
    EXPECT_THAT(host.said, ElementsAre("present 2.1 read from disk", "emit git 2.39",
                                       "trace desktop-file gimp.desktop", "offer git 3.0",
                                       "offer gimp 3.0", "progress 500", "outcome git 0",
                                       "outcome gimp 0", "log 2 nothing to remove"));
}

TEST(PluginHost, HandsACommandOverWordByWord) {
    RecordingHost recording;
    const sdk::Host host(*recording.table());
    sdk::Command command{{"apt-get", "install", "--", "a b"}, 30s};
    command.elevated = true;
    command.interrupt = 1500ms;

    ASSERT_TRUE(host.run(command));
    EXPECT_THAT(recording.argv, ElementsAre("apt-get", "install", "--", "a b"));
    EXPECT_EQ(recording.commands[0].timeout_ms, 30'000u);
    EXPECT_EQ(recording.commands[0].interrupt_ms, 1'500u);
    EXPECT_EQ(recording.commands[0].elevated, 1u);
    EXPECT_EQ(recording.commands[0].on_line, nullptr);
}

TEST(PluginHost, LeavesTheExitCodeToThePlugin) {
    RecordingHost recording;
    recording.exit_code = 100;
    recording.lines = {"E: no"};

    const auto output = sdk::Host(*recording.table()).run({{"apt-get"}, 1s});

    ASSERT_TRUE(output);
    EXPECT_EQ(output->exit_code, 100);
    EXPECT_EQ(output->out, "E: no\n");
}

TEST(PluginHost, NamesTheProgramThatCouldNotRun) {
    RecordingHost recording;
    recording.run_status = FERRY_NOT_FOUND;

    const auto output = sdk::Host(*recording.table()).run({{"apt-get"}, 1s});

    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().code, Code::NotFound);
    EXPECT_EQ(output.error().message, "apt-get: the host's reason");
}

TEST(PluginHost, PassesEachLineOnWhileTheProgramRuns) {
    RecordingHost recording;
    recording.lines = {"one", "", "three"};
    std::vector<std::string> heard;
    sdk::Command command{{"tool"}, 1s};
    command.on_line = [&](sdk::Stream, std::string_view line) { heard.emplace_back(line); };

    ASSERT_TRUE(sdk::Host(*recording.table()).run(command));
    EXPECT_THAT(heard, ElementsAre("one", "", "three"));
}

TEST(PluginHost, GivesAFileOrNamesTheOneThatIsMissing) {
    RecordingHost recording;
    recording.files["/etc/os-release"] = "ID=debian\n";
    const sdk::Host host(*recording.table());

    EXPECT_EQ(*host.read_file("/etc/os-release"), "ID=debian\n");
    EXPECT_EQ(host.read_file("/etc/nosuch").error().code, Code::NotFound);
    EXPECT_EQ(host.read_file("/etc/nosuch").error().message, "/etc/nosuch");
}

TEST(PluginHost, ListsAFolderOrSaysThatItMayNot) {
    RecordingHost recording;
    const sdk::Host host(*recording.table());

    EXPECT_EQ(host.list_dir("/root").error().code, Code::Denied);

    recording.folder = {"a", "b"};
    const auto entries = host.list_dir("/root");
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2u);
    EXPECT_EQ(entries->at(1).name, "b");
    EXPECT_EQ(entries->at(1).kind, sdk::EntryKind::Folder);
}

TEST(PluginHost, GivesTheItemsOfARegistryKey) {
    RecordingHost recording;
    recording.folder = {"DisplayName"};
    const sdk::Host host(*recording.table());

    EXPECT_EQ(host.registry("HKCU\\None").error().code, Code::NotFound);
    const auto items = host.registry("HKLM\\SOFTWARE");
    ASSERT_TRUE(items);
    ASSERT_EQ(items->size(), 1u);
    EXPECT_EQ(items->front().kind, sdk::RegistryKind::Text);
    EXPECT_EQ(items->front().name, "DisplayName");
    EXPECT_EQ(items->front().data, "its data");
}

TEST(PluginHost, SaysWhetherThePersonStoppedIt) {
    RecordingHost recording;
    const sdk::Host host(*recording.table());

    EXPECT_FALSE(host.cancelled());

    recording.is_cancelled = true;
    EXPECT_TRUE(host.cancelled());
}

TEST(PluginText, CrossesTheEdgeUnchangedAndMayBeEmpty) {
    EXPECT_EQ(sdk::from_abi(sdk::to_abi(std::string_view("a\0b", 3))), std::string_view("a\0b", 3));
    EXPECT_THAT(sdk::from_abi(ferry_str{nullptr, 0}), IsEmpty());
}

} // namespace ferry::testing
