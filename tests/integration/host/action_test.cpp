// Changing the machine: one outcome per id, whatever happens to the worker.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/host/host_of_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Outcome> installed(const std::vector<NativeId>& ids,
                               const host::ActionEvents& events = {},
                               const std::string& installer = "installer") {
    const HostOfTest host;
    return host.installers->act({{installer}, Action::Install, ids}, events);
}

std::vector<ResultClass> results_of(const std::vector<Outcome>& outcomes) {
    std::vector<ResultClass> results;
    for (const auto& outcome : outcomes)
        results.push_back(outcome.result);
    return results;
}

TEST(Action, GivesOneOutcomePerIdInTheOrderAsked) {
    std::vector<std::string> told;
    host::ActionEvents events;
    events.on_outcome = [&](const Outcome& outcome) { told.push_back(outcome.id.text); };

    const auto outcomes = installed({{"silent"}, {"fine"}}, events);

    EXPECT_THAT(results_of(outcomes), ElementsAre(ResultClass::Failed, ResultClass::Ok));
    EXPECT_THAT(outcomes[0].message, HasSubstr("said nothing"));
    EXPECT_THAT(told, ElementsAre("fine", "silent")); // as soon as each was known
}

TEST(Action, KeepsWhatWasDoneBeforeACrash) {
    const auto outcomes = installed({{"fine"}, {"crash"}, {"later"}});

    EXPECT_THAT(results_of(outcomes),
                ElementsAre(ResultClass::Ok, ResultClass::Failed, ResultClass::Failed));
    EXPECT_THAT(outcomes[1].message, HasSubstr("crashed (signal 6)"));
}

TEST(Action, NeverTakesAnUnknownResultForSuccess) {
    EXPECT_THAT(results_of(installed({{"odd"}})), ElementsAre(ResultClass::Failed));
}

TEST(Action, InterruptsTheToolAndTellsThePluginWhenThePersonCancels) {
    bool begun = false;
    host::ActionEvents events;
    events.on_progress = [&](const Progress&) { begun = true; };
    events.cancelled = [&] { return begun; };

    const auto outcomes = installed({{"wait"}, {"fine"}}, events);

    EXPECT_THAT(results_of(outcomes), ElementsAre(ResultClass::Cancelled, ResultClass::Ok));
}

TEST(Action, HearsACancelThatComesBeforeThePluginBegins) {
    host::ActionEvents events;
    events.cancelled = [] { return true; };

    EXPECT_THAT(results_of(installed({{"wait"}}, events)), ElementsAre(ResultClass::Cancelled));
}

TEST(Action, FailsForEachIdWhereThePluginCannotDoIt) {
    const auto outcomes = installed({{"a"}, {"b"}}, {}, "good");

    EXPECT_THAT(results_of(outcomes), ElementsAre(ResultClass::Failed, ResultClass::Failed));
    EXPECT_THAT(outcomes[0].message, HasSubstr("no such function"));
}

TEST(Action, AnswersForAnInstallerThatIsNotHere) {
    EXPECT_THAT(results_of(installed({{"a"}}, {}, "nix")), ElementsAre(ResultClass::NotFound));
}

} // namespace
} // namespace ferry::testing
