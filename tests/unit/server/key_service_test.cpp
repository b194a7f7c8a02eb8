// Changing, recovering and ending: who may, and that nothing on the way can be swapped.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {
namespace {

using protocol::KeyChange;
using server::Caller;
using server::Refusal;

const vault::KdfParameters kNewKdf{3, 128 * 1024, std::string(16, 'n')};

const vault::Secret& new_seed() {
    static const vault::Secret seed(std::string(32, 'n'));
    return seed;
}

std::string open_half(const vault::Secret& seed) {
    return vault::SigningKey(seed.view()).open;
}

/// A change, signed as an honest client signs it; tests spoil it before sending.
struct Wish {
    std::string challenge_id;
    vault::LoginStatement proof;
    vault::NewKeys keys{};

    KeyChange signed_by(const vault::Secret& seed) const {
        KeyChange change{challenge_id, proof.origin,
                         vault::sign_change(seed, {proof, keys.hash()})};
        if (!keys.login_public.empty())
            change.password = {{"argon2id13", keys.kdf.passes, keys.kdf.memory_kib, keys.kdf.salt},
                               keys.login_public,
                               keys.wrapped_key};
        if (!keys.recovery_public.empty())
            change.recovery = {keys.recovery_public, keys.recovery_wrapped_key};
        return change;
    }
};

vault::NewKeys new_password() {
    vault::NewKeys keys;
    keys.login_public = open_half(new_seed());
    keys.kdf = kNewKdf;
    keys.wrapped_key = "wrapped anew";
    return keys;
}

vault::NewKeys new_code() {
    vault::NewKeys keys;
    keys.recovery_public = open_half(new_seed());
    keys.recovery_wrapped_key = "by the new code";
    return keys;
}

vault::NewKeys all_new() {
    auto keys = new_password();
    keys.recovery_public = new_code().recovery_public;
    keys.recovery_wrapped_key = new_code().recovery_wrapped_key;
    return keys;
}

class Keys : public ::testing::Test {
protected:
    Wish wish(const std::string& action, const vault::NewKeys& keys,
              const std::string& account = "ann") {
        const auto answer = world.challenge(account);
        const vault::KdfParameters kdf{answer.kdf.passes, answer.kdf.memory_kib, answer.kdf.salt};
        return {answer.challenge_id, {answer.challenge, kOrigin, action, account, kdf}, keys};
    }
    static const vault::Secret& old_seed() { return login_keys().login_seed; }
    bool old_password_works() {
        return is_served(world.accounts.log_in(world.signed_login("ann", next_name())));
    }
    bool new_password_works() {
        auto login = world.signed_login("ann", next_name());
        const auto answer = world.challenge("ann");
        const vault::KdfParameters kdf{answer.kdf.passes, answer.kdf.memory_kib, answer.kdf.salt};
        login.challenge_id = answer.challenge_id;
        login.signature =
            vault::SigningKey(new_seed().view())
                .sign(vault::LoginStatement{answer.challenge, kOrigin, "login", "ann", kdf}
                          .canonical());
        return is_served(world.accounts.log_in(login));
    }
    protocol::LoginRequest recovery(const std::string& account,
                                    const vault::Secret& seed = recovery_seed()) {
        const auto answer = world.challenge(account);
        const vault::ChangeStatement statement{
            {answer.challenge, kOrigin, "recover", account, vault::kNoKdf},
            vault::NewKeys{}.hash()};
        return {account,
                answer.challenge_id,
                kOrigin,
                vault::sign_change(seed, statement),
                {next_name(), "linux", "12", "debian", "x86_64"},
                ""};
    }
    Wish after_recovery(const protocol::Session& session) {
        return {session.ticket,
                {session.ticket, kOrigin, "recovered", "ann", vault::kNoKdf},
                all_new()};
    }
    std::string next_name() { return "device-" + std::to_string(++named); }

    World world;
    Caller ann = world.registered("ann");
    int named = 0;
};

TEST_F(Keys, ANewPasswordTakesThePlaceOfTheOldOne) {
    ASSERT_TRUE(old_password_works());

    const auto done =
        world.keys.put_password(ann, wish("password", new_password()).signed_by(old_seed()));

    EXPECT_TRUE(is_served(done));
    EXPECT_TRUE(new_password_works());
    EXPECT_FALSE(old_password_works());
    EXPECT_EQ(value_of(world.keys.recover(recovery("ann"))).wrapped_key, "wrapped again")
        << "the recovery code is untouched";
}

TEST_F(Keys, ANewPasswordLeavesEveryDeviceLoggedIn) {
    const auto other = value_of(world.accounts.log_in(world.signed_login("ann", "desktop")));

    ASSERT_TRUE(is_served(
        world.keys.put_password(ann, wish("password", new_password()).signed_by(old_seed()))));

    EXPECT_TRUE(is_served(world.accounts.authenticate(other.token)));
}

TEST_F(Keys, AChangeThatComesTwiceIsAnsweredAsDone) {
    const auto change = wish("password", new_password()).signed_by(old_seed());

    EXPECT_TRUE(is_served(world.keys.put_password(ann, change)));
    EXPECT_TRUE(is_served(world.keys.put_password(ann, change)));
}

TEST_F(Keys, AnotherAccountKeyThanThePresentOneIsNotWrapped) {
    auto keys = new_password();
    keys.key_version = 2;
    auto change = wish("password", keys).signed_by(old_seed());
    change.key_version = 2;

    EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(409, "stale-key"));
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, AWrongSignatureChangesNothing) {
    const auto change = wish("password", new_password()).signed_by(new_seed());

    EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(401, "login-failed"));
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, AChallengeIsGoodForOneChange) {
    const auto first = wish("password", new_password());
    auto second = first;
    second.keys.wrapped_key = "another";
    (void)world.keys.put_password(ann, first.signed_by(new_seed())); // fails, and uses it up

    EXPECT_THAT(world.keys.put_password(ann, first.signed_by(old_seed())),
                IsRefused(401, "login-failed"));
    EXPECT_THAT(world.keys.put_password(ann, second.signed_by(old_seed())),
                IsRefused(401, "login-failed"));
}

TEST_F(Keys, AChallengeIsGoodForAMinute) {
    const auto change = wish("password", new_password()).signed_by(old_seed());

    world.clock.advance(60'001);

    EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(401, "login-failed"));
}

TEST_F(Keys, ASignatureForOneActionIsNoneForAnother) {
    for (const std::string action : {"login", "recover", "recovered", "recovery-code", "delete"})
        EXPECT_THAT(
            world.keys.put_password(ann, wish(action, new_password()).signed_by(old_seed())),
            IsRefused(401, "login-failed"))
            << action;
    EXPECT_THAT(
        world.keys.put_recovery_code(ann, wish("password", new_code()).signed_by(old_seed())),
        IsRefused(401, "login-failed"));
    EXPECT_THAT(world.keys.remove_account(ann, wish("password", {}).signed_by(old_seed())),
                IsRefused(401, "login-failed"));
}

TEST_F(Keys, NothingNewCanBeSwappedOnTheWay) {
    const std::vector<std::function<void(KeyChange&)>> swaps = {
        [](auto& one) { one.password->login_public = std::string(32, 'x'); },
        [](auto& one) { one.password->wrapped_key = "swapped"; },
        [](auto& one) { one.password->kdf.passes = 2; },
        [](auto& one) { one.password->kdf.memory_kib = 64 * 1024; },
        [](auto& one) { one.password->kdf.salt[0] = 'x'; },
    };

    for (const auto& swap : swaps) {
        auto change = wish("password", new_password()).signed_by(old_seed());
        swap(change);
        EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(401, "login-failed"));
    }
    auto code = wish("recovery-code", new_code()).signed_by(old_seed());
    code.recovery->recovery_wrapped_key = "swapped";
    EXPECT_THAT(world.keys.put_recovery_code(ann, code), IsRefused(401, "login-failed"));
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, AChangeBringsWhatItsPathTakesAndNothingElse) {
    EXPECT_THAT(world.keys.put_password(ann, wish("password", all_new()).signed_by(old_seed())),
                IsRefused(422, "wrong-parts"));
    EXPECT_THAT(world.keys.put_password(ann, wish("password", {}).signed_by(old_seed())),
                IsRefused(422, "wrong-parts"));
    EXPECT_THAT(
        world.keys.put_recovery_code(ann, wish("recovery-code", all_new()).signed_by(old_seed())),
        IsRefused(422, "wrong-parts"));
    EXPECT_THAT(world.keys.put_recovered(ann, wish("recovered", new_code()).signed_by(old_seed())),
                IsRefused(422, "wrong-parts"));
    EXPECT_THAT(world.keys.remove_account(ann, wish("delete", new_code()).signed_by(old_seed())),
                IsRefused(422, "wrong-parts"));
}

TEST_F(Keys, ANewPasswordKeyMustNotBeWeak) {
    auto keys = new_password();
    keys.kdf.memory_kib = 1024;

    EXPECT_THAT(world.keys.put_password(ann, wish("password", keys).signed_by(old_seed())),
                IsRefused(422, "weak-key"));
}

TEST_F(Keys, ATokenOfAnotherAccountChangesNothingHere) {
    const auto bob = world.registered("bob");
    ASSERT_TRUE(is_served(world.keys.put_password(
        bob, wish("password", new_password(), "bob").signed_by(old_seed()))));

    // Ann's own proof with the token of Bob, and with the challenge of Bob.
    EXPECT_THAT(
        world.keys.put_recovery_code(bob, wish("recovery-code", new_code()).signed_by(old_seed())),
        IsRefused(401, "login-failed"));
    EXPECT_THAT(world.keys.remove_account(bob, wish("delete", {}).signed_by(old_seed())),
                IsRefused(401, "login-failed"));
    auto mixed = wish("delete", {}, "bob");
    mixed.proof.account = "ann";
    EXPECT_THAT(world.keys.remove_account(ann, mixed.signed_by(old_seed())),
                IsRefused(401, "login-failed"));
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, ASignatureForAnotherServerIsRefused) {
    auto relayed = wish("password", new_password());
    relayed.proof.origin = "https://evil.example";

    EXPECT_THAT(world.keys.put_password(ann, relayed.signed_by(old_seed())),
                IsRefused(401, "wrong-origin"));
}

TEST_F(Keys, NothingIsChangedWhereTheDiskFails) {
    const auto change = wish("password", new_password()).signed_by(old_seed());
    world.store.commit_fails = Error{Code::Io, "disk full"};

    EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(500, "internal"));
    world.store.commit_fails.reset();
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, AChangeThatABusyStoreRefusedMayBeSentOnceMore) {
    const auto change = wish("password", new_password()).signed_by(old_seed());
    const auto session = value_of(world.keys.recover(recovery("ann")));
    const Caller caller{session.account_id, session.device_id};
    const auto recovered = after_recovery(session).signed_by(recovery_seed());
    world.store.commit_fails = Error{Code::Unavailable, "too many writes are waiting"};
    EXPECT_THAT(world.keys.put_password(ann, change), IsRefused(503, "busy"));
    EXPECT_THAT(world.keys.put_recovered(caller, recovered), IsRefused(503, "busy"));
    world.store.commit_fails.reset();

    EXPECT_TRUE(is_served(world.keys.put_password(ann, change)));
    EXPECT_TRUE(is_served(world.keys.put_recovered(caller, recovered)));
}

TEST_F(Keys, ANewRecoveryCodeTakesThePlaceOfTheOldOne) {
    ASSERT_TRUE(is_served(world.keys.put_recovery_code(
        ann, wish("recovery-code", new_code()).signed_by(old_seed()))));

    EXPECT_THAT(world.keys.recover(recovery("ann")), IsRefused(401, "recovery-failed"));
    EXPECT_EQ(value_of(world.keys.recover(recovery("ann", new_seed()))).wrapped_key,
              "by the new code");
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, RecoveryGivesADeviceItsTokenAndTheKeyThatTheCodeOpens) {
    const auto session = value_of(world.keys.recover(recovery("ann")));

    EXPECT_EQ(session.account_id, ann.account);
    EXPECT_NE(session.device_id, ann.device);
    EXPECT_EQ(session.wrapped_key, "wrapped again");
    EXPECT_TRUE(is_served(world.accounts.authenticate(session.token)));
    EXPECT_EQ(session.ticket.size(), 64u);
    EXPECT_TRUE(old_password_works()) << "until the second step";
}

TEST_F(Keys, RecoveryOfAKnownDeviceComesBackAsItself) {
    auto request = recovery("ann");
    request.device_id = ann.device;

    EXPECT_EQ(value_of(world.keys.recover(request)).device_id, ann.device);
}

TEST_F(Keys, RecoveryEndsWithANewPasswordAndANewCode) {
    const auto session = value_of(world.keys.recover(recovery("ann")));
    const Caller caller{session.account_id, session.device_id};
    const auto change = after_recovery(session).signed_by(recovery_seed());

    EXPECT_TRUE(is_served(world.keys.put_recovered(caller, change)));
    EXPECT_TRUE(is_served(world.keys.put_recovered(caller, change))) << "the answer was lost";
    EXPECT_TRUE(new_password_works());
    EXPECT_FALSE(old_password_works());
    EXPECT_THAT(world.keys.recover(recovery("ann")), IsRefused(401, "recovery-failed"));
    EXPECT_TRUE(is_served(world.keys.recover(recovery("ann", new_seed()))));
}

TEST_F(Keys, ATicketIsForItsDeviceOnceAndForTenMinutes) {
    const auto session = value_of(world.keys.recover(recovery("ann")));
    const Caller caller{session.account_id, session.device_id};
    const auto change = after_recovery(session).signed_by(recovery_seed());

    EXPECT_THAT(world.keys.put_recovered(ann, change), IsRefused(401, "recovery-failed"));
    EXPECT_THAT(world.keys.put_recovered(caller, change), IsRefused(401, "recovery-failed"))
        << "it was used up by the other device";
    const auto late = value_of(world.keys.recover(recovery("ann")));
    world.clock.advance(600'001);
    EXPECT_THAT(world.keys.put_recovered({late.account_id, late.device_id},
                                         after_recovery(late).signed_by(recovery_seed())),
                IsRefused(401, "recovery-failed"));
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, ATicketAloneChangesNothing) {
    const std::vector<std::function<void(KeyChange&)>> spoils = {
        [](auto& one) { one.signature[0] = static_cast<char>(one.signature[0] ^ 1); },
        [](auto& one) { one.challenge_id = std::string(64, '0'); },
        [](auto& one) { one.password->wrapped_key = "swapped"; },
        [](auto& one) { one.recovery->recovery_public = std::string(32, 'x'); },
    };

    for (const auto& spoil : spoils) {
        const auto session = value_of(world.keys.recover(recovery("ann")));
        auto change = after_recovery(session).signed_by(recovery_seed());
        spoil(change);
        EXPECT_THAT(world.keys.put_recovered({session.account_id, session.device_id}, change),
                    IsRefused(401, "recovery-failed"));
    }
    EXPECT_TRUE(old_password_works());
}

TEST_F(Keys, RecoveryAnswersAnUnknownAccountInTheVeryWordsOfAWrongCode) {
    const auto unknown = world.keys.recover(recovery("nobody"));
    const auto mistaken = world.keys.recover(recovery("ann", new_seed()));

    EXPECT_THAT(unknown, IsRefused(401, "recovery-failed"));
    EXPECT_THAT(mistaken, IsRefused(401, "recovery-failed"));
    EXPECT_EQ(std::get<Refusal>(unknown).detail, std::get<Refusal>(mistaken).detail);
}

TEST_F(Keys, RecoveryRefusesAChallengeThatIsUsedOldOrAnothers) {
    const auto used = recovery("ann");
    (void)value_of(world.keys.recover(used));
    EXPECT_THAT(world.keys.recover(used), IsRefused(401, "recovery-failed"));

    auto others = recovery("ann");
    others.challenge_id = world.challenge("nobody").challenge_id;
    EXPECT_THAT(world.keys.recover(others), IsRefused(401, "recovery-failed"));

    const auto old = recovery("ann");
    world.clock.advance(60'001);
    EXPECT_THAT(world.keys.recover(old), IsRefused(401, "recovery-failed"));
}

TEST_F(Keys, TheSignatureOfALoginRecoversNothing) {
    auto request = recovery("ann");
    const auto login = world.signed_login("ann", "desktop");
    request.challenge_id = login.challenge_id;
    request.signature = login.signature;

    EXPECT_THAT(world.keys.recover(request), IsRefused(401, "recovery-failed"));
}

TEST_F(Keys, RecoverySaysThatAnOlderFerryToldNoKeyForTheCode) {
    auto older = registration("old");
    older.recovery_public.clear();
    const auto session = value_of(world.accounts.register_account(older));

    const auto answer = world.keys.recover(recovery("old"));

    EXPECT_THAT(answer, IsRefused(409, "no-recovery"));
    EXPECT_THAT(std::get<Refusal>(answer).detail,
                ::testing::HasSubstr("ferry account recovery-code"));
    const Caller caller{session.account_id, session.device_id};
    ASSERT_TRUE(is_served(world.keys.put_recovery_code(
        caller, wish("recovery-code", new_code(), "old").signed_by(old_seed()))));
    EXPECT_TRUE(is_served(world.keys.recover(recovery("old", new_seed()))));
}

TEST_F(Keys, ADeletedAccountIsGoneWithAllItsTokens) {
    const auto other = value_of(world.accounts.log_in(world.signed_login("ann", "desktop")));
    const auto seen = world.signal.count(ann.account);
    (void)value_of(world.accounts.authenticate(other.token));

    ASSERT_TRUE(
        is_served(world.keys.remove_account(ann, wish("delete", {}).signed_by(old_seed()))));

    EXPECT_THAT(world.accounts.authenticate(other.token), IsRefused(401, "not-logged-in"));
    EXPECT_FALSE(old_password_works());
    EXPECT_NE(world.signal.count(ann.account), seen) << "who waits must learn of it";
    EXPECT_TRUE(world.accounts.write_activity()) << "of a device that is gone";
    EXPECT_TRUE(is_served(world.accounts.register_account(registration("ann"))));
}

TEST_F(Keys, AnAccountIsDeletedByItsPasswordOnly) {
    EXPECT_THAT(world.keys.remove_account(ann, wish("delete", {}).signed_by(recovery_seed())),
                IsRefused(401, "login-failed"));
    EXPECT_THAT(world.keys.remove_account(ann, {"", kOrigin, std::string(64, 's')}),
                IsRefused(401, "login-failed"));
    EXPECT_TRUE(old_password_works());
}

} // namespace
} // namespace ferry::testing
