// Whose signature counts, and for what.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/account_key.hpp"
#include "core/vault/device_key.hpp"
#include "core/vault/key_link.hpp"

#include <gtest/gtest.h>

namespace ferry::vault {
namespace {

DeviceStatement statement_of(const DeviceKey& key) {
    return {"account", "device", key.sign_public, key.box_public, 1};
}

TEST(DeviceKey, IsTheSameFromItsSeed) {
    const auto key = DeviceKey::fresh();

    const auto again = DeviceKey::from_seed(Secret(key.seed.view()));

    EXPECT_EQ(again.sign_public, key.sign_public);
    EXPECT_EQ(again.box_public, key.box_public);
    EXPECT_NE(key.sign_public, key.box_public);
    EXPECT_NE(DeviceKey::fresh().sign_public, key.sign_public);
}

TEST(DeviceKey, CertificateHoldsForItsStatementAndAccountKeyOnly) {
    const auto account_key = fresh_account_key();
    const auto key = DeviceKey::fresh();
    const auto statement = statement_of(key);
    const auto certificate = certify(account_key, statement);
    auto other_device = statement, other_key = statement, other_version = statement;
    other_device.device_id = "another";
    other_key.sign_public = DeviceKey::fresh().sign_public;
    other_version.key_version = 2;

    EXPECT_TRUE(is_certified(account_key, statement, certificate));
    EXPECT_FALSE(is_certified(fresh_account_key(), statement, certificate));
    for (const auto& other : {other_device, other_key, other_version})
        EXPECT_FALSE(is_certified(account_key, other, certificate));
}

TEST(DeviceKey, SignatureHoldsForItsMessageAndDomainOnly) {
    const auto key = DeviceKey::fresh();
    const auto signature = sign(key, "bundle", "text");

    EXPECT_TRUE(is_signed(key.sign_public, "bundle", "text", signature));
    EXPECT_FALSE(is_signed(key.sign_public, "request", "text", signature));
    EXPECT_FALSE(is_signed(key.sign_public, "bundle", "other", signature));
    EXPECT_FALSE(is_signed(DeviceKey::fresh().sign_public, "bundle", "text", signature));
    EXPECT_FALSE(is_signed(key.sign_public, "bundle", "text", ""));
}

TEST(SealedForDevice, OpensThereOnly) {
    const auto device = DeviceKey::fresh(), other = DeviceKey::fresh();
    const auto key = fresh_account_key();

    auto sealed = seal_for_device(key, device.box_public);

    EXPECT_EQ(open_for_device(sealed, device)->view(), key.view());
    EXPECT_FALSE(open_for_device(sealed, other));
    sealed[40] ^= 1;
    EXPECT_FALSE(open_for_device(sealed, device));
    EXPECT_FALSE(open_for_device("short", device));
    EXPECT_EQ(seal_for_device(key, "no key"), "");
}

TEST(KeyLink, OpensWithTheKeyThatCameAfterAndWhatItIsBoundTo) {
    const auto before = fresh_account_key(), after = fresh_account_key();

    const auto link = link_keys(before, after, "header");

    EXPECT_EQ(open_link(link, after, "header")->view(), before.view());
    EXPECT_FALSE(open_link(link, before, "header"));
    EXPECT_FALSE(open_link(link, after, "another header"));
}

} // namespace
} // namespace ferry::vault
