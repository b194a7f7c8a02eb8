// Every message keeps every field on its way, in the form that the other side reads.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "tests/unit/protocol/sample_messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ferry::protocol {
namespace {

using ::testing::HasSubstr;

TEST(Message, IsTheSameAfterARoundTrip) {
    for (const auto& one : sample_messages()) {
        const auto again = one.again(one.text);
        ASSERT_TRUE(again) << one.name << ": " << again.error().message;
        EXPECT_EQ(*again, one.text) << one.name;
    }
}

TEST(Message, CarriesEveryFieldUnderItsName) {
    const std::vector<std::pair<std::string, std::string>> forms = {
        {"Problem",
         R"({"detail":"the stream has moved on","status":409,"title":"stale-revision"})"},
        {"ChallengeRequest", R"({"account":"ann"})"},
        {"Session", R"({"account_id":"account-1","device_id":"device-1","key_version":2,)"
                    R"("ticket":"ticket-1","token":"ferry_x","wrapped_key":"d3JhcHBlZA=="})"},
        {"AccountInfo", R"({"account":"ann","account_id":"account-1","created":1,)"
                        R"("device_id":"device-1","token_expires":2})"},
        {"DeviceInfo", R"({"arch":"x86_64","created":1,"distribution":"debian","id":"device-1",)"
                       R"("imported":true,"last_seen":2,"name":"laptop","os":"linux",)"
                       R"("os_version":"12","packages":4,"revoked":3})"},
        {"Changes", R"({"changes":[{"device_id":"device-1","installer":"apt","kind":"stream",)"
                    R"("sequence":8}],"device_state":"state","more":true,"next":9})"},
        {"RemovedPackages", R"({"removed":[{"arch":"amd64","device_id":"device-1","id":"git",)"
                            R"("installer":"apt","removed":5,"version":"1"}]})"},
        {"RequestHeader",
         R"({"account_id":"account-1","action":"install","created":5,"expires":6,)"
         R"("from":"device-1","items":[{"software":"firefox"},{"id":"git","installer":"apt",)"
         R"("software":"git"},{"id":"cask:x","installer":"brew"}],"key_version":2,)"
         R"("nonce":"bm5ubm5ubm5ubm5ubm5ubg==","to":"device-2"})"},
        {"Holders", R"({"holders":[{"device_id":"device-1","device_name":"laptop","id":"git",)"
                    R"("installer":"apt","version":"1"}]})"},
    };

    std::map<std::string, std::string> texts;
    for (const auto& one : sample_messages())
        texts[one.name] = one.text;
    for (const auto& [name, form] : forms)
        EXPECT_EQ(texts[name], form);
}

TEST(KeyChange, HasOnlyTheKeysThatAreNew) {
    const auto nothing = encode(KeyChange{"id", "o", "s"});

    EXPECT_EQ(nothing, R"({"challenge_id":"id","origin":"o","signature":"cw=="})");
    const auto read = decode<KeyChange>(nothing);
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->password || read->recovery);
}

TEST(KeyChange, WantsBothHalvesOfARecoveryCode) {
    const auto half = decode<KeyChange>(
        R"({"challenge_id":"id","origin":"o","signature":"cw==","recovery":{"recovery_public":""}})");

    ASSERT_FALSE(half);
    EXPECT_THAT(half.error().message, HasSubstr("recovery_public"));
}

TEST(RegisterRequest, OfAnOlderFerryHasNoRecoveryKey) {
    const RegisterRequest older{"ann",
                                {"argon2id13", 3, 262144, std::string(16, 's')},
                                std::string(32, 'k'),
                                "wrapped",
                                "recovery",
                                sample_device()};

    const auto text = encode(older);

    EXPECT_EQ(text.find("recovery_public"), std::string::npos);
    EXPECT_EQ(decode<RegisterRequest>(text)->recovery_public, "");
}

TEST(Package, KeepsEveryField) {
    const auto snapshot =
        decode<Snapshot>(encode(Snapshot{1, std::string(64, 'a'), {sample_package()}}));

    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->packages.at(0), sample_package());
}

TEST(Package, LeavesOutWhatIsTheDefault) {
    Package package;
    package.id = {"git"};
    package.version = "1";

    EXPECT_EQ(encode_package(package), R"({"id":"git","version":"1"})");
    EXPECT_EQ(decode<Snapshot>(encode(Snapshot{1, "h", {package}}))->packages.at(0), package);
}

TEST(Package, TellsDependencyFromUnknown) {
    auto package = sample_package();
    package.reason = Reason::Explicit;

    EXPECT_THAT(encode_package(sample_package()), HasSubstr(R"("explicit":false)"));
    EXPECT_THAT(encode_package(package), HasSubstr(R"("explicit":true)"));
}

TEST(Delta, KeepsItsBaseItsSetAndItsDeletions) {
    const auto delta = decode<Delta>(encode(sample_delta()));

    ASSERT_TRUE(delta);
    EXPECT_EQ(delta->base_revision, 7u);
    EXPECT_EQ(delta->base_hash, sample_delta().base_hash);
    EXPECT_EQ(delta->new_hash, sample_delta().new_hash);
    EXPECT_EQ(delta->set, sample_delta().set);
    EXPECT_EQ(delta->del, sample_delta().del);
}

TEST(Message, IgnoresFieldsOfANewerPeer) {
    for (const auto& one : sample_messages()) {
        auto json = *parse_json(one.text);
        json["of_the_future"] = {{"deep", true}};
        const auto again = one.again(dump_json(json));
        ASSERT_TRUE(again) << one.name;
        EXPECT_EQ(*again, one.text);
    }
}

} // namespace
} // namespace ferry::protocol
