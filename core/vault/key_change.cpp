// The statement of a change, its signature, and the hash of what is new.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/key_change.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/signature.hpp"
#include "core/vault/signing_key.hpp"
#include "core/vault/sodium.hpp"

namespace ferry::vault {

std::string NewKeys::hash() const {
    std::string text;
    add_field(text, "ferry new keys 1");
    for (const auto* field :
         {&login_public, &kdf.salt, &wrapped_key, &recovery_public, &recovery_wrapped_key})
        add_field(text, *field);
    add_field(text, std::to_string(kdf.passes));
    add_field(text, std::to_string(kdf.memory_kib));
    if (!rotation.empty()) add_field(text, rotation);
    if (key_version != 1) add_field(text, "of key " + std::to_string(key_version));
    return vault::hash(text);
}

std::string ChangeStatement::canonical() const {
    std::string text;
    add_field(text, "ferry change 1");
    add_field(text, proof.canonical());
    add_field(text, new_keys_hash);
    return text;
}

std::string sign_change(const Secret& seed, const ChangeStatement& statement) {
    return SigningKey(seed.view()).sign(statement.canonical());
}

bool verify_change(std::string_view public_key, const ChangeStatement& statement,
                   std::string_view signature) {
    return verify_ed25519(public_key, statement.canonical(), signature);
}

} // namespace ferry::vault
