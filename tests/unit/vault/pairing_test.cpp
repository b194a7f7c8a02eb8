// The words of a pairing, and what opens with them.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/account_key.hpp"
#include "core/vault/pairing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

namespace ferry::vault {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

std::string text_of(const Secret& words) {
    return std::string(words.view());
}

TEST(PairingWords, AreEightThatCanBeReadAloudAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const auto words = text_of(fresh_pairing_words());
        EXPECT_THAT(words, MatchesRegex("([b-z][aiou][b-z][aiou][b-z] ){7}[b-z][aiou][b-z][aiou]"
                                        "[b-z]"));
        EXPECT_TRUE(seen.insert(words).second);
    }
}

TEST(PairingWords, AreReadInAnyCaseAndWithAnythingBetween) {
    const auto words = fresh_pairing_words();
    auto other = text_of(words);
    for (auto& c : other)
        c = c == ' ' ? '-' : static_cast<char>(c - 32);

    EXPECT_EQ(pairing_keys(words)->name, pairing_keys(Secret("  " + other + "\n"))->name);
}

TEST(PairingWords, OfWhichOneIsWrongAreNoticed) {
    const auto words = text_of(fresh_pairing_words());
    auto mistyped = words;
    mistyped[0] = mistyped[0] == 'b' ? 'd' : 'b';
    const auto refusal = [](const std::string& text) {
        const auto keys = pairing_keys(Secret(text));
        return keys ? "" : keys.error().message;
    };

    EXPECT_THAT(refusal(words.substr(6)), HasSubstr("these are 7 words; a pairing has 8"));
    EXPECT_THAT(refusal("lunch " + words.substr(6)), HasSubstr("word 1 is none of a pairing"));
    EXPECT_THAT(refusal(mistyped), HasSubstr("do not fit together"));
    EXPECT_THAT(refusal(words.substr(6, 6) + words.substr(0, 6) + words.substr(12)),
                HasSubstr("do not fit together"));
}

struct Pairing {
    PairingKeys keys = *pairing_keys(fresh_pairing_words());
    DeviceKey device = DeviceKey::fresh();
    Secret account_key = fresh_account_key();
    PairingPlace place{"ann", "account-1", 2, device.sign_public, device.box_public};
};

TEST(PairingProof, FitsTheKeysAndTheDeviceOnly) {
    const Pairing pairing;
    const auto other = DeviceKey::fresh();
    const auto proof = prove_keys(pairing.keys, pairing.device, "laptop");
    const auto fits = [&](const PairingKeys& keys, const DeviceKey& key, const char* device) {
        return are_proven(keys, key.sign_public, key.box_public, device, proof);
    };

    EXPECT_TRUE(fits(pairing.keys, pairing.device, "laptop"));
    EXPECT_FALSE(fits(pairing.keys, other, "laptop"));
    EXPECT_FALSE(fits(pairing.keys, pairing.device, "phone"));
    EXPECT_FALSE(fits(Pairing().keys, pairing.device, "laptop"));
}

TEST(SealedForPairing, OpensOnTheDeviceWithTheWordsAndInItsPlace) {
    const Pairing pairing;
    const auto sealed = seal_for_pairing(pairing.account_key, pairing.keys, pairing.place);

    EXPECT_EQ(open_from_pairing(sealed, pairing.keys, pairing.place, pairing.device)->view(),
              pairing.account_key.view());
    EXPECT_FALSE(open_from_pairing(sealed, Pairing().keys, pairing.place, pairing.device));
    EXPECT_FALSE(open_from_pairing(sealed, pairing.keys, pairing.place, DeviceKey::fresh()));
    const std::function<void(PairingPlace&)> swaps[] = {
        [](auto& place) { place.account = "bob"; },
        [](auto& place) { place.account_id = "account-2"; },
        [](auto& place) { place.key_version = 1; },
        [](auto& place) { place.sign_public[0] ^= 1; },
    };
    for (const auto& swap : swaps) {
        auto place = pairing.place;
        swap(place);
        EXPECT_FALSE(open_from_pairing(sealed, pairing.keys, place, pairing.device));
    }
}

} // namespace
} // namespace ferry::vault
