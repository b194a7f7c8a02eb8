// Ed25519 and SHA-2.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/signature.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {

bool verify_ed25519(std::string_view key, std::string_view message, std::string_view signature) {
    need_sodium();
    return key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                       bytes_of(key)) == 0;
}

std::string sha256(std::string_view bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes_of(digest), bytes_of(bytes), bytes.size());
    return digest;
}

struct Sha256::State {
    crypto_hash_sha256_state inside;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    crypto_hash_sha256_init(&state_->inside);
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_->inside, bytes_of(bytes), bytes.size());
}

std::string Sha256::finish() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_->inside, bytes_of(digest));
    return digest;
}

std::string sha512(std::string_view bytes) {
    std::string digest(crypto_hash_sha512_BYTES, '\0');
    crypto_hash_sha512(bytes_of(digest), bytes_of(bytes), bytes.size());
    return digest;
}

} // namespace ferry::vault
