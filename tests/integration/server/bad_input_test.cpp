// What a server on the open net gets to read, over a real socket.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/compression.hpp"
#include "tests/support/ferryd_process.hpp"
#include "tests/support/server_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

/// One server for all tests of the file; each brings an account of its own.
class BadInput : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server_ = std::make_unique<FerrydProcess>(std::vector<std::string>{
            "--login-burst", "1000", "--requests-per-minute", "100000000"});
        server_->start();
    }
    static void TearDownTestSuite() { server_.reset(); }

    void SetUp() override {
        static int number = 0;
        client_.register_account("bad-" + std::to_string(++number));
    }
    void TearDown() override {
        EXPECT_EQ(RawHttp(server_->port()).ask("GET", "/healthz").status, 200) << "it must survive";
    }

    Answer put(const std::string& body, std::map<std::string, std::string> headers = {}) {
        return client_.ask("PUT", client_.apt(), body, std::move(headers));
    }
    /// Every answer to what is said on a fresh connection.
    static int status_of(const std::string& bytes) {
        RawHttp connection(server_->port());
        connection.send(bytes);
        return connection.receive().status;
    }

    static inline std::unique_ptr<FerrydProcess> server_;
    ServerClient client_{server_->port()};
};

Package bash() {
    Package package;
    package.id.text = "bash";
    return package;
}

std::string good_body() {
    return protocol::encode(protocol::Snapshot{0, hash_of({bash()}), {bash()}});
}

TEST_F(BadInput, JsonTruncatedAtAnyByteIsRefusedAndChangesNothing) {
    const auto good = good_body();

    for (std::size_t size = 0; size < good.size(); ++size)
        ASSERT_EQ(put(good.substr(0, size)).status, 400) << size;

    EXPECT_EQ(client_.ask("GET", client_.apt()).status, 404);
    EXPECT_EQ(put(good).status, 201);
}

TEST_F(BadInput, JsonTenThousandDeepIsRefused) {
    const auto answer = put(R"({"hash":"","packages":)" + std::string(10'000, '[') +
                            std::string(10'000, ']') + "}");

    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(answer.body, HasSubstr("deep"));
}

TEST_F(BadInput, JsonWithDuplicateKeysOrBadTextIsRefused) {
    EXPECT_EQ(put(R"({"hash":"a","hash":"b","packages":[]})").status, 400);
    EXPECT_EQ(put("{\"hash\":\"\xc3\",\"packages\":[]}").status, 400);
    EXPECT_EQ(put(std::string("{\"hash\":\"\0\",\"packages\":[]}", 27)).status, 400);
    EXPECT_EQ(put("").status, 400);
}

TEST_F(BadInput, ZstdBombsAndBrokenZstdAreRefused) {
    const std::map<std::string, std::string> zstd = {{"Content-Encoding", "zstd"}};
    const auto bomb = protocol::compress(std::string(200u << 20, ' '));

    EXPECT_LT(bomb.size(), 100'000u);
    EXPECT_EQ(put(bomb, zstd).status, 413);
    EXPECT_EQ(put("not zstd at all", zstd).status, 400);
    EXPECT_EQ(put(protocol::compress(good_body()), zstd).status, 201);
}

TEST_F(BadInput, PackageIdsOfAnyTextAreKeptAsTheyAre) {
    std::vector<Package> packages;
    for (const std::string id : {"--purge", "; rm -rf /", "a\nb", "'\"\\", "\xf0\x9f\x98\x80"}) {
        packages.push_back(bash());
        packages.back().id.text = id;
    }
    std::sort(packages.begin(), packages.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });

    EXPECT_EQ(put(protocol::encode(protocol::Snapshot{0, hash_of(packages), packages})).status,
              201);
    EXPECT_EQ(client_.snapshot().packages, packages);
}

TEST_F(BadInput, PackageIdsOverTheLimitAreRefused) {
    auto package = bash();
    package.id.text = std::string(10'000, 'a');

    EXPECT_EQ(put(protocol::encode(protocol::Snapshot{0, hash_of({package}), {package}})).status,
              400);
}

TEST_F(BadInput, RequestsThatProxiesReadDifferentlyAreRefusedAndTheConnectionEnds) {
    for (const std::string head :
         {"POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: "
          "chunked\r\n\r\n0\r\n\r\n",
          "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
          "GET /healthz HTTP/1.1\nHost: x\n\n",
          "GET /healthz HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n",
          "GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
          "\r\n\r\n", "garbage\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n"}) {
        RawHttp connection(server_->port());
        connection.send(head + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(connection.receive().status, 400) << head;
        EXPECT_TRUE(connection.closed_by_server()) << head;
    }
}

TEST_F(BadInput, HeadsThatAreTooLargeAreRefused) {
    EXPECT_EQ(status_of("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"), 431);
    std::string fields;
    for (int i = 0; i < 100; ++i)
        fields += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(status_of("GET /healthz HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n"), 431);
}

TEST_F(BadInput, ABodyOverTheLimitIsRefusedThoughItIsStillBeingSent) {
    RawHttp connection(server_->port());
    connection.send("PUT " + client_.apt() +
                    " HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" +
                    std::string(500'000, ' '));

    EXPECT_EQ(connection.receive().status, 413);
}

TEST_F(BadInput, ManyBadRequestsAtOnceLeaveTheServerAnswering) {
    std::vector<std::thread> rude;
    for (int i = 0; i < 8; ++i)
        rude.emplace_back([] {
            for (int n = 0; n < 50; ++n) {
                RawHttp connection(server_->port());
                connection.send("POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
            }
        });
    for (auto& one : rude)
        one.join();

    EXPECT_EQ(put(good_body()).status, 201);
}

} // namespace
} // namespace ferry::testing
