// The signature under a change of keys fits that change and no other.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/key_change.hpp"
#include "core/vault/signature.hpp"
#include "core/vault/signing_key.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace ferry::vault {
namespace {

const Secret& seed() {
    static const Secret bytes(std::string(32, 'k'));
    return bytes;
}

std::string open_half() {
    return SigningKey(seed().view()).open;
}

NewKeys new_keys() {
    return {std::string(32, 'p'),
            {3, 256 * 1024, std::string(16, 's')},
            "wrapped",
            std::string(32, 'r'),
            "wrapped again"};
}

ChangeStatement statement() {
    return {{std::string(32, 'c'),
             "https://localhost:7437",
             "password",
             "ann",
             {2, 64 * 1024, std::string(16, 'o')}},
            new_keys().hash()};
}

TEST(KeyChange, IsSignedByTheKeyThatCountedBefore) {
    const auto signature = sign_change(seed(), statement());

    EXPECT_TRUE(verify_change(open_half(), statement(), signature));
    EXPECT_FALSE(verify_change(std::string(32, 'x'), statement(), signature));
    EXPECT_FALSE(verify_change("", statement(), signature));
}

TEST(KeyChange, FitsNoOtherNewKeys) {
    const auto signature = sign_change(seed(), statement());
    const std::vector<std::function<void(NewKeys&)>> swaps = {
        [](auto& one) { one.login_public[0] = 'x'; },
        [](auto& one) { one.kdf.passes = 2; },
        [](auto& one) { one.kdf.memory_kib /= 2; },
        [](auto& one) { one.kdf.salt[3] = 'x'; },
        [](auto& one) { one.wrapped_key = "swapped"; },
        [](auto& one) { one.recovery_public[0] = 'x'; },
        [](auto& one) { one.recovery_wrapped_key = "swapped"; },
        [](auto& one) { one.recovery_public.clear(); },
        [](auto& one) { std::swap(one.wrapped_key, one.recovery_wrapped_key); },
        [](auto& one) { one.rotation = "another account key"; },
        [](auto& one) { one.key_version = 2; },
    };

    for (const auto& swap : swaps) {
        auto keys = new_keys();
        swap(keys);
        auto other = statement();
        other.new_keys_hash = keys.hash();
        EXPECT_FALSE(verify_change(open_half(), other, signature));
    }
}

TEST(KeyChange, FitsNoOtherProof) {
    const auto signature = sign_change(seed(), statement());
    const std::vector<std::function<void(LoginStatement&)>> changes = {
        [](auto& one) { one.challenge[0] = 'd'; }, [](auto& one) { one.origin += "0"; },
        [](auto& one) { one.action = "delete"; },  [](auto& one) { one.account = "bob"; },
        [](auto& one) { one.kdf.passes = 3; },     [](auto& one) { one.kdf.salt.clear(); },
    };

    for (const auto& change : changes) {
        auto other = statement();
        change(other.proof);
        EXPECT_FALSE(verify_change(open_half(), other, signature)) << other.proof.action;
    }
}

TEST(KeyChange, IsNeverTheStatementOfALogin) {
    const auto login = statement().proof;

    EXPECT_NE(statement().canonical(), login.canonical());
    EXPECT_FALSE(
        verify_change(open_half(), {login, ""}, SigningKey(seed().view()).sign(login.canonical())));
}

TEST(RecoveryKeys, AreTwoKeysOfWhichOneIsTheWrappingThatAlwaysWas) {
    const Secret code("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ");

    const auto keys = recovery_keys(code);

    ASSERT_TRUE(keys);
    EXPECT_EQ(keys->wrap_key.view(), recovery_wrap_key(code)->view());
    EXPECT_NE(keys->wrap_key.view(), keys->login_seed.view());
    EXPECT_EQ(keys->login_public, SigningKey(keys->login_seed.view()).open);
    EXPECT_EQ(recovery_keys(Secret("o123456789abcdefghjkmnpqrstvwxyz"))->login_public,
              keys->login_public);
    EXPECT_FALSE(recovery_keys(Secret("0123")));
}

} // namespace
} // namespace ferry::vault
