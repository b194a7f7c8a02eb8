// One connection: deadlines, sizes, pipelining, parking. Time is the fake wire's.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_blobs.hpp"
#include "tests/unit/server/fake_wire.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kHealth = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

struct Front {
    FixedClock clock;
    FakeStore store;
    server::ChangeSignal signal;
    CountedRandom random;
    FakeBlobs blobs;
    server::Api api{store, signal, clock, std::ref(random), {{kOrigin}, 600, 10, "1.0", &blobs}};
    bool crowded = false;
    std::vector<server::AccessLine> log;
    server::ConnectionWorld world{&api, signal, [this](const auto& line) { log.push_back(line); },
                                  [this] { return crowded; }, 1};
    FakeWire wire;

    std::string serve() {
        server::Connection(wire, world, "192.0.2.7").serve();
        return wire.sent;
    }
    void client_sends(const std::string& bytes) { wire.steps.push_back({bytes, 0ms}); }
};

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

/// A bundle over the limit of other bodies, by somebody with this token.
std::string large_bundle(const std::string& token) {
    const std::string body(2u << 20, 'x');
    return "POST /v1/bundles/" + std::string(64, 'a') +
           " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

protocol::Session new_account(Front& front) {
    const auto answer = front.api.handle(
        {"POST", {"v1", "accounts"}, {}, {}, protocol::encode(registration("ann")), "192.0.2.7"});
    return *protocol::decode<protocol::Session>(answer.body);
}
std::string token_of_new_account(Front& front) {
    return new_account(front).token;
}

TEST(Connection, TakesALargeBodyForABundleFromSomebodyWithAToken) {
    Front front;
    front.client_sends(large_bundle(token_of_new_account(front)));

    EXPECT_THAT(front.serve(), HasSubstr("is no bundle")); // it was read and looked at
    EXPECT_EQ(front.world.large, 0);
}

TEST(Connection, TakesNoLargeBodyWithoutAToken) {
    Front front;
    front.client_sends(large_bundle("nobody"));

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 413 "));
    EXPECT_EQ(front.world.large, 0);
}

TEST(Connection, ReadsAFewLargeBodiesAtOnceOnly) {
    Front front;
    front.client_sends(large_bundle(token_of_new_account(front)));
    front.world.large = 4; // others

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 503 "));
    EXPECT_EQ(front.world.large, 4);
}

TEST(Connection, SendsAFewLargeAnswersAtOnceOnly) {
    for (const int others : {0, 16}) {
        Front front;
        const auto session = new_account(front);
        const std::string sha256(64, 'a');
        front.blobs.whole[{session.account_id, sha256}] = std::string(2u << 20, 'x');
        front.client_sends("GET /v1/depot/blobs/" + sha256 +
                           " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + session.token +
                           "\r\n\r\n");
        front.world.giving = others;

        EXPECT_THAT(front.serve(), StartsWith(others == 0 ? "HTTP/1.1 200 " : "HTTP/1.1 503 "));
        EXPECT_EQ(front.world.giving, others);
    }
}

TEST(Connection, AnswersSeveralRequestsThatCameAtOnce) {
    Front front;
    front.client_sends(kHealth + kHealth + kHealth);

    EXPECT_EQ(count(front.serve(), "HTTP/1.1 200 OK\r\n"), 3);
}

TEST(Connection, AnswersARequestThatCameByteByByte) {
    Front front;
    front.wire.trickle(kHealth, 10ms);

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Connection, EndsWhenTheClientWantsIt) {
    Front front;
    front.client_sends("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + kHealth);

    EXPECT_EQ(count(front.serve(), "HTTP/1.1 200 OK\r\n"), 1);
    EXPECT_THAT(front.wire.sent, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(Connection, GivesAHeadTenSecondsAltogether) {
    Front front;
    front.wire.trickle(kHealth, 900ms); // each byte in time, all of them not

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 408 "));
}

TEST(Connection, ToldNothingIsClosedWithTooSlow) {
    Front front;
    front.wire.endless_silence = true;

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 408 "));
}

TEST(Connection, KeptButIdleIsClosedWithoutAWord) {
    Front front;
    front.client_sends(kHealth);
    front.wire.endless_silence = true;

    EXPECT_EQ(count(front.serve(), "HTTP/1.1 "), 1);
    EXPECT_GE(front.wire.passed(), 15s);
}

TEST(Connection, KeptButIdleMakesRoomSoonerWhereOthersWait) {
    Front front;
    front.client_sends(kHealth);
    front.wire.endless_silence = true;
    front.crowded = true;

    front.serve();

    EXPECT_LE(front.wire.passed(), 4s);
}

TEST(Connection, RefusesABodyOverTheLimitBeforeReadingIt) {
    Front front;
    front.client_sends("POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(front.wire.sent, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(Connection, RefusesABodyThatTricklesIn) {
    Front front;
    front.client_sends("POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    front.wire.trickle(std::string(999, ' '), 400ms); // never half a second without a byte

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 408 "));
}

TEST(Connection, TakesABodyThatIsLargeAndSlowButNotTooSlow) {
    Front front;
    front.client_sends("POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 600000\r\n\r\n");
    for (int i = 0; i < 30; ++i)
        front.wire.steps.push_back({std::string(20'000, ' '), 1s});

    EXPECT_THAT(front.serve(), Not(StartsWith("HTTP/1.1 408 ")));
}

TEST(Connection, AsksForTheBodyWhereTheClientWaitsToBeAsked) {
    Front front;
    front.client_sends("POST /v1/accounts HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                       "Content-Length: 2\r\n\r\n");
    front.client_sends("{}");

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 "));
}

TEST(Connection, CutOffInTheMiddleGetsNoAnswer) {
    const std::string whole = "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        Front front;
        front.client_sends(whole.substr(0, size));

        EXPECT_THAT(front.serve(), IsEmpty()) << size;
    }
}

TEST(Connection, ReadsNothingMoreAfterARequestThatItRefused) {
    Front front;
    front.client_sends("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                       kHealth);

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 400 "));
    EXPECT_EQ(count(front.wire.sent, "HTTP/1.1 "), 1);
}

TEST(Connection, LogsThePathButNotTheQuery) {
    Front front;
    front.client_sends("GET /v1/changes?state=secret HTTP/1.1\r\nHost: x\r\n\r\n");
    front.serve();

    ASSERT_EQ(front.log.size(), 1u);
    EXPECT_EQ(front.log[0].path, "/v1/changes");
    EXPECT_EQ(front.log[0].status, 401);
}

/// A registered device, whose long-poll is `poll`.
struct Polling : Front {
    std::string account;
    std::string poll;

    Polling() {
        server::Request request;
        request.method = "POST";
        request.path = {"v1", "accounts"};
        request.body = protocol::encode(registration("ann"));
        const auto session = protocol::decode<protocol::Session>(api.handle(request).body);
        account = session->account_id;
        poll = "GET /v1/changes?since=1&wait=60 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
               session->token + "\r\n\r\n";
    }
};

TEST(LongPoll, IsAnsweredWhenTheServerStops) {
    Polling front;
    front.client_sends(front.poll);
    front.signal.stop();

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 304 "));
}

TEST(LongPoll, IsAnsweredWhenSomethingChanges) {
    Polling front;
    front.client_sends(front.poll);
    std::thread other([&] {
        while (front.world.parked == 0)
            std::this_thread::yield();
        ASSERT_TRUE(front.store.write([&](server::Tables& tables) -> Result<void> {
            const auto added = tables.changes().add(front.account, {0, "device", "x", ""});
            return added ? Result<void>() : Result<void>(added.error());
        }));
        front.signal.raise(front.account);
    });

    const auto sent = front.serve();
    other.join();

    EXPECT_THAT(sent, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(sent, HasSubstr(R"("next":2)"));
}

TEST(LongPoll, BeyondThePlacesForThemIsTurnedAway) {
    Polling front;
    front.world.parked = 1; // of one
    front.client_sends(front.poll);

    EXPECT_THAT(front.serve(), StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(front.wire.sent, HasSubstr("\r\nRetry-After: "));
    EXPECT_EQ(front.world.parked, 1);
}

TEST(CountedAddress, IsTheNetworkForIPv6) {
    EXPECT_EQ(server::counted_address("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(server::counted_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(server::counted_address("2001:db8:1:2::9"), "2001:db8:1:2::/64");
    EXPECT_EQ(server::counted_address("2001:db8::9"), "2001:db8:0:0::/64");
    EXPECT_EQ(server::counted_address("::1"), "0:0:0:0::/64");
    EXPECT_EQ(server::counted_address("fe80::"), "fe80:0:0:0::/64");
}

} // namespace
} // namespace ferry::testing
