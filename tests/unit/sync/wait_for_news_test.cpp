// The question that the server keeps open, and giving it up.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/wait_for_news.hpp"
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace ferry::sync {
namespace {

using ::testing::ElementsAre;

bool never() {
    return false;
}

class WaitForNews : public SyncWorld {};

TEST_F(WaitForNews, AsksTheServerToKeepTheQuestionOpen) {
    acknowledged("apt", {ferry::testing::package("git")});
    server.answer(304);

    const auto news = wait_for_news(device.parts(), never);

    ASSERT_TRUE(news) << news.error().message;
    EXPECT_FALSE(*news);
    EXPECT_THAT(server.questions(),
                ElementsAre("GET /v1/changes?since=5&state=" + acknowledged_state() + "&wait=60"));
}

TEST_F(WaitForNews, TellsThatThereAreSomeAndTakesNone) {
    server.answer(200, changes(9, "", {{9, "device", "device-2", ""}}));

    const auto news = wait_for_news(device.parts(), never);

    ASSERT_TRUE(news) << news.error().message;
    EXPECT_TRUE(*news);
    EXPECT_EQ((*device.state().account().load())->cursor, 5u);
}

TEST_F(WaitForNews, OfAServerThatWentBackAreNews) {
    server.answer(410);

    EXPECT_TRUE(*wait_for_news(device.parts(), never));
}

TEST_F(WaitForNews, NeedNoRightToWrite) {
    server.answer(304);
    device.state(); // makes the file
    device.close();
    auto state = state::State::open(device.folder(), state::Access::Read);
    ASSERT_TRUE(state);
    const auto other = state::State::open(device.folder(), state::Access::Write);
    ASSERT_TRUE(other);
    const Parts parts{*state,          device.files,       device.clock,
                      device.folder(), server.transport(), real_wait({}),
                      device.key_store};

    EXPECT_TRUE(wait_for_news(parts, never));
}

TEST(GivingUp, AsksBothTheRequestAndTheProgram) {
    bool program_ends = false;
    bool request_ends = false;
    class Line final : public Transport {
        Result<HttpAnswer> send(const HttpRequest& request) override {
            return HttpAnswer{200, {}, request.give_up() ? "ends" : "goes on"};
        }
    };
    const auto make =
        giving_up([](const ServerAddress&, const Trust&) { return std::make_unique<Line>(); },
                  [&] { return program_ends; });
    const auto line = make({}, {});
    HttpRequest request{"GET", "/"};
    request.give_up = [&] { return request_ends; };

    EXPECT_EQ(line->send(request)->body, "goes on");
    request_ends = true;
    EXPECT_EQ(line->send(request)->body, "ends");
    request_ends = false;
    program_ends = true;
    EXPECT_EQ(line->send(request)->body, "ends");
}

} // namespace
} // namespace ferry::sync
