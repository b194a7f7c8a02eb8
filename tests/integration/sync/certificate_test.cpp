// TLS with a certificate that the server made itself: shown, pinned, and missed when it changes.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/account_device.hpp"
#include "tests/support/real_ferryd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

class Certificate : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(server.problem, ""); }

    sync::LoginWish wish(bool accepted) {
        auto made = device.wish(server.url);
        made.accept = [this, accepted](const sync::UnknownCertificate& certificate) {
            asked.push_back(certificate);
            return accepted;
        };
        return made;
    }

    void replace_certificate() {
        server.kill();
        for (const auto& entry : std::filesystem::directory_iterator(server.data()))
            if (entry.path().extension() == ".pem") std::filesystem::remove(entry.path());
        server.start();
        ASSERT_EQ(server.problem, "");
    }

    RealFerryd server{{"--self-signed"}};
    AccountDevice device;
    std::vector<sync::UnknownCertificate> asked;
};

TEST_F(Certificate, IsShownOnceAndThenPinned) {
    const auto registered = sync::register_account(device.parts(), wish(true));
    const auto first = device.sync({inventory("apt", {package("git")})});
    const auto second = device.sync({inventory("apt", {package("git")})});

    ASSERT_TRUE(registered) << registered.error().message;
    EXPECT_TRUE(first && second);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(asked[0].fingerprint, MatchesRegex("[0-9a-f]{64}"));
    EXPECT_EQ(asked[0].before, "");
    EXPECT_EQ(registered->account.fingerprint, asked[0].fingerprint);
}

TEST_F(Certificate, ThatIsNotAcceptedEndsTheLogin) {
    const auto refused = sync::register_account(device.parts(), wish(false));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message, HasSubstr(asked.at(0).fingerprint));
    EXPECT_FALSE(sync::current_account(device.parts()));
}

TEST_F(Certificate, ThatChangedIsRefusedAndBothAreNamed) {
    ASSERT_TRUE(sync::register_account(device.parts(), wish(true)));
    replace_certificate();

    const auto refused = device.sync({inventory("apt", {package("git")})});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message, HasSubstr(asked.at(0).fingerprint));
    EXPECT_THAT(refused.error().message,
                MatchesRegex(".*SHA-256 [0-9a-f]{64} instead of [0-9a-f]{64};.*"));
    EXPECT_THAT(refused.error().message, HasSubstr("ferry login"));
    EXPECT_THAT(device.pauses, SizeIs(0)) << "a wrong certificate does not get right by waiting";
}

TEST_F(Certificate, ThatChangedCanBeAcceptedByANewLogin) {
    ASSERT_TRUE(sync::register_account(device.parts(), wish(true)));
    replace_certificate();

    const auto again = sync::log_in(device.parts(), wish(true));

    ASSERT_TRUE(again) << again.error().message;
    ASSERT_THAT(asked, SizeIs(2));
    EXPECT_EQ(asked[1].before, asked[0].fingerprint);
    EXPECT_TRUE(device.sync({inventory("apt", {package("git")})}));
}

TEST_F(Certificate, OfAPlainConnectionIsMissed) {
    auto plain = wish(true);
    plain.server = "http://127.0.0.1:" + std::to_string(server.port);

    const auto refused = sync::register_account(device.parts(), plain);

    ASSERT_FALSE(refused);
    EXPECT_FALSE(sync::current_account(device.parts()));
}

} // namespace
} // namespace ferry::testing
