// New passwords, new codes and recovery against servers that are honest, and servers that are not.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/sync/account_keys.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/key_change.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::sync {
namespace {

using ferry::testing::AccountDevice;
using ferry::testing::kPassword;
using ferry::testing::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kUrl = "http://localhost:7437";
constexpr const char* kCode = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";
constexpr std::size_t kKeyring = 3; // questions that come before a change
constexpr const char* kNewPassword = "a new password, and long";

class AccountKeys : public ::testing::Test {
protected:
    /// Quick to derive, and still above the client's floor.
    const vault::KdfParameters cheap{2, 64 * 1024, std::string(16, 's')};
    const std::string account_key = std::string(32, 'k'); // as AccountDevice remembers it

    std::string challenge() const {
        return protocol::encode(
            protocol::ChallengeAnswer{"challenge-1",
                                      std::string(32, 'c'),
                                      {"argon2id13", cheap.passes, cheap.memory_kib, cheap.salt}});
    }
    std::string recovered(const std::string& account = "ann") const {
        const auto key = vault::recovery_wrap_key(vault::Secret(kCode));
        return protocol::encode(protocol::Session{
            "account-1", "device-1", "ferry_r",
            vault::wrap_key(vault::Secret(account_key), *key, {account, {}, 1}), 1, "ticket-1"});
    }
    RecoveryWish recovery() const {
        RecoveryWish wish{device.wish(kUrl), vault::Secret(kCode)};
        wish.login.password = vault::Secret(kNewPassword);
        return wish;
    }
    /// What is to be wrapped is asked for first: another device may have changed it.
    void remember_login_with_keys() {
        device.remember_login();
        const std::string none = R"({"items":[]})";
        server.answer(200, none).answer(200, none).answer(204);
    }
    std::vector<std::string> questions_after_the_keyring() const {
        auto all = server.questions();
        EXPECT_EQ(all.at(0), "GET /v1/account/rotations");
        all.erase(all.begin(), all.begin() + kKeyring);
        return all;
    }
    protocol::KeyChange sent(std::size_t at) const {
        return *protocol::decode<protocol::KeyChange>(server.asked.at(at).body);
    }
    std::string opened(const protocol::PasswordKeys& keys, const char* password) const {
        const vault::KdfParameters kdf{keys.kdf.passes, keys.kdf.memory_kib, keys.kdf.salt};
        const auto derived = vault::derive_login_keys(vault::Secret(password), kdf);
        EXPECT_EQ(derived->login_public, keys.login_public);
        const auto key = vault::unwrap_key(keys.wrapped_key, derived->wrap_key, {"ann", kdf, 1});
        return key ? std::string(key->view()) : key.error().message;
    }
    std::string opened(const protocol::RecoveryCodeKeys& keys, const vault::Secret& code) const {
        const auto derived = vault::recovery_keys(code);
        EXPECT_EQ(derived->login_public, keys.recovery_public);
        const auto key =
            vault::unwrap_key(keys.recovery_wrapped_key, derived->wrap_key, {"ann", {}, 1});
        return key ? std::string(key->view()) : key.error().message;
    }

    ScriptedServer server;
    AccountDevice device{server.transport()};
};

TEST_F(AccountKeys, ANewPasswordOpensTheSameAccountKey) {
    remember_login_with_keys();
    server.answer(200, challenge()).answer(204);

    const auto done =
        change_password(device.parts(), vault::Secret(kPassword), vault::Secret(kNewPassword));

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(questions_after_the_keyring(),
                ElementsAre("POST /v1/login/challenge", "PUT /v1/account/password"));
    ASSERT_TRUE(sent(kKeyring + 1).password);
    EXPECT_FALSE(sent(kKeyring + 1).recovery) << "the recovery code stays";
    EXPECT_EQ(opened(*sent(kKeyring + 1).password, kNewPassword), account_key);
    EXPECT_GE(sent(kKeyring + 1).password->kdf.memory_kib, 256u * 1024);
    EXPECT_EQ(server.asked.at(kKeyring + 1).header("Authorization"), "Bearer ferry_token");
}

TEST_F(AccountKeys, AChangeIsSignedByTheOldPasswordOverAllThatIsNew) {
    remember_login_with_keys();
    server.answer(200, challenge()).answer(204);

    ASSERT_TRUE(
        change_password(device.parts(), vault::Secret(kPassword), vault::Secret(kNewPassword)));

    const auto change = sent(kKeyring + 1);
    vault::NewKeys keys;
    keys.login_public = change.password->login_public;
    keys.kdf = {change.password->kdf.passes, change.password->kdf.memory_kib,
                change.password->kdf.salt};
    keys.wrapped_key = change.password->wrapped_key;
    const vault::ChangeStatement statement{{std::string(32, 'c'), kUrl, "password", "ann", cheap},
                                           keys.hash()};
    const auto old = vault::derive_login_keys(vault::Secret(kPassword), cheap);
    EXPECT_TRUE(vault::verify_change(old->login_public, statement, change.signature));
}

TEST_F(AccountKeys, NoPasswordIsEverSent) {
    remember_login_with_keys();
    server.answer(200, challenge()).answer(204);

    ASSERT_TRUE(
        change_password(device.parts(), vault::Secret(kPassword), vault::Secret(kNewPassword)));

    for (const auto& request : server.asked) {
        EXPECT_THAT(request.body, Not(HasSubstr("correct horse")));
        EXPECT_THAT(request.body, Not(HasSubstr("a new password")));
        EXPECT_THAT(request.body, Not(HasSubstr(base64(account_key))));
    }
}

TEST_F(AccountKeys, AServerThatWeakensTheKeyGetsNoSignature) {
    remember_login_with_keys();
    server.answer(200,
                  protocol::encode(protocol::ChallengeAnswer{
                      "id", std::string(32, 'c'), {"argon2id13", 1, 1024, std::string(16, 's')}}));

    const auto refused =
        change_password(device.parts(), vault::Secret(kPassword), vault::Secret(kNewPassword));

    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_THAT(questions_after_the_keyring(), ElementsAre("POST /v1/login/challenge"));
}

TEST_F(AccountKeys, ALostAnswerLeavesTheNewPasswordInDoubtAndSaysSo) {
    remember_login_with_keys();
    server.answer(200, challenge());

    const auto lost =
        change_password(device.parts(), vault::Secret(kPassword), vault::Secret(kNewPassword));

    ASSERT_FALSE(lost);
    EXPECT_THAT(lost.error().message, HasSubstr("the new one counts"));
}

TEST_F(AccountKeys, ANewCodeOpensTheSameAccountKey) {
    remember_login_with_keys();
    server.answer(200, challenge()).answer(204);

    const auto fresh = change_recovery_code(device.parts(), vault::Secret(kPassword));

    ASSERT_TRUE(fresh) << fresh.error().message;
    EXPECT_EQ(fresh->doubt, "");
    EXPECT_EQ(server.asked.at(kKeyring + 1).what, "PUT /v1/account/recovery-code");
    EXPECT_FALSE(sent(kKeyring + 1).password);
    EXPECT_EQ(opened(*sent(kKeyring + 1).recovery, fresh->code), account_key);
}

TEST_F(AccountKeys, ANewCodeWhoseAnswerIsLostIsShownWithADoubt) {
    remember_login_with_keys();
    server.answer(200, challenge());

    const auto fresh = change_recovery_code(device.parts(), vault::Secret(kPassword));

    ASSERT_TRUE(fresh);
    EXPECT_THAT(fresh->doubt, HasSubstr("nothing is scripted"));
    EXPECT_EQ(fresh->code.size(), 39u);
}

TEST_F(AccountKeys, ANewCodeThatIsRefusedIsNotShown) {
    remember_login_with_keys();
    server.answer(200, challenge()).refuse(401, "login-failed");

    EXPECT_EQ(change_recovery_code(device.parts(), vault::Secret("wrong")).error().code,
              Code::Denied);
}

TEST_F(AccountKeys, RecoveryLogsInAndMakesPasswordAndCodeAnew) {
    server.answer(200, challenge()).answer(200, recovered()).answer(204);

    const auto back = recover_account(device.parts(), recovery());

    ASSERT_TRUE(back) << back.error().message;
    EXPECT_THAT(server.questions(), ElementsAre("POST /v1/recovery/challenge", "POST /v1/recovery",
                                                "PUT /v1/account/recovered"));
    EXPECT_EQ(server.asked.at(2).header("Authorization"), "Bearer ferry_r");
    EXPECT_EQ(sent(2).challenge_id, "ticket-1");
    EXPECT_EQ(opened(*sent(2).password, kNewPassword), account_key);
    EXPECT_EQ(opened(*sent(2).recovery, back->fresh.code), account_key);
    EXPECT_EQ(back->account.account, "ann");
    EXPECT_EQ(load_credentials(device.files, device.folder(), device.key_store)->account_key.view(),
              account_key);
    for (const auto& request : server.asked)
        EXPECT_THAT(request.body, Not(HasSubstr(kCode)));
}

TEST_F(AccountKeys, RecoveryTrustsNoAccountKeyThatTheCodeDoesNotOpen) {
    server.answer(200, challenge()).answer(200, recovered("bob"));

    const auto refused = recover_account(device.parts(), recovery());

    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_EQ(server.asked.size(), 2u);
    EXPECT_EQ(load_credentials(device.files, device.folder(), device.key_store).error().code,
              Code::NotFound);
}

TEST_F(AccountKeys, RecoveryAsksNothingOfAServerWhereTheCodeCannotBeOne) {
    auto wish = recovery();
    wish.code = vault::Secret("0123");

    EXPECT_EQ(recover_account(device.parts(), wish).error().code, Code::BadData);
    EXPECT_THAT(server.asked, IsEmpty());
}

TEST_F(AccountKeys, RecoveryWhoseSecondStepIsRefusedSaysWhatCountsNow) {
    server.answer(200, challenge()).answer(200, recovered()).refuse(401, "recovery-failed");

    const auto half = recover_account(device.parts(), recovery());

    ASSERT_FALSE(half);
    EXPECT_THAT(half.error().message, HasSubstr("are the old ones"));
    EXPECT_TRUE(current_account(device.parts())) << "the person is in";
}

TEST_F(AccountKeys, DeletingForgetsTheAccountHereToo) {
    device.remember_login();
    ASSERT_TRUE(device.state().streams().put({"apt", 1, "aa", 0, 0}, {}));
    server.answer(200, protocol::encode(protocol::AccountInfo{"ann", "account-1", "device-1"}))
        .answer(200, challenge())
        .answer(204);

    const auto done = delete_account(device.parts(), vault::Secret(kPassword));

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(server.asked.at(2).what, "DELETE /v1/account");
    EXPECT_FALSE(*device.state().account().load());
    EXPECT_THAT(*device.state().streams().heads(), IsEmpty());
    EXPECT_EQ(load_credentials(device.files, device.folder(), device.key_store).error().code,
              Code::NotFound);
}

TEST_F(AccountKeys, DeletingTakesATokenThatDiedMeanwhileForDone) {
    device.remember_login();
    server.answer(200, protocol::encode(protocol::AccountInfo{"ann", "account-1", "device-1"}))
        .answer(200, challenge())
        .fail(Code::Network)
        .refuse(401, "not-logged-in");

    EXPECT_TRUE(delete_account(device.parts(), vault::Secret(kPassword)));
    EXPECT_FALSE(*device.state().account().load());
}

TEST_F(AccountKeys, DeletingWithAWrongPasswordForgetsNothing) {
    device.remember_login();
    server.answer(200, protocol::encode(protocol::AccountInfo{"ann", "account-1", "device-1"}))
        .answer(200, challenge())
        .refuse(401, "login-failed");

    EXPECT_EQ(delete_account(device.parts(), vault::Secret("wrong")).error().code, Code::Denied);
    EXPECT_TRUE(current_account(device.parts()));
}

TEST_F(AccountKeys, NothingIsChangedWhereNobodyIsLoggedIn) {
    const vault::Secret password(kPassword);

    EXPECT_EQ(change_password(device.parts(), password, password).error().code, Code::NotFound);
    EXPECT_EQ(change_recovery_code(device.parts(), password).error().code, Code::NotFound);
    EXPECT_EQ(delete_account(device.parts(), password).error().code, Code::NotFound);
    EXPECT_THAT(server.asked, IsEmpty());
}

} // namespace
} // namespace ferry::sync
