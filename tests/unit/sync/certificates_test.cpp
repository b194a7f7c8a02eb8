// The rule of pinning, and what a person is told where it is broken.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/network/certificates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace ferry::sync {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const ServerAddress kServer{true, "ferry.example.org", 443};
const std::string kOld(64, 'a');
const std::string kNew(64, 'b');

TEST(PinnedCertificate, IsAcceptedWithoutAsking) {
    bool asked = false;
    const auto accept = [&](const UnknownCertificate&) { return asked = true; };

    EXPECT_TRUE(check_fingerprint(kServer, {kOld, accept}, kOld));
    EXPECT_TRUE(check_fingerprint(kServer, {kOld, {}}, kOld));
    EXPECT_FALSE(asked);
}

TEST(PinnedCertificate, ThatIsAnotherOneNowIsRefusedWithBothNamesAndTheNextStep) {
    const auto refused = check_fingerprint(kServer, {kOld, {}}, kNew);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message,
                AllOf(HasSubstr(kOld), HasSubstr(kNew), HasSubstr("nothing was sent"),
                      HasSubstr("ferry login https://ferry.example.org")));
}

TEST(UnknownCertificate, IsShownWithTheOneOfBefore) {
    std::optional<UnknownCertificate> shown;
    const auto accept = [&](const UnknownCertificate& certificate) {
        shown = certificate;
        return true;
    };

    EXPECT_TRUE(check_fingerprint(kServer, {kOld, accept}, kNew));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->server, "https://ferry.example.org");
    EXPECT_EQ(shown->fingerprint, kNew);
    EXPECT_EQ(shown->before, kOld);
}

TEST(UnknownCertificate, IsRefusedWhereThePersonSaysNoOrNobodyCanBeAsked) {
    const auto no = [](const UnknownCertificate&) { return false; };

    for (const auto& trust : {Trust{{}, no}, Trust{}}) {
        const auto refused = check_fingerprint(kServer, trust, kNew);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Code::Denied);
        EXPECT_THAT(refused.error().message, HasSubstr(kNew));
    }
}

} // namespace
} // namespace ferry::sync
