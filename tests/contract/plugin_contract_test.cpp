// What every plugin promises, entered through its exported table as the worker enters it.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/hostile_ids.hpp"
#include "tests/contract/subject.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Act = ferry_status (*)(const ferry_host*, const ferry_str*, size_t);

std::vector<Act> acts() {
    std::vector<Act> all;
    for (const auto act :
         {ferry_plugin_v1.install, ferry_plugin_v1.remove, ferry_plugin_v1.upgrade}) {
        if (act != nullptr) all.push_back(act);
    }
    return all;
}

/// Those that are hostile to every plugin, and to this one.
std::vector<std::string> hostile_ids() {
    auto ids = check::hostile_ids();
    ids.insert(ids.end(), subject.hostile_ids.begin(), subject.hostile_ids.end());
    return ids;
}

TEST(PluginContract, TableNamesItsOwnVersionAndAWellFormedId) {
    const auto id = std::string(sdk::from_abi(ferry_plugin_v1.id));

    EXPECT_EQ(ferry_plugin_v1.abi_major, FERRY_ABI_MAJOR);
    EXPECT_EQ(ferry_plugin_v1.struct_size, sizeof(ferry_plugin));
    EXPECT_THAT(id, ::testing::MatchesRegex("[a-z0-9-]+"));
}

TEST(PluginContract, ProbeSaysHowItWillBeUsed) {
    FakeHost host;
    furnish(host);

    EXPECT_EQ(ferry_plugin_v1.probe(host), FERRY_OK);
    EXPECT_THAT(host.note, Not(IsEmpty()));
}

TEST(PluginContract, IsUnavailableOnAMachineWithoutTheInstaller) {
    FakeHost host;

    EXPECT_EQ(ferry_plugin_v1.probe(host), FERRY_UNAVAILABLE);
    EXPECT_THAT(host.failures, ElementsAre(Field(&SaidFailure::status, FERRY_UNAVAILABLE)));
}

TEST(PluginContract, EmptyMachineHasAnEmptyInventory) {
    FakeHost host;
    furnish_empty(host);

    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);
    EXPECT_THAT(host.packages, IsEmpty());
    EXPECT_THAT(host.failures, IsEmpty());
}

TEST(PluginContract, IdsWithArchitecturesAreUniqueAndPrintable) {
    FakeHost host;
    furnish(host);
    ASSERT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);

    bool found = false;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& package : host.packages) {
        EXPECT_TRUE(seen.emplace(package.id, package.arch).second) << package.id;
        EXPECT_THAT(package.id, ::testing::MatchesRegex("[!-~]+"));
        found = found || package.id == subject.installed_id;
    }
    EXPECT_TRUE(found);
}

TEST(PluginContract, ReadingNeedsNoRightsAndRunsNothingElevated) {
    FakeHost host;
    furnish(host);
    host.set_elevated(false);
    const ferry_str ids[] = {sdk::to_abi(subject.installed_id)};

    EXPECT_EQ(ferry_plugin_v1.probe(host), FERRY_OK);
    EXPECT_EQ(ferry_plugin_v1.inventory(host), FERRY_OK);
    EXPECT_EQ(ferry_plugin_v1.look_up(host, ids, 1), FERRY_OK);
    if (ferry_plugin_v1.outdated != nullptr) {
        EXPECT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);
    }
    EXPECT_THAT(host.commands, Each(Field(&RanCommand::elevated, false)));
}

TEST(PluginContract, EveryCommandHasATimeLimit) {
    FakeHost host;
    furnish(host);
    const ferry_str ids[] = {sdk::to_abi(subject.installed_id)};
    ferry_plugin_v1.look_up(host, ids, 1);
    for (const auto act : acts())
        act(host, ids, 1);

    EXPECT_THAT(host.commands, Not(IsEmpty()));
    EXPECT_THAT(host.commands, Each(Field(&RanCommand::timeout_ms, ::testing::Gt(0u))));
}

TEST(PluginContract, HostileIdsReachNoCommand) {
    for (const auto& id : hostile_ids()) {
        FakeHost host;
        furnish(host);
        const ferry_str ids[] = {sdk::to_abi(id)};
        ferry_plugin_v1.look_up(host, ids, 1);
        for (const auto act : acts())
            act(host, ids, 1);

        EXPECT_THAT(host.offers, IsEmpty()) << id;
        for (const auto& command : host.commands)
            EXPECT_FALSE(check::carries(command.argv, id)) << id << " in: " << command.line();
    }
}

TEST(PluginContract, HostileIdsFailEachByItself) {
    for (const auto act : acts()) {
        const auto hostile = hostile_ids();
        FakeHost host;
        furnish(host);
        std::vector<ferry_str> ids;
        for (const auto& id : hostile)
            ids.push_back(sdk::to_abi(id));

        EXPECT_EQ(act(host, ids.data(), ids.size()), FERRY_OK);
        EXPECT_THAT(host.outcomes, SizeIs(hostile.size()));
        EXPECT_THAT(host.outcomes, Each(Field(&SaidOutcome::result, FERRY_RESULT_FAILED)));
        EXPECT_THAT(host.outcomes, Each(Field(&SaidOutcome::message, Not(IsEmpty()))));
    }
}

TEST(PluginContract, HostileNeighbourDoesNotKeepTheOthersFromTheirOutcome) {
    for (const auto act : acts()) {
        FakeHost host;
        furnish(host);
        const ferry_str ids[] = {sdk::to_abi("--purge"), sdk::to_abi(subject.absent_id)};
        act(host, ids, 2);

        EXPECT_THAT(host.outcomes,
                    ::testing::UnorderedElementsAre(Field(&SaidOutcome::id, "--purge"),
                                                    Field(&SaidOutcome::id, subject.absent_id)));
    }
}

TEST(PluginContract, WithoutRightsNothingIsChanged) {
    for (const auto act : acts()) {
        FakeHost host;
        furnish(host);
        host.set_elevated(false);
        const ferry_str ids[] = {sdk::to_abi(subject.installed_id)};
        act(host, ids, 1);

        EXPECT_THAT(host.commands, Each(Field(&RanCommand::elevated, false)));
        EXPECT_THAT(host.outcomes, SizeIs(1));
    }
}

TEST(PluginContract, ToolsThatAreGoneAreReportedOnceWithOneOutcomeForEach) {
    for (const auto act : acts()) {
        FakeHost host;
        furnish_empty(host);
        const ferry_str ids[] = {sdk::to_abi(subject.absent_id)};
        const auto status = act(host, ids, 1);

        EXPECT_THAT(host.failures, SizeIs(status == FERRY_OK ? 0 : 1));
        EXPECT_THAT(host.outcomes, ElementsAre(Field(&SaidOutcome::id, subject.absent_id)));
    }
}

TEST(PluginContract, TimeLimitOfAToolIsAFailureOfTheCall) {
    FakeHost host;
    furnish(host);
    const ferry_str ids[] = {sdk::to_abi(subject.installed_id)};
    host.answer({}, {.err = "took too long", .run_status = FERRY_TIMED_OUT});

    EXPECT_EQ(ferry_plugin_v1.look_up(host, ids, 1), FERRY_TIMED_OUT);
    EXPECT_THAT(host.failures, ElementsAre(Field(&SaidFailure::status, FERRY_TIMED_OUT)));
}

TEST(PluginContract, UnreadableRegisterIsAFailureAndNotAnEmptyMachine) {
    for (const ferry_status wrong : {FERRY_DENIED, FERRY_IO, FERRY_BAD_DATA}) {
        FakeHost host;
        furnish(host);
        host.unreadable[subject.register_file] = wrong;

        EXPECT_EQ(ferry_plugin_v1.inventory(host), wrong);
        EXPECT_THAT(host.failures, ElementsAre(Field(&SaidFailure::status, wrong)));
        EXPECT_THAT(host.packages, IsEmpty());
    }
}

TEST(PluginContract, RegisterCutOffAnywhereNeverGivesAnythingElseThanFewerPackages) {
    FakeHost whole;
    furnish(whole);
    ASSERT_EQ(ferry_plugin_v1.inventory(whole), FERRY_OK);
    const auto text = whole.files[subject.register_file];

    for (std::size_t size = 0; size < text.size(); ++size) {
        FakeHost host;
        furnish(host);
        host.files[subject.register_file] = text.substr(0, size);
        const auto status = ferry_plugin_v1.inventory(host);

        EXPECT_THAT(host.failures, SizeIs(status == FERRY_OK ? 0 : 1)) << size;
        EXPECT_LE(host.packages.size(), whole.packages.size()) << size;
    }
}

} // namespace
} // namespace ferry::testing
