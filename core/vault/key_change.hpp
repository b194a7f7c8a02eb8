// Changing an account's keys: what is signed, so that nothing new in it can be swapped on the way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/login.hpp"
#include "core/vault/secret.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::vault {

/// Of a proof by the recovery code: it is random, so that nothing is derived from a password.
inline const KdfParameters kNoKdf{0, 0, ""};

/// What will be stored in place of what was; a part that stays as it is, is empty.
struct NewKeys {
    std::string login_public; // of a new password, with the two below
    KdfParameters kdf = kNoKdf;
    std::string wrapped_key;
    std::string recovery_public; // of a new recovery code, with the one below
    std::string recovery_wrapped_key;
    std::string rotation{};        // of a new account key, with all of the above
    std::uint32_t key_version = 1; // of the account key that is wrapped

    std::string hash() const; // 32 bytes, over length-prefixed fields
};

/// Never the same bytes as a LoginStatement, so that a login's signature changes nothing.
struct ChangeStatement {
    LoginStatement proof;      // by the recovery code's key: with kNoKdf
    std::string new_keys_hash; // NewKeys::hash

    std::string canonical() const;
};

/// `seed`: of LoginKeys or of the recovery code. 64 bytes.
std::string sign_change(const Secret& seed, const ChangeStatement& statement);
bool verify_change(std::string_view public_key, const ChangeStatement& statement,
                   std::string_view signature);

} // namespace ferry::vault
