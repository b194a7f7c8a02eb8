// The loop: what causes an exchange, what happens when the server is away, and how it ends.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/agent.hpp"
#include "tests/support/fixed_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using agent::Exchange;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::SizeIs;

constexpr UnixMillis kMinute = 60'000;

/// A world in which time passes only by waiting. The test says what each call brings; then it ends.
class AgentTest : public ::testing::Test,
                  public Exchange,
                  public agent::ChangeWatch,
                  public agent::OnNews,
                  public agent::Observer {
protected:
    using Wait = std::function<Result<bool>(const std::function<bool()>&)>;

    Result<sync::SyncSummary> sync(Inventory inventory) override {
        calls.push_back(inventory == Inventory::Anew ? "report" : "fetch");
        if (syncs.empty()) return sync::SyncSummary{};
        auto answer = syncs.front();
        syncs.pop_front();
        return answer;
    }
    Result<bool> wait_for_news(const std::function<bool()>& give_up) override {
        calls.push_back("wait");
        if (waits.empty()) {
            ended = true;
            return Error{Code::Cancelled, "stopped"};
        }
        const auto wait = waits.front();
        waits.pop_front();
        return wait(give_up);
    }
    std::string state() override { return files; }
    void fetched(const sync::SyncSummary&) override { ++told; }
    void exchanged(const sync::SyncSummary&, bool reported) override {
        if (reported) ++reports;
    }
    void failed(const Error& error) override { failures.push_back(error.message); }

    Wait after(UnixMillis time, Result<bool> answer) {
        return [=, this](const std::function<bool()>& give_up) -> Result<bool> {
            for (UnixMillis passed = 0; passed < time; passed += 500) {
                clock.advance(500);
                if (give_up()) return Error{Code::Cancelled, "given up"};
            }
            return answer;
        };
    }
    void run() {
        const auto wait = [this](std::chrono::milliseconds time) {
            pauses.push_back(time.count());
            clock.advance(time.count());
            return !ended;
        };
        agent::Agent(
            {*this, *this, *this, *this, clock, wait, [this] { return ended; }, [] { return 0.5; }})
            .run();
    }

    FixedClock clock;
    std::string files = "as it was";
    std::deque<Result<sync::SyncSummary>> syncs;
    std::deque<Wait> waits;
    std::vector<std::string> calls;
    std::vector<std::string> failures;
    std::vector<UnixMillis> pauses;
    int told = 0;
    int reports = 0;
    bool ended = false;
};

TEST_F(AgentTest, ReportsAtItsStartAndThenWaits) {
    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait"));
}

TEST_F(AgentTest, FetchesNewsWithoutReadingTheInventoryAgain) {
    waits = {after(kMinute / 2, true)};

    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait", "fetch", "wait"));
    EXPECT_EQ(told, 2);
    EXPECT_EQ(reports, 1);
}

TEST_F(AgentTest, AsksAgainAfterAMinuteWithoutNews) {
    waits = {after(kMinute, false), after(kMinute, false)};

    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait", "wait", "wait"));
}

TEST_F(AgentTest, StopsWaitingForNewsWhenSomethingChangedHere) {
    waits = {[this](const auto& give_up) {
        files = "a package more";
        return after(kMinute, false)(give_up);
    }};

    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait", "report", "wait"));
    EXPECT_THAT(failures, SizeIs(0));
}

TEST_F(AgentTest, TriesAgainWithLongerPausesWhileTheServerIsAway) {
    for (int i = 0; i < 7; ++i)
        syncs.push_back(Error{Code::Network, "connection refused"});

    run();

    ASSERT_THAT(calls, SizeIs(9));
    EXPECT_EQ(calls[0], "report");
    EXPECT_EQ(calls[1], "fetch") << "nothing changed: the inventory is not read for every try";
    EXPECT_EQ(reports, 1);
    EXPECT_THAT(pauses, ElementsAre(2'000, 4'000, 8'000, 16'000, 32'000, 60'000, 60'000, 1'000));
    EXPECT_EQ(told, 1);
}

TEST_F(AgentTest, ReadsAnewWhatChangedWhileTheServerWasAway) {
    syncs = {sync::SyncSummary{}, Error{Code::Network, "refused"}, Error{Code::Network, "refused"}};
    for (int i = 0; i < 4; ++i)
        syncs.push_back(Error{Code::Network, "refused"});
    waits = {[this](const auto&) -> Result<bool> {
        files = "a package more";
        return Error{Code::Network, "refused"};
    }};

    run();

    EXPECT_THAT(calls, ::testing::Contains("report").Times(2));
    EXPECT_EQ(reports, 2);
}

TEST_F(AgentTest, PausesWhenTheServerGoesAwayWhileItWaits) {
    waits = {after(5'000, Error{Code::Network, "connection reset"})};

    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait", "fetch", "wait"));
    EXPECT_THAT(failures, ElementsAre("connection reset"));
    EXPECT_THAT(pauses, ElementsAre(1'000, 2'000, 1'000));
}

TEST_F(AgentTest, NeverSpinsOnAServerThatAlwaysHasNewsAtOnce) {
    for (int i = 0; i < 100; ++i)
        waits.push_back([](const auto&) { return true; });
    const auto began = clock.now();

    run();

    EXPECT_THAT(clock.now() - began, Ge(90 * kMinute));
}

TEST_F(AgentTest, NeverSpinsOnAServerThatDoesNotWait) {
    for (int i = 0; i < 100; ++i)
        waits.push_back([](const auto&) { return false; });
    const auto began = clock.now();

    run();

    EXPECT_THAT(clock.now() - began, Ge(90 * kMinute));
}

TEST_F(AgentTest, ForgetsItsPausesOnceTheServerWaits) {
    waits = {[](const auto&) { return true; }, [](const auto&) { return true; },
             after(kMinute / 2, true), [](const auto&) { return true; }};

    run();

    EXPECT_THAT(pauses, ElementsAre(1'000, 2'000, 1'000, 4'000, 1'000, 1'000, 2'000, 1'000));
}

TEST_F(AgentTest, EndsWithoutAWordInTheMiddleOfAWait) {
    waits = {[this](const auto& give_up) -> Result<bool> {
        ended = true;
        EXPECT_TRUE(give_up());
        return Error{Code::Cancelled, "stopped"};
    }};

    run();

    EXPECT_THAT(calls, ElementsAre("report", "wait"));
    EXPECT_THAT(failures, SizeIs(0));
}

TEST_F(AgentTest, EndsBeforeItsFirstExchangeToo) {
    ended = true;

    run();

    EXPECT_THAT(calls, SizeIs(0));
}

} // namespace
} // namespace ferry::testing
