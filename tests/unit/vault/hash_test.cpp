// Hashes against values that another program computed, and what randomness must look like.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/sha256.hpp"
#include "core/vault/signature.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ferry::vault {
namespace {

TEST(Hash, IsBlake2bOf256Bits) {
    EXPECT_EQ(hex(hash("abc")), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    EXPECT_EQ(hex(hash("")), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
    Sha256 pieces;
    pieces.add("a");
    pieces.add("");
    pieces.add("bc");

    EXPECT_EQ(hex(pieces.finish()),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(KeyedHash, DependsOnItsKey) {
    EXPECT_EQ(hex(keyed_hash("abc", std::string(32, 'k'))),
              "0a9b1f4f633832a535f3e4539d906998c3814fbcd4cc136e57e8ea742ac36b61");
    EXPECT_NE(keyed_hash("abc", std::string(32, 'k')), keyed_hash("abc", std::string(32, 'l')));
}

TEST(ConstantTimeComparison, TellsEqualFromUnequalAndFromLonger) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokeN"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokens"));
}

TEST(RandomBytes, AreAsManyAsAskedAndNeverTheSame) {
    EXPECT_EQ(random_bytes(0).size(), 0u);
    EXPECT_EQ(random_bytes(33).size(), 33u);
    EXPECT_NE(random_bytes(32), random_bytes(32));
}

TEST(RandomUuid, IsAVersion7ThatDiffersEachTime) {
    std::set<std::string> made;
    for (int i = 0; i < 1000; ++i)
        made.insert(random_uuid());

    EXPECT_EQ(made.size(), 1000u);
    EXPECT_THAT(made, ::testing::Each(::testing::MatchesRegex(
                          "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")));
}

} // namespace
} // namespace ferry::vault
