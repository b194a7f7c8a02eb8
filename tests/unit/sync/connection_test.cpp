// Asking as a device: what goes into a request, and what becomes of its answer.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/compression.hpp"
#include "core/sync/connection.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {
namespace {

using ferry::testing::ScriptedServer;
using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class ConnectionTest : public ::testing::Test {
protected:
    ScriptedServer server;
    std::vector<int> pauses;
    bool patient = true;
    Wait wait = [this](std::chrono::milliseconds time) {
        pauses.push_back(static_cast<int>(time.count()));
        return patient;
    };
    std::unique_ptr<Transport> transport = server.transport()({}, {});
    Connection connection{*transport, wait, vault::Secret("ferry_token")};
};

TEST_F(ConnectionTest, SendsTheTokenAndNothingThatIsNotNeeded) {
    server.answer(200, "{}");

    ASSERT_TRUE(connection.ask({"GET", "/v1/devices"}));

    EXPECT_THAT(server.asked.at(0).headers,
                ::testing::ElementsAre(std::pair("Accept-Encoding", "zstd"),
                                       std::pair("Authorization", "Bearer ferry_token")));
}

TEST_F(ConnectionTest, UnpacksACompressedAnswer) {
    server.answer(200, protocol::compress("{\"a\":1}"), {{"content-encoding", "zstd"}});

    const auto answer = connection.ask({"GET", "/"});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "{\"a\":1}");
}

TEST_F(ConnectionTest, RefusesAnAnswerThatItCannotUnpack) {
    server.answer(200, "no zstd", {{"content-encoding", "zstd"}});
    server.answer(200, "x", {{"content-encoding", "br"}});
    server.answer(200, protocol::compress(std::string(65u << 20, ' ')),
                  {{"content-encoding", "zstd"}});

    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(connection.ask({"GET", "/"}).error().code, Code::BadData);
}

TEST_F(ConnectionTest, RepeatsUntilThereIsAnAnswer) {
    server.fail(Code::Network).answer(503).answer(200, "done");

    const auto answer = connection.ask({"GET", "/"});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "done");
    EXPECT_THAT(pauses, SizeIs(2));
}

TEST_F(ConnectionTest, RepeatsWithTheSameKeyAndTheSameBytes) {
    server.fail(Code::Network).answer(201);
    Call call{"POST", "/deltas", protocol::compress("delta"), true};
    call.idempotency_key = "key-1";

    ASSERT_TRUE(connection.ask(call));

    ASSERT_THAT(server.asked, SizeIs(2));
    EXPECT_EQ(server.asked[1].header("Idempotency-Key"), "key-1");
    EXPECT_EQ(server.asked[1].body, "delta");
}

TEST_F(ConnectionTest, HonoursTheServersWishForAPause) {
    server.answer(429, "", {{"retry-after", "3"}}).answer(200);

    ASSERT_TRUE(connection.ask({"GET", "/"}));

    EXPECT_THAT(pauses, ::testing::ElementsAre(Ge(3000)));
}

TEST_F(ConnectionTest, StopsWhereThePersonWantsTo) {
    server.fail(Code::Network);
    patient = false;

    EXPECT_EQ(connection.ask({"GET", "/"}).error().code, Code::Cancelled);
}

TEST_F(ConnectionTest, SaysInTheEndThatNothingIsLost) {
    const auto answer = connection.ask({"GET", "/"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::Network);
    EXPECT_THAT(answer.error().message, HasSubstr("nothing is lost"));
    EXPECT_THAT(server.asked, SizeIs(4));
}

TEST(Refusal, IsToldInTheServersOwnWords) {
    const auto error =
        error_of({409, R"({"status":409,"title":"device-exists","detail":"choose another"})"});

    EXPECT_EQ(error.code, Code::Conflict);
    EXPECT_THAT(error.message, HasSubstr("choose another"));
}

TEST(Refusal, HasACodeThatCallersActOn) {
    const std::vector<std::pair<int, Code>> codes = {
        {400, Code::BadData},     {401, Code::Denied},      {403, Code::Denied},
        {404, Code::NotFound},    {409, Code::Conflict},    {413, Code::BadData},
        {422, Code::BadData},     {429, Code::Unavailable}, {500, Code::Unavailable},
        {503, Code::Unavailable}, {302, Code::BadData}};

    for (const auto& [status, code] : codes)
        EXPECT_EQ(error_of({status, ""}).code, code) << status;
}

TEST(Refusal, WithoutAProblemDocumentAsksForTheAddress) {
    for (const auto* body : {"", "<html>no</html>", "{\"status\":404}", "[]"})
        EXPECT_THAT(error_of({404, body}).message,
                    AllOf(HasSubstr("404"), HasSubstr("address of a ferry server")))
            << body;
}

TEST(Message, ThatIsNotWhatWasAskedForIsAnError) {
    for (const auto* body : {"", "{}", "[]", "{\"next\":\"x\"}", "\xff"}) {
        const auto message = message_in<protocol::Changes>(Answer{200, body});
        ASSERT_FALSE(message) << body;
        EXPECT_EQ(message.error().code, Code::BadData);
        EXPECT_THAT(message.error().message, HasSubstr("the server's answer"));
    }
}

} // namespace
} // namespace ferry::sync
