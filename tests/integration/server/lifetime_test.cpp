// Starting, stopping, restarting, and two on one folder.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ferryd_process.hpp"
#include "tests/support/server_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string delta(const std::string& id) {
    Package package;
    package.id.text = id;
    return protocol::encode(protocol::Delta{0, "", hash_of({package}), {package}, {}});
}

TEST(Ferryd, StartsWithoutConfigurationAndSaysWhereItListens) {
    FerrydProcess server;
    server.start();

    EXPECT_THAT(server.url(), StartsWith("http://127.0.0.1:"));
    EXPECT_EQ(content_of(server.data() / "ferryd.port"), std::to_string(server.port()) + "\n");
    EXPECT_EQ(RawHttp(server.port()).ask("GET", "/healthz").body, R"({"status":"ok"})");
}

TEST(Ferryd, StopsInOrderWhenAsked) {
    FerrydProcess server;
    server.start();

    EXPECT_EQ(server.stop(), 0);
    EXPECT_THAT(server.errors(), HasSubstr(R"("message":"stopped")"));
}

TEST(Ferryd, ReleasesParkedPollsWhenItStops) {
    FerrydProcess server;
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    Answer answer;
    std::thread poll([&] { answer = client.ask("GET", "/v1/changes?since=1&wait=60"); });
    std::this_thread::sleep_for(300ms); // so that it is parked

    const auto before = std::chrono::steady_clock::now();
    server.stop();
    poll.join();

    EXPECT_EQ(answer.status, 304);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 30s) << "not after its minute";
}

TEST(Ferryd, WakesAParkedPollWhenAnotherDeviceWrites) {
    FerrydProcess server;
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    auto poller = client;
    Answer answer;
    std::thread poll([&] { answer = poller.ask("GET", "/v1/changes?since=1&wait=60"); });
    std::this_thread::sleep_for(300ms);

    EXPECT_EQ(
        client.ask("POST", client.apt() + "/deltas", delta("bash"), {{"Idempotency-Key", "k"}})
            .status,
        201);
    poll.join();

    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(R"("installer":"apt")"));
}

TEST(Ferryd, CutsTheParkedPollOfADeviceThatIsRevoked) {
    FerrydProcess server;
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    auto poller = client;
    Answer answer;
    std::thread poll([&] { answer = poller.ask("GET", "/v1/changes?since=1&wait=60"); });
    std::this_thread::sleep_for(300ms);

    EXPECT_EQ(client.ask("DELETE", "/v1/devices/" + client.device()).status, 204);
    poll.join();

    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(client.ask("GET", "/v1/account").status, 401);
}

TEST(Ferryd, KnowsItsTokensAndAnswersAfterARestart) {
    FerrydProcess server;
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    const auto send = [&] {
        return client.ask("POST", client.apt() + "/deltas", delta("bash"),
                          {{"Idempotency-Key", "k"}});
    };
    const auto first = send();
    server.stop();
    server.start();

    const auto second = send();

    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(client.snapshot().revision, 1u);
}

TEST(Ferryd, RefusesASecondOneOnItsFolder) {
    FerrydProcess server;
    server.start();

    const auto second = run_ferryd({"--data", to_utf8(server.data()), "--listen", "127.0.0.1:0"});

    EXPECT_EQ(second.exit_code, 1);
    EXPECT_THAT(second.err, HasSubstr("another ferryd runs on"));
    EXPECT_EQ(RawHttp(server.port()).ask("GET", "/healthz").status, 200);
}

TEST(Ferryd, RefusesAPortThatIsTaken) {
    FerrydProcess server;
    server.start();
    TemporaryFolder other;

    const auto second = run_ferryd(
        {"--data", other.utf8("data"), "--listen", "127.0.0.1:" + std::to_string(server.port())});

    EXPECT_EQ(second.exit_code, 1);
    EXPECT_THAT(second.err, HasSubstr(std::to_string(server.port())));
}

TEST(Ferryd, RefusesToListenElsewhereUnprotected) {
    TemporaryFolder folder;

    const auto ended = run_ferryd({"--data", folder.utf8("data"), "--listen", "0.0.0.0:0"});

    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("--behind-proxy"));
}

TEST(Ferryd, RefusesOptionsItDoesNotKnow) {
    EXPECT_EQ(run_ferryd({"--no-such-thing"}).exit_code, 2);
    EXPECT_EQ(run_ferryd({"no-such-command"}).exit_code, 2);
    EXPECT_EQ(run_ferryd({"--listen", "nonsense"}).exit_code, 2);
}

TEST(Ferryd, WritesNoSecretIntoItsLogOrInClearIntoItsDatabase) {
    FerrydProcess server;
    server.start();
    ServerClient client(server.port());
    client.register_account("ann");
    (void)client.ask("GET", "/v1/nonsense?token=" + client.token());
    (void)client.ask("GET", "/v1/devices/nobody");
    server.stop();

    EXPECT_THAT(server.errors(), HasSubstr("/v1/devices/nobody"));
    EXPECT_THAT(server.errors(), Not(HasSubstr(client.token())));
    for (const auto& entry : std::filesystem::directory_iterator(server.data()))
        EXPECT_EQ(content_of(entry.path()).find(client.token()), std::string::npos) << entry.path();
}

} // namespace
} // namespace ferry::testing
