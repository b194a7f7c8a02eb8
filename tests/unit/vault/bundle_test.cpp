// Bundles open where and as they were sealed, and nowhere else.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/account_key.hpp"
#include "core/vault/bundle.hpp"
#include "core/vault/hash.hpp"

#include <gtest/gtest.h>

namespace ferry::vault {
namespace {

const BundlePlace kPlace{"account", "name", "parent", "author", 1234567, 1};
constexpr std::size_t kLimit = 1u << 20;

class Bundle : public testing::Test {
protected:
    Result<std::string> open(const SealedBundle& sealed, const BundlePlace& place = kPlace) {
        return open_bundle(sealed, key_, place, kLimit);
    }
    Secret key_ = fresh_account_key();
};

TEST_F(Bundle, ComesBackAsItWas) {
    for (const std::size_t size : {0u, 1u, 4087u, 4088u, 4089u, 65528u, 65536u, 300000u}) {
        const auto plain = random_bytes(size);

        const auto opened = open(seal_bundle(plain, key_, kPlace));

        ASSERT_TRUE(opened) << size << ": " << opened.error().message;
        EXPECT_EQ(*opened, plain);
    }
}

TEST_F(Bundle, SizeTellsStepsOnly) {
    EXPECT_EQ(seal_bundle("a", key_, kPlace).cipher.size(),
              seal_bundle(std::string(3000, 'a'), key_, kPlace).cipher.size());
}

TEST_F(Bundle, AnotherPlaceDoesNotOpenIt) {
    const auto sealed = seal_bundle("font = 12", key_, kPlace);
    auto account = kPlace, bundle = kPlace, parent = kPlace, author = kPlace, time = kPlace,
         version = kPlace;
    account.account_id = "other";
    bundle.bundle = "other";
    parent.parent = "";
    author.author = "other";
    time.time = 1;
    version.key_version = 2;

    for (const auto& place : {account, bundle, parent, author, time, version})
        EXPECT_EQ(open(sealed, place).error().code, Code::Denied);
}

TEST_F(Bundle, AnotherKeyDoesNotOpenIt) {
    const auto sealed = seal_bundle("font = 12", key_, kPlace);

    EXPECT_EQ(open_bundle(sealed, fresh_account_key(), kPlace, kLimit).error().code, Code::Denied);
}

TEST_F(Bundle, AlteredByteIsSeen) {
    const auto sealed = seal_bundle(std::string(70000, 'x'), key_, kPlace);
    for (std::size_t at = 0; at < sealed.cipher.size(); at += 997) {
        auto altered = sealed;
        altered.cipher[at] = static_cast<char>(altered.cipher[at] ^ 1);
        EXPECT_EQ(open(altered).error().code, Code::Denied) << at;
    }
}

TEST_F(Bundle, CutOffOrPutTogetherAnewIsSeen) {
    const auto sealed = seal_bundle(std::string(140000, 'x'), key_, kPlace);
    constexpr std::size_t kPiece = (64u << 10) + 17;
    for (const std::size_t cut : {0u, 10u, 24u, 24u + 65553u, 24u + 2 * 65553u}) {
        auto shorter = sealed;
        shorter.cipher.resize(cut);
        EXPECT_EQ(open(shorter).error().code, Code::Denied) << cut;
    }
    auto swapped = sealed;
    swapped.cipher = sealed.cipher.substr(0, 24) + sealed.cipher.substr(24 + kPiece, kPiece) +
                     sealed.cipher.substr(24, kPiece) + sealed.cipher.substr(24 + 2 * kPiece);
    EXPECT_EQ(open(swapped).error().code, Code::Denied);
    auto longer = sealed;
    longer.cipher += sealed.cipher.substr(24, kPiece);
    EXPECT_EQ(open(longer).error().code, Code::Denied);
}

TEST_F(Bundle, OverTheLimitIsRefusedBeforeItIsOpened) {
    const auto sealed = seal_bundle(std::string(3u << 20, 'x'), key_, kPlace);

    EXPECT_EQ(open(sealed).error().code, Code::BadData);
}

TEST_F(Bundle, NameSaysNothingAndIsTheSameAgain) {
    const auto name = bundle_name(key_, "firefox");

    EXPECT_EQ(name.size(), 64u);
    EXPECT_EQ(name, bundle_name(key_, "firefox"));
    EXPECT_NE(name, bundle_name(key_, "git"));
    EXPECT_NE(name, bundle_name(fresh_account_key(), "firefox"));
}

} // namespace
} // namespace ferry::vault
