// Password to keys against values that libsodium gave to another program, and the login signature.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/login.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace ferry::vault {
namespace {

using ::testing::HasSubstr;

/// The cheapest that is still accepted, so that the tests stay quick.
KdfParameters cheap() {
    std::string salt;
    for (char i = 0; i < 16; ++i)
        salt += i;
    return {2, 64 * 1024, salt};
}

const LoginKeys& keys() {
    static const auto derived = derive_login_keys(Secret("correct horse battery staple"), cheap());
    return *derived;
}

LoginStatement statement() {
    return {std::string(32, 'c'), "https://localhost:7437", "login", "ann", cheap()};
}

TEST(LoginKeys, AreArgon2idAndItsSubKeys) {
    EXPECT_EQ(hex(keys().login_seed.view()),
              "638f233242206034ecedac040fb9545ef7d1250ee62c7b6cab4968914ed748ed");
    EXPECT_EQ(hex(keys().wrap_key.view()),
              "23da519e38e582c235317e297ca45533c2b2fc67fa8b505f2bce1d5d1e97707b");
    EXPECT_EQ(hex(keys().login_public),
              "1bfc477e79b67b8ae4b986b7c3d27c346403a21673e590e8455196e1295f610d");
}

TEST(LoginKeys, DependOnPasswordAndSalt) {
    auto other_salt = cheap();
    other_salt.salt[0] = 'x';

    const auto other = derive_login_keys(Secret("correct horse battery staplf"), cheap());
    const auto salted = derive_login_keys(Secret("correct horse battery staple"), other_salt);

    ASSERT_TRUE(other && salted);
    EXPECT_NE(other->login_public, keys().login_public);
    EXPECT_NE(salted->login_public, keys().login_public);
}

TEST(LoginSignature, IsEd25519OverTheStatement) {
    EXPECT_EQ(hex(sign_login(keys(), statement())),
              "0296413f8a8f80d0bdfc7dad827f9beb4155c012ad0fa0a4685106a3cdeb7212"
              "f1e10ec4182f742dd4577573051b33298e6ea1cfb2b06453e827864c369e140a");
    EXPECT_TRUE(verify_login(keys().login_public, statement(), sign_login(keys(), statement())));
}

TEST(LoginSignature, FitsNoStatementThatDiffersInOneField) {
    const auto signature = sign_login(keys(), statement());
    const std::vector<std::function<void(LoginStatement&)>> changes = {
        [](auto& one) { one.challenge[0] = 'd'; },
        [](auto& one) { one.origin = "https://localhost:7438"; },
        [](auto& one) { one.action = "register"; },
        [](auto& one) { one.account = "bob"; },
        [](auto& one) { one.kdf.passes = 3; },
        [](auto& one) { one.kdf.memory_kib *= 2; },
        [](auto& one) { one.kdf.salt[3] = 'x'; },
    };

    for (const auto& change : changes) {
        auto other = statement();
        change(other);
        EXPECT_FALSE(verify_login(keys().login_public, other, signature)) << other.origin;
    }
}

TEST(LoginSignature, CannotBeMovedBetweenFields) {
    auto left = statement();
    auto right = statement();
    left.action = "loginann";
    left.account = "";
    right.action = "login";
    right.account = "ann";

    EXPECT_NE(left.canonical(), right.canonical());
}

TEST(LoginSignature, IsRefusedWhereItIsAlteredOrCutOff) {
    const auto signature = sign_login(keys(), statement());
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto altered = signature;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        EXPECT_FALSE(verify_login(keys().login_public, statement(), altered)) << i;
    }

    EXPECT_FALSE(verify_login(keys().login_public, statement(), signature.substr(1)));
    EXPECT_FALSE(verify_login(keys().login_public, statement(), ""));
    EXPECT_FALSE(verify_login("short key", statement(), signature));
}

TEST(KdfFloor, RefusesWhatAHostileServerCouldAskFor) {
    const std::vector<KdfParameters> weak = {{1, 256 * 1024, std::string(16, 's')},
                                             {0, 256 * 1024, std::string(16, 's')},
                                             {3, 64 * 1024 - 1, std::string(16, 's')},
                                             {3, 0, std::string(16, 's')},
                                             {33, 256 * 1024, std::string(16, 's')},
                                             {3, 4 * 1024 * 1024 + 1, std::string(16, 's')},
                                             {3, 256 * 1024, ""},
                                             {3, 256 * 1024, std::string(8, 's')},
                                             {3, 256 * 1024, std::string(17, 's')}};

    for (const auto& parameters : weak) {
        const auto refused = derive_login_keys(Secret("password"), parameters);
        ASSERT_FALSE(refused) << parameters.passes << " " << parameters.memory_kib;
        EXPECT_EQ(refused.error().code, Code::Denied);
        EXPECT_THAT(refused.error().message, HasSubstr("do not log in there"));
    }
}

TEST(KdfFloor, AcceptsWhatThisClientMakesItself) {
    const auto fresh = fresh_kdf_parameters();

    EXPECT_TRUE(check_kdf_parameters(fresh));
    EXPECT_EQ(fresh.salt.size(), 16u);
    EXPECT_NE(fresh.salt, fresh_kdf_parameters().salt);
    EXPECT_GE(fresh.memory_kib, 256u * 1024);
    EXPECT_GE(fresh.passes, 3u);
}

} // namespace
} // namespace ferry::vault
