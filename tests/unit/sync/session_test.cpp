// Registering and logging in against servers that are honest, and servers that are not.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/sync/session.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/login.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::sync {
namespace {

using ferry::testing::AccountDevice;
using ferry::testing::AskedRequest;
using ferry::testing::kPassword;
using ferry::testing::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kUrl = "http://localhost:7437";

class SessionTest : public ::testing::Test {
protected:
    /// Quick to derive, and still above the client's floor.
    const vault::KdfParameters cheap{2, 64 * 1024, std::string(16, 's')};
    const std::string account_key = std::string(32, 'k');

    protocol::ChallengeAnswer challenge() const {
        return {"challenge-1",
                std::string(32, 'c'),
                {"argon2id13", cheap.passes, cheap.memory_kib, cheap.salt}};
    }
    std::string wrapped_for(const std::string& account) const {
        const auto keys = vault::derive_login_keys(vault::Secret(kPassword), cheap);
        return vault::wrap_key(vault::Secret(account_key), keys->wrap_key, {account, cheap, 1});
    }
    static std::string opened_session() {
        return protocol::encode(protocol::Session{"account-1", "device-1", "ferry_t", "", 1});
    }
    void expect_nothing_saved() {
        EXPECT_FALSE(*device.state().account().load());
        EXPECT_EQ(load_credentials(device.files, device.folder(), device.key_store).error().code,
                  Code::NotFound);
    }

    ScriptedServer server;
    AccountDevice device{server.transport()};
};

TEST_F(SessionTest, RegistersWithKeysThatOnlyThePasswordAndTheCodeOpen) {
    server.answer(201, opened_session());

    const auto registered = register_account(device.parts(), device.wish(kUrl));

    ASSERT_TRUE(registered) << registered.error().message;
    const auto sent = protocol::decode<protocol::RegisterRequest>(server.asked.at(0).body);
    ASSERT_TRUE(sent);
    const vault::KdfParameters kdf{sent->kdf.passes, sent->kdf.memory_kib, sent->kdf.salt};
    const auto keys = vault::derive_login_keys(vault::Secret(kPassword), kdf);
    const auto by_password = vault::unwrap_key(sent->wrapped_key, keys->wrap_key, {"ann", kdf, 1});
    const auto by_code =
        vault::unwrap_key(sent->recovery_wrapped_key,
                          *vault::recovery_wrap_key(registered->recovery_code), {"ann", {}, 1});
    const auto kept = load_credentials(device.files, device.folder(), device.key_store);
    ASSERT_TRUE(by_password && by_code && kept);
    EXPECT_EQ(by_password->view(), by_code->view());
    EXPECT_EQ(by_password->view(), kept->account_key.view());
    EXPECT_EQ(sent->login_public, keys->login_public);
    EXPECT_EQ(kept->token.view(), "ferry_t");
}

TEST_F(SessionTest, NeverSendsThePasswordOrTheAccountKey) {
    server.answer(201, opened_session());

    ASSERT_TRUE(register_account(device.parts(), device.wish(kUrl)));

    const auto kept = load_credentials(device.files, device.folder(), device.key_store);
    EXPECT_THAT(server.asked.at(0).body, Not(HasSubstr("correct horse")));
    EXPECT_THAT(server.asked.at(0).body, Not(HasSubstr(base64(kept->account_key.view()))));
}

TEST_F(SessionTest, SavesNothingWhereTheNameIsTaken) {
    server.refuse(409, "account-exists", "the account exists already");

    const auto refused = register_account(device.parts(), device.wish(kUrl));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
    expect_nothing_saved();
}

TEST_F(SessionTest, SaysWhatToDoWhereTheAnswerToARegistrationIsLost) {
    server.fail(Code::Network);

    const auto lost = register_account(device.parts(), device.wish(kUrl));

    ASSERT_FALSE(lost);
    EXPECT_THAT(lost.error().message, HasSubstr("ferry login http://localhost:7437 --account ann"));
    EXPECT_THAT(server.questions(), ElementsAre("POST /v1/accounts"));
    expect_nothing_saved();
}

TEST_F(SessionTest, LogsInWithASignatureOverWhatThePersonWasTold) {
    const auto check = [this](const AskedRequest& request) -> Result<HttpAnswer> {
        const auto login = protocol::decode<protocol::LoginRequest>(request.body);
        const auto keys = vault::derive_login_keys(vault::Secret(kPassword), cheap);
        const vault::LoginStatement statement{std::string(32, 'c'), kUrl, "login", "ann", cheap};
        const bool proven =
            login && vault::verify_login(keys->login_public, statement, login->signature);
        return HttpAnswer{proven ? 200 : 401,
                          {},
                          protocol::encode(protocol::Session{"account-1", "device-1", "ferry_t",
                                                             wrapped_for("ann"), 1})};
    };
    server.answer(200, protocol::encode(challenge())).reply(check);

    const auto account = log_in(device.parts(), device.wish("HTTP://LOCALHOST:7437/"));

    ASSERT_TRUE(account) << account.error().message;
    EXPECT_EQ(account->server, kUrl);
    EXPECT_EQ(account->device_id, "device-1");
    EXPECT_EQ(load_credentials(device.files, device.folder(), device.key_store)->account_key.view(),
              account_key);
}

TEST_F(SessionTest, RefusesAServerThatWeakensTheKey) {
    auto weak = challenge();
    weak.kdf.memory_kib = 1024;
    server.answer(200, protocol::encode(weak));

    const auto refused = log_in(device.parts(), device.wish(kUrl));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(server.questions(), ElementsAre("POST /v1/login/challenge")) << "nothing signed";
    expect_nothing_saved();
}

TEST_F(SessionTest, RefusesAnAccountKeyThatBelongsToAnotherAccount) {
    server.answer(200, protocol::encode(challenge()))
        .answer(200, protocol::encode(protocol::Session{"account-1", "device-1", "ferry_t",
                                                        wrapped_for("bob"), 1}));

    const auto refused = log_in(device.parts(), device.wish(kUrl));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(refused.error().message, HasSubstr("altered by the server"));
    expect_nothing_saved();
}

TEST_F(SessionTest, SavesNothingForAWrongPassword) {
    server.answer(200, protocol::encode(challenge())).refuse(401, "login-failed", "try again");

    const auto refused = log_in(device.parts(), device.wish(kUrl));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Denied);
    expect_nothing_saved();
}

TEST_F(SessionTest, AsksForALogoutBeforeAnotherAccount) {
    device.remember_login();
    auto other = device.wish(kUrl);
    other.account = "bob";

    const auto refused = log_in(device.parts(), other);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("ferry logout"));
    EXPECT_EQ(register_account(device.parts(), other).error().code, Code::Conflict);
    EXPECT_THAT(server.asked, IsEmpty());
}

TEST_F(SessionTest, ForgetsTheOldAccountOnceItIsInAnother) {
    device.remember_login();
    ASSERT_TRUE(device.state().streams().put({"apt", 1, "aa", 0, 0}, {}));
    server.answer(204)
        .answer(200, protocol::encode(challenge()))
        .answer(200, protocol::encode(protocol::Session{"account-2", "device-9", "ferry_t",
                                                        wrapped_for("bob"), 1}));
    ASSERT_TRUE(log_out(device.parts()));
    auto other = device.wish(kUrl);
    other.account = "bob";

    const auto account = log_in(device.parts(), other);

    ASSERT_TRUE(account) << account.error().message;
    EXPECT_EQ(account->cursor, 0u);
    EXPECT_THAT(*device.state().streams().heads(), IsEmpty());
    EXPECT_EQ(protocol::decode<protocol::LoginRequest>(server.asked.at(2).body)->device_id, "")
        << "another account must not learn this one's id";
}

TEST_F(SessionTest, ComesBackAsTheSameDeviceWithItsMemory) {
    device.remember_login();
    ASSERT_TRUE(device.state().streams().put({"apt", 1, "aa", 0, 0}, {}));
    server.answer(204)
        .answer(200, protocol::encode(challenge()))
        .answer(200, protocol::encode(protocol::Session{"account-1", "device-1", "ferry_new",
                                                        wrapped_for("ann"), 1}));
    ASSERT_TRUE(log_out(device.parts()));

    const auto account = log_in(device.parts(), device.wish(kUrl));

    ASSERT_TRUE(account) << account.error().message;
    EXPECT_EQ(protocol::decode<protocol::LoginRequest>(server.asked.at(2).body)->device_id,
              "device-1");
    EXPECT_EQ(account->cursor, 5u);
    EXPECT_EQ(device.state().streams().heads()->size(), 1u);
}

TEST_F(SessionTest, RemembersThePinnedCertificate) {
    server.fingerprint = std::string(64, 'f');
    server.answer(201, opened_session());

    const auto registered = register_account(device.parts(), device.wish(kUrl));

    ASSERT_TRUE(registered);
    EXPECT_EQ((*device.state().account().load())->fingerprint, server.fingerprint);
}

TEST_F(SessionTest, LogsOutHereEvenWhereTheServerCannotBeTold) {
    device.remember_login();

    const auto out = log_out(device.parts());

    ASSERT_TRUE(out);
    EXPECT_FALSE(out->server_told);
    EXPECT_THAT(out->why_not, HasSubstr("scripted"));
    EXPECT_EQ(current_account(device.parts()).error().code, Code::NotFound);
}

TEST_F(SessionTest, IsNotFoundWhereNobodyIsLoggedIn) {
    EXPECT_EQ(current_account(device.parts()).error().code, Code::NotFound);
    EXPECT_EQ(log_out(device.parts()).error().code, Code::NotFound);
    EXPECT_EQ(who_am_i(device.parts()).error().code, Code::NotFound);
    EXPECT_THAT(server.asked, IsEmpty());
}

} // namespace
} // namespace ferry::sync
