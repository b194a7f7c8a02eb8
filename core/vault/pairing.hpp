// Eight words that bring a new device into an account: a secret that the server never sees.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/device_key.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ferry::vault {

/// 112 random bits as seven words and one that checks them, to be read aloud ("lusab babad ...").
/// The words are proquints: 16 bits each, a consonant or vowel at each place
/// (D. S. Wilkerson, "A Proposal for Proquints", 2009).
Secret fresh_pairing_words();

struct PairingKeys {
    std::string name;   // 64 hex digits: where the two devices meet on the server
    Secret proof_key;   // the new device shows that its keys are its own
    Secret sealing_key; // the other shows that the account key is the person's
};

/// Forgives case, and what stands between the words. Errors: BadData, naming the wrong word, but
/// not the right ones.
Result<PairingKeys> pairing_keys(const Secret& words);

/// Of the public halves of the new device's keys. 32 bytes.
std::string prove_keys(const PairingKeys& keys, const DeviceKey& device,
                       std::string_view description);
bool are_proven(const PairingKeys& keys, std::string_view sign_public, std::string_view box_public,
                std::string_view description, std::string_view proof);

/// What the account key is sealed for: it opens nowhere else.
struct PairingPlace {
    std::string account; // login name
    std::string account_id;
    std::uint32_t key_version = 1;
    std::string sign_public; // of the new device
    std::string box_public;

    std::string canonical() const;
};

/// For the device with that `box_public`, by somebody with the words.
std::string seal_for_pairing(const Secret& account_key, const PairingKeys& keys,
                             const PairingPlace& place);
/// Nothing where it is for another device, or by somebody without the words.
std::optional<Secret> open_from_pairing(std::string_view sealed, const PairingKeys& keys,
                                        const PairingPlace& place, const DeviceKey& device);

} // namespace ferry::vault
