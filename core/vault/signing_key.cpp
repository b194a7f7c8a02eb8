// crypto_sign of libsodium.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/signing_key.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {

SigningKey::SigningKey(std::string_view seed)
    : secret(crypto_sign_SECRETKEYBYTES, '\0'), open(crypto_sign_PUBLICKEYBYTES, '\0') {
    need_sodium();
    crypto_sign_seed_keypair(bytes_of(open), bytes_of(secret), bytes_of(seed));
}

SigningKey::~SigningKey() {
    sodium_memzero(secret.data(), secret.size());
}

std::string SigningKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(),
                         bytes_of(std::string_view(secret)));
    return signature;
}

} // namespace ferry::vault
