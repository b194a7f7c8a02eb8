// The interface as a client meets it: from a plain request to a plain response.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/protocol/compression.hpp"
#include "core/protocol/requests.hpp"
#include "server/http/api.hpp"
#include "server/http/head.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace ferry::testing {
namespace {

using server::Request;
using server::Response;
using ::testing::HasSubstr;
using ::testing::Not;

/// An API over a store in memory; `token` is that of the first device of "ann".
struct Server {
    FixedClock clock;
    FakeStore store;
    server::ChangeSignal signal;
    CountedRandom random;
    server::Api api{store, signal, clock, std::ref(random), {{kOrigin}, 600, 10, "1.0"}};
    std::string token;
    std::string device;

    Response ask(const std::string& method, const std::string& target, const std::string& body = "",
                 std::map<std::string, std::string> headers = {}) {
        const auto parsed = value_of(server::parse_target(target));
        if (!token.empty()) headers.try_emplace("authorization", "Bearer " + token);
        return api.handle({method, parsed.path, parsed.query, headers, body, "192.0.2.1"});
    }
    void log_in(const std::string& account = "ann") {
        token.clear();
        const auto answer = ask("POST", "/v1/accounts", protocol::encode(registration(account)));
        const auto session = protocol::decode<protocol::Session>(answer.body);
        ASSERT_TRUE(session) << answer.body;
        token = session->token;
        device = session->device_id;
    }
    /// With the key that all accounts here have, and nothing new.
    protocol::KeyChange signed_change(const std::string& account, const std::string& action) {
        const auto asked = ask("POST", "/v1/login/challenge",
                               protocol::encode(protocol::ChallengeRequest{account}));
        const auto challenge = protocol::decode<protocol::ChallengeAnswer>(asked.body);
        EXPECT_TRUE(challenge) << asked.body;
        const vault::KdfParameters kdf{challenge->kdf.passes, challenge->kdf.memory_kib,
                                       challenge->kdf.salt};
        const vault::ChangeStatement statement{
            {challenge->challenge, kOrigin, action, account, kdf}, vault::NewKeys{}.hash()};
        return {challenge->challenge_id, kOrigin,
                vault::sign_change(login_keys().login_seed, statement)};
    }
    std::string apt() const { return "/v1/devices/" + device + "/streams/apt"; }
};

std::string title(const Response& response) {
    const auto problem = protocol::decode<protocol::Problem>(response.body);
    return problem ? std::to_string(problem->status) + " " + problem->title : response.body;
}

std::string delta(const std::vector<Package>& packages) {
    return protocol::encode(protocol::Delta{0, "", state_hash(packages), packages, {}});
}

TEST(Api, SaysThatAPathDoesNotExistOrDoesNotTakeTheMethod) {
    Server server;

    EXPECT_EQ(title(server.ask("GET", "/v1/nonsense")), "404 not-found");
    EXPECT_EQ(title(server.ask("GET", "/")), "404 not-found");
    EXPECT_EQ(title(server.ask("PUT", "/v1/devices")), "405 wrong-method");
}

TEST(Api, WantsATokenForAllButTheOpenPaths) {
    Server server;
    const std::set<std::string> open = {"/healthz",     "/metrics",
                                        "/v1/config",   "/v1/accounts",
                                        "/v1/login",    "/v1/login/challenge",
                                        "/v1/recovery", "/v1/recovery/challenge"};

    for (const auto& route : server.api.router().routes()) {
        if (open.contains(route.pattern)) continue;
        EXPECT_EQ(title(server.ask(route.method, route.pattern)), "401 not-logged-in")
            << route.method << " " << route.pattern;
    }
}

TEST(Api, TakesNothingThatOnlyLooksLikeAToken) {
    Server server;
    server.log_in();
    const auto good = server.token;

    for (const auto& value : {good, "bearer " + good, "Bearer" + good, "Bearer  " + good,
                              "Bearer " + good + "x", "Basic " + good})
        EXPECT_EQ(server.ask("GET", "/v1/account", "", {{"authorization", value}}).status, 401)
            << value;
    EXPECT_EQ(server.ask("GET", "/v1/account").status, 200);
}

TEST(Api, AnswersEveryForeignIdAsIfItDidNotExist) {
    Server server;
    server.log_in("bob");
    const auto foreign = server.device;
    server.log_in("ann");

    for (const auto& route : server.api.router().routes()) {
        const auto hole = route.pattern.find("{id}");
        if (hole == std::string::npos) continue;
        auto target = route.pattern;
        target.replace(hole, 4, foreign);
        if (const auto at = target.find("{installer}"); at != std::string::npos)
            target.replace(at, 11, "apt");
        const protocol::DeviceKeys keys{foreign, std::string(32, 's'), std::string(32, 'b'),
                                        std::string(64, 'c'), 1};
        const protocol::SignedHeader result{"{}", std::string(64, 's')};
        const auto body = target.ends_with("/keys")     ? protocol::encode(keys)
                          : target.ends_with("/result") ? protocol::encode(result)
                          : route.method == "PUT"       ? protocol::encode(snapshot_of({}))
                          : route.method == "POST"      ? delta({})
                                                        : R"({"name":"x"})";
        const auto answer = server.ask(route.method, target, body, {{"idempotency-key", "k"}});
        EXPECT_EQ(title(answer), "404 not-found") << route.method << " " << target;
    }
    EXPECT_EQ(title(server.ask("GET", "/v1/history?device=" + foreign)), "404 not-found");
    EXPECT_EQ(title(server.ask("GET", "/v1/requests?device=" + foreign)), "404 not-found");
}

TEST(Api, ChangesNoKeysOfAnotherAccountWhateverIsSigned) {
    Server server;
    server.log_in("bob");
    const auto bob = server.token;
    server.log_in("ann");
    const auto ann = server.token;
    const protocol::PasswordKeys password{registration("x").kdf, std::string(32, 'n'), "new"};
    const protocol::RecoveryCodeKeys recovery{std::string(32, 'r'), "new"};

    for (const auto& [method, target, action] :
         {std::tuple{"PUT", "/v1/account/password", "password"},
          {"PUT", "/v1/account/recovery-code", "recovery-code"},
          {"PUT", "/v1/account/recovered", "recovered"},
          {"DELETE", "/v1/account", "delete"}}) {
        const auto change = server.signed_change("bob", action);
        auto whole = change;
        if (std::string(action).starts_with("recover")) whole.recovery = recovery;
        if (std::string(action) == "password" || std::string(action) == "recovered")
            whole.password = password;
        const auto answer = server.ask(method, target, protocol::encode(whole));
        EXPECT_EQ(answer.status, 401) << target << " " << answer.body;
    }
    for (const auto& token : {bob, ann})
        EXPECT_EQ(
            server.ask("GET", "/v1/account", "", {{"authorization", "Bearer " + token}}).status,
            200);
}

TEST(Api, EndsAnAccountAndEveryTokenOfIt) {
    Server server;
    server.log_in();
    EXPECT_EQ(title(server.ask("DELETE", "/v1/account")), "400 bad-request");
    EXPECT_EQ(title(server.ask("DELETE", "/v1/account", "{}")), "400 bad-request");

    const auto done = server.ask("DELETE", "/v1/account",
                                 protocol::encode(server.signed_change("ann", "delete")));

    EXPECT_EQ(done.status, 204) << done.body;
    EXPECT_EQ(title(server.ask("GET", "/v1/account")), "401 not-logged-in");
    EXPECT_EQ(title(server.ask("GET", "/v1/changes?since=0&wait=60")), "401 not-logged-in");
}

TEST(Api, AnswersARecoveryAsALoginDoes) {
    Server server;
    server.log_in();
    server.token.clear();
    const auto ask = [&](const std::string& account) {
        return server.ask("POST", "/v1/recovery/challenge",
                          protocol::encode(protocol::ChallengeRequest{account}));
    };
    const auto salt = [&](const std::string& account) {
        return protocol::decode<protocol::ChallengeAnswer>(ask(account).body)->kdf.salt;
    };
    EXPECT_EQ(salt("nobody"), salt("nobody")) << "a salt that changes gives it away";
    const auto challenge = protocol::decode<protocol::ChallengeAnswer>(ask("ann").body);
    ASSERT_TRUE(challenge);
    const vault::ChangeStatement statement{
        {challenge->challenge, kOrigin, "recover", "ann", vault::kNoKdf}, vault::NewKeys{}.hash()};
    const protocol::LoginRequest request{"ann",
                                         challenge->challenge_id,
                                         kOrigin,
                                         vault::sign_change(recovery_seed(), statement),
                                         {"desktop", "linux", "", "", ""},
                                         ""};

    const auto answer = server.ask("POST", "/v1/recovery", protocol::encode(request));

    const auto session = protocol::decode<protocol::Session>(answer.body);
    ASSERT_TRUE(session) << answer.body;
    EXPECT_EQ(session->wrapped_key, "wrapped again");
    EXPECT_FALSE(session->ticket.empty());
}

TEST(Api, ForeignBundlesDoNotExist) {
    Server server;
    server.log_in("bob");
    const std::string path = "/v1/bundles/" + std::string(64, 'a');
    protocol::BundleHeader header;
    header.account_id =
        protocol::decode<protocol::AccountInfo>(server.ask("GET", "/v1/account").body)->account_id;
    header.bundle = std::string(64, 'a');
    header.author = server.device;
    header.content_key = "wrapped";
    header.cipher_hash = hex(vault::hash(""));
    const auto sent = protocol::to_bytes({protocol::encode(header), std::string(64, 's'), ""});
    const auto stored = server.ask("POST", path, sent);
    ASSERT_EQ(stored.status, 201) << stored.body;
    const auto hash = protocol::decode<protocol::BundleStored>(stored.body)->hash;
    EXPECT_EQ(server.ask("GET", path + "/" + hash).body, sent);
    server.log_in("ann");

    EXPECT_EQ(title(server.ask("GET", path)), "404 not-found");
    EXPECT_EQ(title(server.ask("GET", path + "/" + hash)), "404 not-found");
    EXPECT_EQ(title(server.ask("POST", path, sent)), "422 bad-bundle");
    EXPECT_EQ(title(server.ask("POST", "/v1/bundles/name", sent)), "400 bad-request");
}

TEST(Api, TakesLargeBodiesForBundlesFromThoseWhoAreLoggedInOnly) {
    Server server;
    server.log_in();
    const std::vector<std::string> bundle{"v1", "bundles", std::string(64, 'a')};

    EXPECT_TRUE(server.api.may_send_large("POST", bundle, "Bearer " + server.token));
    EXPECT_FALSE(server.api.may_send_large("POST", bundle, "Bearer x"));
    EXPECT_FALSE(server.api.may_send_large("POST", {"v1", "login"}, "Bearer " + server.token));
}

TEST(Api, KeepsADeltaAndGivesItBack) {
    Server server;
    server.log_in();

    const auto stored = server.ask("POST", server.apt() + "/deltas", delta({package("bash")}),
                                   {{"idempotency-key", "k1"}});
    const auto read = server.ask("GET", server.apt());

    EXPECT_EQ(stored.status, 201);
    EXPECT_THAT(read.body, HasSubstr("bash"));
    EXPECT_EQ(read.headers.at("ETag"), "\"" + state_hash({package("bash")}) + "\"");
    EXPECT_EQ(
        server.ask("GET", server.apt(), "", {{"if-none-match", read.headers.at("ETag")}}).status,
        304);
}

TEST(Api, WantsAnIdempotencyKeyWithADelta) {
    Server server;
    server.log_in();

    EXPECT_EQ(title(server.ask("POST", server.apt() + "/deltas", delta({}))), "400 no-key");
}

TEST(Api, RepeatsItsAnswerForTheSameKeyHoweverTheBodyWasPacked) {
    Server server;
    server.log_in();
    const auto body = delta({package("bash")});

    const auto first =
        server.ask("POST", server.apt() + "/deltas", body, {{"idempotency-key", "k1"}});
    const auto second = server.ask("POST", server.apt() + "/deltas", protocol::compress(body),
                                   {{"idempotency-key", "k1"}, {"content-encoding", "zstd"}});

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
}

TEST(Api, PutsTheHeadIntoTheAnswerToAStaleDelta) {
    Server server;
    server.log_in();
    (void)server.ask("POST", server.apt() + "/deltas", delta({package("bash")}),
                     {{"idempotency-key", "k1"}});

    const auto answer = server.ask("POST", server.apt() + "/deltas", delta({package("git")}),
                                   {{"idempotency-key", "k2"}});

    EXPECT_EQ(title(answer), "409 stale-revision");
    const auto head = parse_json(answer.body)->at("head");
    EXPECT_EQ(head.at("revision"), 1);
    EXPECT_EQ(head.at("hash"), state_hash({package("bash")}));
}

TEST(Api, RefusesAnInstallerThatCannotBeNamedSo) {
    Server server;
    server.log_in();

    for (const std::string name : {"Apt", "a%20b", "%2e%2e%2fx", ""})
        EXPECT_EQ(server
                      .ask("PUT", "/v1/devices/" + server.device + "/streams/" + name,
                           protocol::encode(snapshot_of({})))
                      .status,
                  404)
            << name;
}

TEST(Api, CompressesForThoseWhoTakeIt) {
    Server server;
    server.log_in();
    std::vector<Package> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(package("package-" + std::to_string(1000 + i)));
    (void)server.ask("PUT", server.apt(), protocol::encode(snapshot_of(many)));

    const auto plain = server.ask("GET", server.apt());
    const auto packed = server.ask("GET", server.apt(), "", {{"accept-encoding", "gzip, zstd"}});

    EXPECT_EQ(packed.headers.at("Content-Encoding"), "zstd");
    EXPECT_EQ(*protocol::decompress(packed.body, 1 << 20), plain.body);
    EXPECT_FALSE(plain.headers.contains("Content-Encoding"));
}

TEST(Api, RefusesBodiesOverTheirLimitPackedOrNot) {
    Server server;
    server.log_in();
    const std::map<std::string, std::string> zstd = {{"content-encoding", "zstd"}};
    const std::string zeros(9u << 20, '0');

    EXPECT_EQ(title(server.ask("POST", "/v1/devices", std::string(65u << 10, ' '))),
              "413 too-large");
    EXPECT_EQ(title(server.ask("POST", server.apt() + "/deltas", std::string(257u << 10, ' '),
                               {{"idempotency-key", "k"}})),
              "413 too-large");
    EXPECT_EQ(title(server.ask("PUT", server.apt(), protocol::compress(zeros), zstd)),
              "413 too-large");
}

TEST(Api, RefusesBodiesItCannotUnpack) {
    Server server;
    server.log_in();
    const auto good = protocol::compress(protocol::encode(snapshot_of({package("bash")})));

    EXPECT_EQ(title(server.ask("PUT", server.apt(), "{}", {{"content-encoding", "gzip"}})),
              "415 unknown-encoding");
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_EQ(title(server.ask("PUT", server.apt(), good.substr(0, size),
                                   {{"content-encoding", "zstd"}})),
                  "400 bad-request")
            << size;
}

TEST(Api, RefusesJsonCutOffAtAnyByte) {
    Server server;
    server.log_in();
    const auto good = protocol::encode(snapshot_of({package("bash")}));

    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_EQ(title(server.ask("PUT", server.apt(), good.substr(0, size))), "400 bad-request")
            << size;
    EXPECT_EQ(server.ask("PUT", server.apt(), good).status, 201);
}

TEST(Api, RefusesJsonThatTwoParsersReadDifferently) {
    Server server;
    server.log_in();
    const auto hash = state_hash({});
    const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');

    for (const std::string& body :
         {R"({"hash":")" + hash + R"(","hash":"x","packages":[]})",
          R"({"hash":")" + hash + R"(","packages":[],"x":)" + deep + "}",
          R"({"hash":")" + hash + "\xff" + R"(","packages":[]})",
          R"({"hash":")" + hash + R"(","packages":[]} {})",
          R"({"hash":")" + hash + R"(","packages":[],})", std::string("null"), std::string("[]")})
        EXPECT_EQ(title(server.ask("PUT", server.apt(), body)), "400 bad-request")
            << body.substr(0, 100);
}

TEST(Api, ChangesOnlyTheFieldsOfADeviceThatAreSent) {
    Server server;
    server.log_in();
    const auto path = "/v1/devices/" + server.device;

    const auto answer = server.ask("PATCH", path, R"({"os_version":"13"})");

    const auto info = protocol::decode<protocol::DeviceInfo>(answer.body);
    ASSERT_TRUE(info) << answer.body;
    EXPECT_EQ(info->device, (Device{"laptop", "linux", "13", "debian", "x86_64"}));
    EXPECT_EQ(title(server.ask("PATCH", path, R"({"name":""})")), "400 bad-request");
    EXPECT_EQ(title(server.ask("PATCH", path, R"({"name":7})")), "400 bad-request");
    EXPECT_EQ(title(server.ask("PATCH", path, R"({"name":"a\nb"})")), "400 bad-request");
}

TEST(Api, ParksAChangesRequestOnlyWhereNothingIsNew) {
    Server server;
    server.log_in();

    EXPECT_FALSE(server.ask("GET", "/v1/changes?since=0&wait=60").park);
    EXPECT_FALSE(server.ask("GET", "/v1/changes?since=1").park);
    const auto parked = server.ask("GET", "/v1/changes?since=1&wait=3600");
    EXPECT_EQ(parked.status, 304);
    ASSERT_TRUE(parked.park);
    EXPECT_EQ(parked.park->limit, std::chrono::seconds(60));
}

TEST(Api, RefusesASinceThatIsNoNumber) {
    Server server;
    server.log_in();

    for (const std::string since : {"x", "-1", "1.5", "99999999999999999999", "1%20"})
        EXPECT_EQ(title(server.ask("GET", "/v1/changes?since=" + since)), "400 bad-request")
            << since;
}

TEST(Api, LimitsLoginsByAddress) {
    Server server;
    const auto body = protocol::encode(protocol::ChallengeRequest{"ann"});
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(server.ask("POST", "/v1/login/challenge", body).status, 200) << i;

    const auto refused = server.ask("POST", "/v1/login/challenge", body);

    EXPECT_EQ(title(refused), "429 rate-limited");
    EXPECT_EQ(refused.headers.at("Retry-After"), "60");
    server.clock.advance(60'000);
    EXPECT_EQ(server.ask("POST", "/v1/login/challenge", body).status, 200);
}

TEST(Api, LimitsRecoveriesTogetherWithLogins) {
    Server server;
    const auto body = protocol::encode(protocol::ChallengeRequest{"ann"});
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(server.ask("POST", "/v1/login/challenge", body).status, 200) << i;
        EXPECT_EQ(server.ask("POST", "/v1/recovery/challenge", body).status, 200) << i;
    }

    EXPECT_EQ(title(server.ask("POST", "/v1/recovery/challenge", body)), "429 rate-limited");
}

TEST(Api, LimitsADeviceToSixHundredRequestsAMinute) {
    Server server;
    server.log_in();
    int allowed = 0;
    for (int tenth = 0; tenth < 600; ++tenth) {
        for (int i = 0; i < 5; ++i)
            allowed += server.ask("GET", "/v1/account").status == 200 ? 1 : 0;
        server.clock.advance(100);
    }

    EXPECT_GE(allowed, 600);
    EXPECT_LE(allowed, 760); // the burst comes on top, once
}

TEST(Api, HidesTheInnardsOfAFailureFromTheClientButNotFromTheLog) {
    Server server;
    server.log_in();
    server.store.commit_fails = Error{Code::Io, "disk full: /secret/path"};

    const auto answer = server.ask("PUT", server.apt(), protocol::encode(snapshot_of({})));

    EXPECT_EQ(title(answer), "500 internal");
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    EXPECT_THAT(answer.cause, HasSubstr("disk full: /secret/path"));
}

TEST(Api, SaysTryAgainWhenTheWriterIsBusy) {
    Server server;
    server.log_in();
    server.store.commit_fails = Error{Code::Unavailable, "too many writes are waiting"};

    const auto answer = server.ask("PUT", server.apt(), protocol::encode(snapshot_of({})));

    EXPECT_EQ(title(answer), "503 busy");
    EXPECT_TRUE(answer.headers.contains("Retry-After"));
}

TEST(Api, CountsItsAnswersForMonitoring) {
    Server server;
    (void)server.ask("GET", "/healthz");
    (void)server.ask("GET", "/v1/nonsense");

    const auto text = server.ask("GET", "/metrics").body;

    EXPECT_THAT(text, HasSubstr("ferryd_requests_total{class=\"2xx\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("ferryd_requests_total{class=\"4xx\"} 1\n"));
}

} // namespace
} // namespace ferry::testing
