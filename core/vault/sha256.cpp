// libsodium's running SHA-256.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/sha256.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {

struct Sha256::State {
    crypto_hash_sha256_state running;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    need_sodium();
    crypto_hash_sha256_init(&state_->running);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_->running, bytes_of(bytes), bytes.size());
}

std::string Sha256::finish() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_->running, bytes_of(digest));
    return digest;
}

} // namespace ferry::vault
