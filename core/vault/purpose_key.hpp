// One key per purpose from the key that a device or an account has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <cstdint>

namespace ferry::vault {

/// Numbers of crypto_kdf; never given to another purpose.
enum class Purpose : std::uint64_t {
    Login = 1, // of the password's master key
    Wrap = 2,
    Certificates = 3, // of the account key
    BundleKeys = 4,
    BundleNames = 5,
    DeviceBox = 6,   // of a device's seed
    KeyLinks = 7,    // of the account key
    PairingName = 8, // of the words of a pairing
    PairingProof = 9,
    PairingKey = 10
};

/// `key` has 32 bytes, and so has what is given.
Secret purpose_key(const Secret& key, Purpose purpose);

} // namespace ferry::vault
