// Reading the heads of requests strictly.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/head.hpp"
#include "tests/unit/server/served_matchers.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using server::end_of_head;
using server::Head;
using server::parse_head;
using server::parse_target;
using ::testing::ElementsAre;

std::string get(const std::string& fields) {
    return "GET /v1/devices HTTP/1.1\r\nHost: here\r\n" + fields + "\r\n";
}

TEST(Head, IsReadWithItsNamesInLowerCase) {
    const auto head = value_of(parse_head("POST /v1/login?a=b HTTP/1.1\r\nHost: here\r\nX-Odd:  "
                                          "two words \r\nCONTENT-LENGTH: 12\r\n\r\n"));

    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.target, "/v1/login?a=b");
    EXPECT_EQ(head.headers.at("x-odd"), "two words");
    EXPECT_EQ(head.content_length, 12u);
    EXPECT_TRUE(head.keep_alive);
}

TEST(Head, JoinsListsThatCameInSeveralFields) {
    const auto head =
        value_of(parse_head(get("Accept-Encoding: gzip\r\nAccept-Encoding: zstd\r\n")));

    EXPECT_EQ(head.headers.at("accept-encoding"), "gzip, zstd");
}

TEST(Head, KeepsTheConnectionAsItsVersionSays) {
    EXPECT_FALSE(value_of(parse_head(get("Connection: close\r\n"))).keep_alive);
    EXPECT_FALSE(value_of(parse_head("GET / HTTP/1.0\r\n\r\n")).keep_alive);
    EXPECT_TRUE(
        value_of(parse_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")).keep_alive);
}

TEST(Head, WithTwoWaysToTellTheLengthIsRefused) {
    EXPECT_THAT(parse_head(get("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")),
                IsRefused(400, "bad-request"));
    EXPECT_THAT(parse_head(get("Content-Length: 3\r\nContent-Length: 3\r\n")),
                IsRefused(400, "bad-request"));
    EXPECT_THAT(parse_head(get("Transfer-Encoding: chunked\r\n")),
                IsRefused(411, "length-required"));
}

TEST(Head, WithALengthThatIsNoPlainNumberIsRefused) {
    for (const std::string length :
         {"", "-1", "+5", "5, 5", "0x10", "1e3", "5 5", "18446744073709551616", "five"})
        EXPECT_THAT(parse_head(get("Content-Length: " + length + "\r\n")),
                    IsRefused(400, "bad-request"))
            << length;
}

TEST(Head, WithFieldsThatProxiesReadDifferentlyIsRefused) {
    for (const std::string field :
         {"Content-Length : 3", " folded: 1", "\tfolded: 1", "no colon", ": nameless", "X-\x01: 1",
          "X: a\x01z", "X: a\rz", "Host: there", "Authorization: a\r\nAuthorization: b"})
        EXPECT_THAT(parse_head(get(field + "\r\n")), IsRefused(400, "bad-request")) << field;
    EXPECT_THAT(parse_head(get(std::string("X: a\0z", 6) + "\r\n")), IsRefused(400, "bad-request"));
}

TEST(Head, WithARequestLineThatIsNoneIsRefused) {
    for (const std::string line : {"", "GET", "GET /", "GET  HTTP/1.1", "GET http://x/ HTTP/1.1",
                                   "G@T\x7F / HTTP/1.1", "GET /a b HTTP/1.1", "GET \\ HTTP/1.1"})
        EXPECT_THAT(parse_head(line + "\r\nHost: x\r\n\r\n"), IsRefused(400, "bad-request"))
            << line;
    EXPECT_THAT(parse_head("GET / HTTP/2.0\r\nHost: x\r\n\r\n"), IsRefused(505, "unknown-version"));
    EXPECT_THAT(parse_head("GET / HTTP/1.1\r\n\r\n"), IsRefused(400, "bad-request")) << "no host";
}

TEST(Head, WithMoreThan64FieldsIsRefused) {
    std::string fields;
    for (int i = 0; i < 64; ++i)
        fields += "X-" + std::to_string(i) + ": 1\r\n";

    EXPECT_THAT(parse_head(get(fields)), IsRefused(431, "too-many-fields"));
}

TEST(EndOfHead, IsBehindTheEmptyLine) {
    EXPECT_EQ(value_of(end_of_head("GET / HTTP/1.1\r\n\r\nbody\n")), 18u);
    EXPECT_EQ(value_of(end_of_head("GET / HTTP/1.1\r\n\r")), std::nullopt);
    EXPECT_EQ(value_of(end_of_head("")), std::nullopt);
}

TEST(EndOfHead, RefusesALineEndWithoutCarriageReturnAtOnce) {
    EXPECT_THAT(end_of_head("GET / HTTP/1.1\nHost: x\n\n"), IsRefused(400, "bad-request"));
    EXPECT_THAT(end_of_head("\n"), IsRefused(400, "bad-request"));
}

TEST(EndOfHead, RefusesMoreThan16KiBWhetherOrNotTheyEnd) {
    const std::string much = "GET /" + std::string(17'000, 'a');

    EXPECT_THAT(end_of_head(much), IsRefused(431, "too-large-head"));
    EXPECT_THAT(end_of_head(much + "\r\n\r\n"), IsRefused(431, "too-large-head"));
}

TEST(Head, TruncatedAtAnyByteIsNeverTakenForWhole) {
    const std::string whole = get("Content-Length: 3\r\nAuthorization: Bearer x\r\n");

    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(value_of(end_of_head(whole.substr(0, size))), std::nullopt) << size;
    EXPECT_EQ(value_of(end_of_head(whole)), whole.size());
}

TEST(Target, IsDecodedAfterItIsTakenApart) {
    const auto target =
        value_of(parse_target("/v1/devices/a%2Fb/x?id=cask%3Afirefox&n=g++&flag&=v"));

    EXPECT_THAT(target.path, ElementsAre("v1", "devices", "a/b", "x"));
    EXPECT_EQ(target.query.at("id"), "cask:firefox");
    EXPECT_EQ(target.query.at("n"), "g++");
    EXPECT_EQ(target.query.at("flag"), "");
}

TEST(Target, ThatHidesSomethingIsRefused) {
    for (const std::string text : {"/%", "/%2", "/%zz", "/%00", "/%0a", "/%ff", "/a/../b", "/./a",
                                   "/%2e%2e/a", "/a?x=%", "/a?%0d=1"})
        EXPECT_THAT(parse_target(text), IsRefused(400, "bad-request")) << text;
}

} // namespace
} // namespace ferry::testing
