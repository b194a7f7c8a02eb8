// Requests as bytes, and answers taken apart however they arrive.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/http_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {
namespace {

using ::testing::HasSubstr;

const std::string kCounted = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Content-Length: 2\r\n\r\n{}";
const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n1F;x=y\r\n" +
                             std::string(31, 'd') + "\r\n0\r\nTrailer: x\r\n\r\n";
const std::string kNotModified = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n";

/// In pieces of `size` bytes.
Result<HttpAnswer> read(const std::string& bytes, std::size_t size) {
    AnswerReader reader;
    bool whole = false;
    for (std::size_t at = 0; at < bytes.size() && !whole; at += size) {
        const auto more = reader.add(std::string_view(bytes).substr(at, size));
        if (!more) return more.error();
        whole = *more;
    }
    if (!whole)
        if (const auto finished = reader.finish(); !finished) return finished.error();
    return reader.take();
}

TEST(RequestHead, HoldsOnlyWhatIsNeeded) {
    EXPECT_EQ(request_head({"GET", "/v1/changes?since=1", {{"Accept-Encoding", "zstd"}}},
                           "localhost:7437"),
              "GET /v1/changes?since=1 HTTP/1.1\r\nHost: localhost:7437\r\n"
              "Accept-Encoding: zstd\r\n\r\n");
}

TEST(RequestHead, CountsTheBody) {
    EXPECT_THAT(request_head({"PUT", "/", {}, "12345"}, "h"), HasSubstr("Content-Length: 5\r\n"));
    EXPECT_THAT(request_head({"POST", "/"}, "h"), HasSubstr("Content-Length: 0\r\n"));
    EXPECT_THAT(request_head({"DELETE", "/"}, "h"), ::testing::Not(HasSubstr("Content-Length")));
}

TEST(AnswerReader, UnderstandsAnAnswerInPiecesOfAnySize) {
    for (std::size_t size = 1; size < 70; ++size) {
        const auto counted = read(kCounted, size);
        const auto chunked = read(kChunked, size);
        const auto nothing = read(kNotModified, size);

        ASSERT_TRUE(counted && chunked && nothing) << size;
        EXPECT_EQ(counted->body, "{}");
        EXPECT_EQ(counted->headers.at("content-type"), "application/json");
        EXPECT_EQ(chunked->body, "abc" + std::string(31, 'd'));
        EXPECT_EQ(nothing->status, 304);
        EXPECT_EQ(nothing->body, "");
    }
}

TEST(AnswerReader, MissesTheRestOfAnAnswerCutOffAtAnyByte) {
    for (const auto& whole : {kCounted, kChunked, kNotModified})
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto cut = read(whole.substr(0, size), 4096);
            ASSERT_FALSE(cut) << whole.substr(0, size);
            EXPECT_EQ(cut.error().code, Code::Network);
        }
}

TEST(AnswerReader, TakesABodyWithoutALengthUntilTheEnd) {
    const auto answer = read("HTTP/1.0 502 Bad Gateway\r\n\r\nproxy says no", 5);

    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 502);
    EXPECT_EQ(answer->body, "proxy says no");
}

TEST(AnswerReader, PassesOverInterimAnswers) {
    const auto answer =
        read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + kCounted, 7);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_FALSE(answer->headers.contains("link"));
}

TEST(AnswerReader, KeepsTheConnectionOnlyWhereBothSidesMayUseItAgain) {
    const auto keeps = [](const std::string& bytes) {
        AnswerReader reader;
        EXPECT_TRUE(*reader.add(bytes)) << bytes;
        return reader.keeps_connection();
    };

    EXPECT_TRUE(keeps(kCounted));
    EXPECT_TRUE(keeps(kChunked));
    EXPECT_FALSE(keeps("HTTP/1.1 204 No\r\nConnection: close\r\n\r\n"));
    EXPECT_FALSE(keeps("HTTP/1.0 204 No\r\n\r\n"));
    EXPECT_FALSE(keeps(kCounted + "HTTP/1.1 200 of nobody's request"));
    EXPECT_FALSE(keeps(kChunked + "x"));
}

TEST(AnswerReader, RefusesWhatIsNoHttp) {
    const std::vector<std::string> answers = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\x15\x03\x01 of TLS",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: empty\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    };

    for (const auto& bytes : answers) {
        const auto refused = read(bytes, 4096);
        ASSERT_FALSE(refused) << bytes;
        EXPECT_EQ(refused.error().code, Code::BadData) << bytes;
    }
}

TEST(AnswerReader, RefusesWhatWouldFillTheMemory) {
    const std::string large = std::to_string(kLargestAnswer + 1);
    const std::string endless(kLargestAnswerHead + 1, 'x');

    EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nContent-Length: " + large + "\r\n\r\n", 4096));
    EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nX: " + endless, 4096));
    EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + endless, 4096));
    EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 4096));
    EXPECT_FALSE(read("HTTP/1.1 200 OK\r\n\r\n" + std::string(kLargestAnswer + 1, 'x'), 1 << 20));
}

} // namespace
} // namespace ferry::sync
