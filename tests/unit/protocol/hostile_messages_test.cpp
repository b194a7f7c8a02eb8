// Messages that are cut off, mistyped or made to hurt are refused, with the field named.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "tests/unit/protocol/sample_messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace ferry::protocol {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

// Fields that may be absent: with a default, or of something optional.
const std::vector<std::string> kOptional = {"detail",        "distribution",  "os_version",
                                            "arch",          "device_id",     "wrapped_key",
                                            "created",       "last_seen",     "revoked",
                                            "imported",      "packages",      "key_version",
                                            "more",          "next",          "updated",
                                            "device_state",  "base_revision", "base_hash",
                                            "set",           "del",           "revision",
                                            "token_expires", "status",        "recovery_public",
                                            "ticket",        "password",      "recovery",
                                            "parent",        "time",          "size",
                                            "received",      "revisions",     "conflict_with",
                                            "rotation",      "granted",       "expires",
                                            "previous",      "result",        "result_signature",
                                            "answered",      "os_versions",   "silent",
                                            "offset",        "complete"};

bool may_be_absent(const std::string& key) {
    return std::find(kOptional.begin(), kOptional.end(), key) != kOptional.end();
}

TEST(HostileMessage, CutOffAtAnyByteIsRefused) {
    for (const auto& one : sample_messages())
        for (std::size_t size = 0; size < one.text.size(); ++size)
            EXPECT_FALSE(one.again(one.text.substr(0, size))) << one.name << " at " << size;
}

TEST(HostileMessage, WithoutARequiredFieldIsRefused) {
    for (const auto& one : sample_messages()) {
        const auto whole = *parse_json(one.text);
        for (const auto& [key, value] : whole.items()) {
            if (may_be_absent(key)) continue;
            auto without = whole;
            without.erase(key);
            const auto refused = one.again(dump_json(without));
            ASSERT_FALSE(refused) << one.name << " without " << key;
            EXPECT_EQ(refused.error().code, Code::BadData);
            EXPECT_THAT(refused.error().message, HasSubstr(key));
        }
    }
}

TEST(HostileMessage, WithAFieldOfAnotherTypeIsRefused) {
    const std::vector<json> others = {json::object(), json::array({1}), -1, 1.5};
    for (const auto& one : sample_messages()) {
        const auto whole = *parse_json(one.text);
        for (const auto& [key, value] : whole.items()) {
            for (const auto& other : others) {
                if (other.type() == value.type()) continue;
                auto mistyped = whole;
                mistyped[key] = other;
                EXPECT_FALSE(one.again(dump_json(mistyped)))
                    << one.name << ": " << key << " as " << other.dump();
            }
        }
    }
}

TEST(HostileMessage, WithAKeyTwiceIsRefused) {
    EXPECT_FALSE(decode<ChallengeRequest>(R"({"account":"ann","account":"bob"})"));
}

TEST(HostileMessage, ThatIsDeepIsRefused) {
    const std::string deep =
        R"({"account":"ann","x":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}";

    EXPECT_FALSE(decode<ChallengeRequest>(deep));
}

TEST(HostileMessage, WithBadUtf8IsRefused) {
    EXPECT_FALSE(decode<ChallengeRequest>("{\"account\":\"\xff\"}"));
}

TEST(HostileMessage, WithBrokenBase64IsRefused) {
    for (const auto* bad : {"d3JhcHBlZA=", "d3Jh*BlZA==", "d3JhcHBlZA==\\n"})
        EXPECT_FALSE(decode<ChallengeAnswer>(
            R"({"challenge_id":"i","challenge":")" + std::string(bad) +
            R"(","kdf":{"algorithm":"argon2id13","passes":3,"memory_kib":262144,"salt":""}})"))
            << bad;
}

TEST(HostileMessage, RequestThatNamesNothingOrHalfAPackageIsRefused) {
    for (const auto& items : {R"([])", R"([{}])", R"([{"installer":"apt"}])", R"([{"id":"git"}])",
                              R"(["git"])", R"([{"software":5}])"}) {
        auto header = *parse_json(encode(sample_request()));
        header["items"] = *parse_json(items);
        EXPECT_FALSE(decode<RequestHeader>(dump_json(header))) << items;
    }
}

TEST(HostileMessage, RequestOfManyThingsOrWithAShortNonceIsRefused) {
    auto many = sample_request();
    many.items.assign(kMostRequestItems + 1, {"git"});
    auto nonce = sample_request();
    nonce.nonce.pop_back();

    EXPECT_FALSE(decode<RequestHeader>(encode(many)));
    EXPECT_FALSE(decode<RequestHeader>(encode(nonce)));
}

TEST(HostileMessage, WithAnUnknownKeyDerivationIsRefused) {
    EXPECT_FALSE(decode<ChallengeAnswer>(
        R"({"challenge_id":"i","challenge":"","kdf":{"algorithm":"md5","passes":3,)"
        R"("memory_kib":262144,"salt":""}})"));
}

TEST(HostileMessage, WithKeyParametersThatDoNotFitIsRefused) {
    const auto answer = decode<ChallengeAnswer>(
        R"({"challenge_id":"i","challenge":"","kdf":{"algorithm":"argon2id13",)"
        R"("passes":4294967298,"memory_kib":262144,"salt":""}})");

    EXPECT_FALSE(answer) << "passes became " << answer->kdf.passes;
}

TEST(HostileMessage, WithATimeBeyondAllTimeIsRefused) {
    EXPECT_FALSE(
        decode<StreamHead>(R"({"installer":"apt","hash":"","updated":9223372036854775808})"));
}

TEST(HostilePackage, WithAnEndlessOrEmptyIdIsRefused) {
    const auto with_id = [](const std::string& id) {
        return decode<Snapshot>(R"({"hash":"","packages":[{"id":")" + id + R"("}]})");
    };

    EXPECT_TRUE(with_id(std::string(1024, 'x')));
    EXPECT_FALSE(with_id(std::string(1025, 'x')));
    EXPECT_FALSE(with_id(""));
    EXPECT_FALSE(decode<Snapshot>(R"({"hash":"","packages":["git"]})"));
    EXPECT_FALSE(decode<Snapshot>(R"({"hash":"","packages":[{"version":"1"}]})"));
}

TEST(HostileDevice, WithAnEmptyNameOrOneThatMovesACursorIsRefused) {
    EXPECT_FALSE(decode<Device>(R"({"name":"","os":"linux"})"));
    EXPECT_FALSE(decode<Device>(R"({"name":"a\u001b[2J","os":"linux"})"));
    EXPECT_FALSE(decode<Device>(R"({"name":")" + std::string(65, 'x') + R"(","os":"linux"})"));
}

} // namespace
} // namespace ferry::protocol
