// Registering, logging in, tokens: the rules.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using server::Caller;
using server::Refusal;

TEST(Register, GivesASessionWhoseTokenIsTheNewDevice) {
    World world;

    const auto session = value_of(world.accounts.register_account(registration("ann")));
    const auto caller = value_of(world.accounts.authenticate(session.token));

    EXPECT_EQ(caller.account, session.account_id);
    EXPECT_EQ(caller.device, session.device_id);
    EXPECT_THAT(session.token, ::testing::MatchesRegex("ferry_[A-Za-z0-9_-]{43}"));
}

TEST(Register, RefusesANameThatIsTaken) {
    World world;
    world.registered("ann");

    EXPECT_THAT(world.accounts.register_account(registration("ann")),
                IsRefused(409, "account-exists"));
}

TEST(Register, RefusesNamesOutsideTheGrammar) {
    World world;

    for (const std::string name : {"", "a", "Ann", ".ann", "an n", "ann/..", "ann\n", "é"})
        EXPECT_THAT(world.accounts.register_account(registration(name)),
                    IsRefused(422, "bad-account-name"))
            << name;
    EXPECT_THAT(world.accounts.register_account(registration(std::string(64, 'a'))),
                IsRefused(422, "bad-account-name"));
}

TEST(Register, RefusesAPasswordKeyThatIsTooWeak) {
    World world;
    auto request = registration("ann");
    request.kdf.memory_kib = 1024;

    EXPECT_THAT(world.accounts.register_account(request), IsRefused(422, "weak-key"));
}

TEST(Register, GivesNoSessionWhenTheDiskFails) {
    World world;
    world.store.commit_fails = Error{Code::Io, "disk full"};

    EXPECT_THAT(world.accounts.register_account(registration("ann")), IsRefused(500, "internal"));
    world.store.commit_fails.reset();
    EXPECT_TRUE(is_served(world.accounts.register_account(registration("ann"))));
}

TEST(Login, WithTheRightKeyGivesANewDeviceAndTheWrappedKey) {
    World world;
    const auto first = world.registered("ann", "laptop");

    const auto session = value_of(world.accounts.log_in(world.signed_login("ann", "desktop")));

    EXPECT_EQ(session.account_id, first.account);
    EXPECT_NE(session.device_id, first.device);
    EXPECT_EQ(session.wrapped_key, "wrapped");
    EXPECT_EQ(value_of(world.accounts.authenticate(session.token)).device, session.device_id);
}

TEST(Login, RefusesAChallengeThatWasUsedBefore) {
    World world;
    world.registered("ann");
    const auto login = world.signed_login("ann", "desktop");
    (void)value_of(world.accounts.log_in(login));

    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "login-failed"));
}

TEST(Login, UsesUpTheChallengeOfAFailedAttempt) {
    World world;
    world.registered("ann");
    const auto login = world.signed_login("ann", "desktop");
    auto spoiled = login;
    spoiled.signature[0] = static_cast<char>(spoiled.signature[0] ^ 1);

    EXPECT_THAT(world.accounts.log_in(spoiled), IsRefused(401, "login-failed"));
    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "login-failed"));
}

TEST(Login, RefusesAChallengeOlderThanAMinute) {
    World world;
    world.registered("ann");
    const auto login = world.signed_login("ann", "desktop");

    world.clock.advance(60'001);

    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "login-failed"));
}

TEST(Login, RefusesAChallengeThatAnotherAccountAskedFor) {
    World world;
    world.registered("ann");
    world.registered("bob");
    auto login = world.signed_login("ann", "desktop");
    login.challenge_id = world.challenge("bob").challenge_id;

    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "login-failed"));
}

TEST(Login, RefusesASignatureForAnotherServer) {
    World world;
    world.registered("ann");
    auto login = world.signed_login("ann", "desktop");
    login.origin = "https://evil.example"; // signed for us, relayed as if for another

    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "login-failed"));
}

TEST(Login, RefusesAnOriginThatIsNotThisServersThoughItWasSigned) {
    World world;
    world.registered("ann");
    auto login = world.signed_login("ann", "desktop");
    const auto answer = world.challenge("ann");
    login.challenge_id = answer.challenge_id;
    login.origin = "https://evil.example";
    login.signature = vault::sign_login(
        login_keys(), {answer.challenge,
                       login.origin,
                       "login",
                       "ann",
                       {answer.kdf.passes, answer.kdf.memory_kib, answer.kdf.salt}});

    EXPECT_THAT(world.accounts.log_in(login), IsRefused(401, "wrong-origin"));
}

TEST(Login, AnswersAnUnknownAccountInTheVeryWordsOfAWrongPassword) {
    World world;
    world.registered("ann");
    auto wrong = world.signed_login("ann", "desktop");
    wrong.signature = std::string(64, 'x');

    const auto unknown = world.accounts.log_in(world.signed_login("nobody", "desktop"));
    const auto mistaken = world.accounts.log_in(wrong);

    EXPECT_THAT(unknown, IsRefused(401, "login-failed"));
    EXPECT_EQ(std::get<Refusal>(unknown).detail, std::get<Refusal>(mistaken).detail);
}

TEST(LoginChallenge, ForAnUnknownAccountLooksLikeAnyOther) {
    World world;
    auto request = registration("ann");
    request.kdf = {"argon2id13", 3, 256 * 1024, std::string(16, 's')}; // what clients choose
    (void)value_of(world.accounts.register_account(request));

    const auto known = world.challenge("ann");
    const auto unknown = world.challenge("nobody");
    const auto again = world.challenge("nobody");

    EXPECT_EQ(protocol::encode(known).size(), protocol::encode(unknown).size());
    EXPECT_EQ(known.kdf.passes, unknown.kdf.passes);
    EXPECT_EQ(known.kdf.memory_kib, unknown.kdf.memory_kib);
    EXPECT_EQ(unknown.kdf.salt, again.kdf.salt) << "a salt that changes gives it away";
    EXPECT_NE(unknown.kdf.salt, world.challenge("nobody-else").kdf.salt);
    EXPECT_NE(unknown.challenge, again.challenge);
}

TEST(Login, RefusesADeviceNameThatIsTakenAndSaysWhatToDo) {
    World world;
    world.registered("ann", "laptop");

    const auto answer = world.accounts.log_in(world.signed_login("ann", "laptop"));

    EXPECT_THAT(answer, IsRefused(409, "device-exists"));
    EXPECT_THAT(std::get<Refusal>(answer).detail, ::testing::HasSubstr("--device"));
}

TEST(Login, OfADeviceThatIsKnownReplacesItsToken) {
    World world;
    const auto before = value_of(world.accounts.register_account(registration("ann", "laptop")));
    auto login = world.signed_login("ann", "laptop");
    login.device_id = before.device_id;

    const auto after = value_of(world.accounts.log_in(login));

    EXPECT_EQ(after.device_id, before.device_id);
    EXPECT_TRUE(is_served(world.accounts.authenticate(after.token)));
    EXPECT_THAT(world.accounts.authenticate(before.token), IsRefused(401, "not-logged-in"));
}

TEST(Login, WithTheIdOfARevokedDeviceMakesANewOne) {
    World world;
    const auto old = world.registered("ann", "laptop");
    (void)value_of(world.devices.revoke(old, old.device));
    auto login = world.signed_login("ann", "laptop");
    login.device_id = old.device;

    EXPECT_NE(value_of(world.accounts.log_in(login)).device_id, old.device);
}

TEST(Login, WithTheDeviceIdOfAnotherAccountMakesADeviceOfItsOwn) {
    World world;
    world.registered("ann");
    const auto foreign = world.registered("bob");
    auto login = world.signed_login("ann", "desktop");
    login.device_id = foreign.device;

    EXPECT_NE(value_of(world.accounts.log_in(login)).device_id, foreign.device);
}

TEST(Token, DiesWithLogOut) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));

    (void)value_of(world.accounts.log_out({session.account_id, session.device_id}));

    EXPECT_THAT(world.accounts.authenticate(session.token), IsRefused(401, "not-logged-in"));
}

TEST(Token, DiesWithItsDevice) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));
    const Caller caller{session.account_id, session.device_id};

    (void)value_of(world.devices.revoke(caller, caller.device));

    EXPECT_THAT(world.accounts.authenticate(session.token), IsRefused(401, "not-logged-in"));
}

TEST(Token, DiesWhenItsDeviceIsNotSeenForNinetyDays) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));

    world.clock.advance(91LL * 86'400'000);

    EXPECT_THAT(world.accounts.authenticate(session.token), IsRefused(401, "not-logged-in"));
}

TEST(Token, LivesOnWhileItsDeviceIsInUse) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));

    for (int month = 0; month < 12; ++month) {
        world.clock.advance(30LL * 86'400'000);
        ASSERT_TRUE(is_served(world.accounts.authenticate(session.token))) << month;
        ASSERT_TRUE(world.accounts.write_activity());
    }
}

TEST(Token, KeepsItsSignOfLifeWhenTheDiskFails) {
    World world;
    const auto session = value_of(world.accounts.register_account(registration("ann")));
    world.clock.advance(80LL * 86'400'000);
    (void)value_of(world.accounts.authenticate(session.token));
    world.store.commit_fails = Error{Code::Io, "disk full"};
    EXPECT_FALSE(world.accounts.write_activity());
    world.store.commit_fails.reset();
    ASSERT_TRUE(world.accounts.write_activity());
    world.clock.advance(80LL * 86'400'000);

    EXPECT_TRUE(is_served(world.accounts.authenticate(session.token)));
}

TEST(Token, ThatNobodyWasGivenIsRefused) {
    World world;

    for (const std::string token : {"", "ferry_", "ferry_AAAA", "x"})
        EXPECT_THAT(world.accounts.authenticate(token), IsRefused(401, "not-logged-in"));
}

TEST(WhoAmI, NamesTheAccountAndTheDeviceThatAsks) {
    World world;
    const auto caller = world.registered("ann");

    const auto info = value_of(world.accounts.who_am_i(caller));

    EXPECT_EQ(info.account, "ann");
    EXPECT_EQ(info.account_id, caller.account);
    EXPECT_EQ(info.device_id, caller.device);
    EXPECT_EQ(info.token_expires, world.clock.now() + 90LL * 86'400'000);
}

} // namespace
} // namespace ferry::testing
