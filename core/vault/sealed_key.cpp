// The one use of the AEAD.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/sealed_key.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {
namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

} // namespace

std::string seal_key(const Secret& key, const Secret& under, std::string_view bound_to) {
    const auto nonce = random_bytes(kNonceBytes);
    std::string sealed(key.size() + kTagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes_of(sealed), nullptr, bytes_of(key.view()), key.size(), bytes_of(bound_to),
        bound_to.size(), nullptr, bytes_of(std::string_view(nonce)), bytes_of(under.view()));
    return nonce + sealed;
}

std::optional<Secret> open_key(std::string_view sealed, const Secret& under,
                               std::string_view bound_to) {
    need_sodium();
    if (sealed.size() != kNonceBytes + kKeyBytes + kTagBytes || under.size() != kKeyBytes)
        return std::nullopt;
    const auto cipher = sealed.substr(kNonceBytes);
    std::string key(kKeyBytes, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes_of(key), nullptr, nullptr, bytes_of(cipher), cipher.size(), bytes_of(bound_to),
        bound_to.size(), bytes_of(sealed), bytes_of(under.view()));
    if (failed != 0) return std::nullopt;
    return Secret::take(key);
}

} // namespace ferry::vault
