// Slow, many and impatient clients against a real server.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ferryd_process.hpp"
#include "tests/support/server_client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;

const std::string kChallenge = R"({"account":"ann"})";

TEST(Limits, LoginsFromOneAddressAreRefusedAfterTenWithTheTimeToWait) {
    FerrydProcess server;
    server.start();
    RawHttp connection(server.port());
    for (int i = 0; i < 10; ++i)
        ASSERT_EQ(connection.ask("POST", "/v1/login/challenge", kChallenge).status, 200) << i;

    const auto refused = connection.ask("POST", "/v1/login/challenge", kChallenge);

    EXPECT_EQ(refused.status, 429);
    EXPECT_GE(std::stoi(refused.headers.at("retry-after")), 1);
    EXPECT_EQ(connection.ask("GET", "/healthz").status, 200) << "only logins are limited";
}

TEST(Limits, OneDeviceThatAsksTooOftenIsRefused) {
    FerrydProcess server({"--requests-per-minute", "40"});
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    int refused = 0;
    for (int i = 0; i < 30; ++i)
        refused += client.ask("GET", "/v1/account").status == 429 ? 1 : 0;

    EXPECT_GT(refused, 0);
}

TEST(Limits, AClientThatTricklesItsBodyIsToldSo) {
    FerrydProcess server;
    server.start();
    RawHttp connection(server.port());
    connection.send("POST /v1/login/challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    std::atomic<bool> over = false;
    RawHttp honest(server.port());
    std::thread trickle([&] {
        while (!over && connection.send(" "))
            std::this_thread::sleep_for(200ms);
    });

    EXPECT_EQ(honest.ask("GET", "/healthz").status, 200);
    EXPECT_EQ(connection.receive().status, 408);
    over = true;
    trickle.join();
}

TEST(Limits, WhoFindsNoRoomIsToldToComeBack) {
    FerrydProcess server({"--threads", "2", "--waiting", "2"});
    server.start();
    std::vector<std::unique_ptr<RawHttp>> crowd;
    for (int i = 0; i < 12; ++i) {
        crowd.push_back(std::make_unique<RawHttp>(server.port()));
        crowd.back()->send("GET /healthz HTTP/1.1\r\n"); // and never more
    }
    int told = 0;
    for (auto& one : crowd) {
        const auto answer = one->receive();
        if (answer.status != 503) continue;
        ++told;
        EXPECT_EQ(answer.headers.at("retry-after"), "2");
        EXPECT_TRUE(protocol::decode<protocol::Problem>(answer.body)) << answer.body;
    }

    EXPECT_GE(told, 6);
}

TEST(Limits, IdleConnectionsMakeRoomForThoseWhoWant) {
    FerrydProcess server({"--threads", "4"});
    server.start();
    std::vector<std::unique_ptr<RawHttp>> idle;
    for (int i = 0; i < 4; ++i) {
        idle.push_back(std::make_unique<RawHttp>(server.port()));
        ASSERT_EQ(idle.back()->ask("GET", "/healthz").status, 200);
    }

    EXPECT_EQ(RawHttp(server.port()).ask("GET", "/healthz").status, 200);
}

TEST(Limits, AreToldToClients) {
    FerrydProcess server;
    server.start();

    const auto config = RawHttp(server.port()).ask("GET", "/v1/config");

    EXPECT_EQ(config.status, 200);
    EXPECT_NE(config.body.find(R"("snapshot_bytes":1048576)"), std::string::npos) << config.body;
}

} // namespace
} // namespace ferry::testing
