// The depot's part of the interface: pieces up, ranges down, and the end of an account.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/signature.hpp"
#include "server/http/api.hpp"
#include "server/http/head.hpp"
#include "tests/support/fake_blobs.hpp"
#include "tests/unit/server/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace ferry::testing {
namespace {

using server::Response;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kContent = "0123456789";

/// With a depot, and "ann" logged in.
class DepotApi : public ::testing::Test {
protected:
    DepotApi() {
        const auto session = protocol::decode<protocol::Session>(
            ask("POST", "/v1/accounts", protocol::encode(registration("ann"))).body);
        token = session->token;
        account = session->account_id;
        device = session->device_id;
    }

    Response ask(const std::string& method, const std::string& target, const std::string& body = "",
                 std::map<std::string, std::string> headers = {}) {
        const auto parsed = value_of(server::parse_target(target));
        if (!token.empty()) headers.try_emplace("authorization", "Bearer " + token);
        return api.handle({method, parsed.path, parsed.query, headers, body, "192.0.2.1"});
    }
    Response range(const std::string& range) {
        return ask("GET", "/v1/depot/blobs/" + sha256, "", {{"range", range}});
    }
    void upload(const std::string& content = kContent) {
        sha256 = hex(vault::sha256(content));
        const auto begun = ask("POST", "/v1/depot/uploads",
                               protocol::encode(protocol::UploadRequest{sha256, content.size()}));
        ASSERT_EQ(begun.status, 200) << begun.body;
        for (std::size_t at = 0; at < content.size(); at += protocol::kLargestPiece) {
            const auto sent =
                ask("PUT", "/v1/depot/uploads/" + sha256 + "?offset=" + std::to_string(at),
                    content.substr(at, protocol::kLargestPiece));
            ASSERT_EQ(sent.status, 200) << sent.body;
        }
    }
    protocol::DepotItem item() const {
        const auto manifest = protocol::encode(protocol::DepotManifest{account,
                                                                       "tool",
                                                                       "1",
                                                                       "tool.deb",
                                                                       "deb",
                                                                       "linux",
                                                                       "",
                                                                       "",
                                                                       "any",
                                                                       {},
                                                                       sha256,
                                                                       kContent.size(),
                                                                       device,
                                                                       5});
        return {hex(vault::hash(manifest)), manifest, std::string(64, 's'), 0};
    }

    FixedClock clock;
    FakeStore store;
    FakeBlobs blobs;
    server::ChangeSignal signal;
    CountedRandom random;
    server::Api api{
        store, signal, clock, std::ref(random), {{kOrigin}, 1e6, 10, "1.0", &blobs, 64u << 20}};
    std::string token, account, device, sha256;
};

TEST_F(DepotApi, TakesAFileAndItsManifestAndGivesThemBack) {
    upload();

    const auto stored = ask("POST", "/v1/depot/items", protocol::encode(item()));
    EXPECT_EQ(stored.status, 201) << stored.body;
    const auto listed = protocol::decode<std::vector<protocol::DepotItem>>(
        ask("GET", "/v1/depot/items?software=tool").body);
    ASSERT_THAT(*listed, SizeIs(1));
    EXPECT_EQ(listed->front().manifest, item().manifest);
    EXPECT_EQ(ask("GET", "/v1/depot/items/" + item().id).status, 200);
    EXPECT_EQ(ask("GET", "/v1/depot/blobs/" + sha256).body, kContent);
    EXPECT_EQ(ask("DELETE", "/v1/depot/items/" + item().id).status, 204);
    EXPECT_EQ(ask("GET", "/v1/depot/items/" + item().id).status, 404);
    EXPECT_EQ(ask("GET", "/v1/depot/blobs/" + sha256).status, 404);
}

TEST_F(DepotApi, GivesTheRangesThatAreAskedFor) {
    upload();

    EXPECT_EQ(range("bytes=2-4").status, 206);
    EXPECT_EQ(range("bytes=2-4").body, "234");
    EXPECT_EQ(range("bytes=2-4").headers["Content-Range"], "bytes 2-4/10");
    EXPECT_EQ(range("bytes=8-100").body, "89");
    EXPECT_EQ(range("bytes=7-").body, "789");
    EXPECT_EQ(range("bytes=10-").status, 416);
    EXPECT_EQ(range("bytes=10-").headers["Content-Range"], "bytes */10");
    for (const auto* odd : {"bytes=-3", "bytes=4-2", "bytes=1-2,4-5", "lines=1-2", "bytes=x-"})
        EXPECT_EQ(range(odd).status, 200) << odd;
}

TEST_F(DepotApi, GivesNoMoreThanAPieceAtATime) {
    upload(std::string(protocol::kLargestPiece + 5, 'x'));

    EXPECT_EQ(range("bytes=0-").body.size(), protocol::kLargestPiece);
    EXPECT_EQ(range("bytes=" + std::to_string(protocol::kLargestPiece) + "-").body, "xxxxx");
    EXPECT_EQ(ask("GET", "/v1/depot/blobs/" + sha256).status, 400);
}

TEST_F(DepotApi, SaysWhereAPieceIsMissing) {
    upload();
    const auto again = ask("PUT", "/v1/depot/uploads/" + sha256 + "?offset=3", "345");

    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr(R"("head":{"complete":true,"offset":10})"));
    EXPECT_EQ(ask("PUT", "/v1/depot/uploads/" + sha256, "x").status, 400);
    EXPECT_EQ(ask("PUT", "/v1/depot/uploads/" + sha256 + "?offset=-1", "x").status, 400);
}

TEST_F(DepotApi, RefusesNamesThatAreNoHashes) {
    for (const auto* bad : {"abc", "..%2f..%2fferryd.db"}) {
        EXPECT_EQ(ask("GET", "/v1/depot/blobs/" + std::string(bad)).status, 400);
        EXPECT_EQ(ask("PUT", "/v1/depot/uploads/" + std::string(bad) + "?offset=0", "x").status,
                  400);
    }
}

TEST_F(DepotApi, LetsLargeBodiesIntoUploadsOfThoseWhoAreLoggedIn) {
    const std::vector<std::string> path{"v1", "depot", "uploads", std::string(64, 'a')};

    EXPECT_TRUE(api.may_send_large("PUT", path, "Bearer " + token));
    EXPECT_FALSE(api.may_send_large("PUT", path, "Bearer ferry_x"));
    EXPECT_FALSE(api.may_send_large("POST", path, "Bearer " + token));
    EXPECT_FALSE(api.may_send_large("PUT", {"v1", "depot", "items", "x"}, "Bearer " + token));
}

TEST_F(DepotApi, KeepsNoBytesOfAnAccountThatEnded) {
    upload();
    ASSERT_EQ(ask("POST", "/v1/depot/items", protocol::encode(item())).status, 201);
    blobs.partial[{account, std::string(64, 'a')}] = "unfinished";
    blobs.whole[{"other", std::string(64, 'a')}] = "another account's";
    const auto challenge = protocol::decode<protocol::ChallengeAnswer>(
        ask("POST", "/v1/login/challenge", protocol::encode(protocol::ChallengeRequest{"ann"}))
            .body);
    const vault::ChangeStatement statement{
        {challenge->challenge,
         kOrigin,
         "delete",
         "ann",
         {challenge->kdf.passes, challenge->kdf.memory_kib, challenge->kdf.salt}},
        vault::NewKeys{}.hash()};

    const auto ended = ask("DELETE", "/v1/account",
                           protocol::encode(protocol::KeyChange{
                               challenge->challenge_id, kOrigin,
                               vault::sign_change(login_keys().login_seed, statement)}));

    ASSERT_EQ(ended.status, 204) << ended.body;
    EXPECT_THAT(blobs.partial, IsEmpty());
    EXPECT_THAT(blobs.whole, SizeIs(1));
}

TEST_F(DepotApi, IsSweptByHousekeeping) {
    upload();
    clock.advance(server::kKeepUnnamed + 1);

    ASSERT_TRUE(api.keep_house());

    EXPECT_THAT(blobs.whole, IsEmpty());
}

} // namespace
} // namespace ferry::testing
