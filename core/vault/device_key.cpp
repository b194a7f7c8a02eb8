// Ed25519 by libsodium; the X25519 key is derived from the same seed.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/device_key.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/purpose_key.hpp"
#include "core/vault/signature.hpp"
#include "core/vault/signing_key.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {
namespace {

std::string in_domain(std::string_view domain, std::string_view message) {
    std::string text;
    add_field(text, "ferry signature 1");
    add_field(text, domain);
    add_field(text, message);
    return text;
}

struct BoxKey {
    std::string open;
    Secret secret;
};

BoxKey box_key(const Secret& seed) {
    const auto box_seed = purpose_key(seed, Purpose::DeviceBox);
    std::string open(crypto_box_PUBLICKEYBYTES, '\0'), secret(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_seed_keypair(bytes_of(open), bytes_of(secret), bytes_of(box_seed.view()));
    return {std::move(open), Secret::take(secret)};
}

} // namespace

DeviceKey DeviceKey::from_seed(Secret seed) {
    auto sign_public = SigningKey(seed.view()).open;
    auto box_public = box_key(seed).open;
    return {std::move(seed), std::move(sign_public), std::move(box_public)};
}

DeviceKey DeviceKey::fresh() {
    auto seed = random_bytes(crypto_sign_SEEDBYTES);
    return from_seed(Secret::take(seed));
}

std::string DeviceStatement::canonical() const {
    std::string text;
    add_field(text, "ferry device 1");
    for (const auto* field : {&account_id, &device_id, &sign_public, &box_public})
        add_field(text, *field);
    add_field(text, std::to_string(key_version));
    return text;
}

std::string certify(const Secret& account_key, const DeviceStatement& statement) {
    const auto seed = purpose_key(account_key, Purpose::Certificates);
    return SigningKey(seed.view()).sign(statement.canonical());
}

bool is_certified(const Secret& account_key, const DeviceStatement& statement,
                  std::string_view certificate) {
    const auto seed = purpose_key(account_key, Purpose::Certificates);
    return verify_ed25519(SigningKey(seed.view()).open, statement.canonical(), certificate);
}

std::string sign(const DeviceKey& key, std::string_view domain, std::string_view message) {
    return SigningKey(key.seed.view()).sign(in_domain(domain, message));
}

bool is_signed(std::string_view sign_public, std::string_view domain, std::string_view message,
               std::string_view signature) {
    return verify_ed25519(sign_public, in_domain(domain, message), signature);
}

std::string seal_for_device(const Secret& key, std::string_view box_public) {
    need_sodium();
    std::string sealed(crypto_box_SEALBYTES + key.size(), '\0');
    if (box_public.size() != crypto_box_PUBLICKEYBYTES ||
        crypto_box_seal(bytes_of(sealed), bytes_of(key.view()), key.size(), bytes_of(box_public)) !=
            0)
        return {};
    return sealed;
}

std::optional<Secret> open_for_device(std::string_view sealed, const DeviceKey& device) {
    need_sodium();
    if (sealed.size() < crypto_box_SEALBYTES) return std::nullopt;
    const auto own = box_key(device.seed);
    std::string key(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(bytes_of(key), bytes_of(sealed), sealed.size(), bytes_of(own.open),
                             bytes_of(own.secret.view())) != 0)
        return std::nullopt;
    return Secret::take(key);
}

} // namespace ferry::vault
