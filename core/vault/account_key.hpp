// The account key: random, wrapped by the password's key and by a recovery code.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/login.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>

namespace ferry::vault {

/// What a wrapping is bound to: a wrapped key moved to another account or version does not open.
struct WrapContext {
    std::string account; // login name
    KdfParameters kdf;   // empty salt for the recovery code's wrapping
    std::uint32_t key_version = 1;

    std::string canonical() const;
};

Secret fresh_account_key(); // 32 bytes
/// XChaCha20-Poly1305-IETF, nonce in front.
std::string wrap_key(const Secret& account_key, const Secret& wrap_key, const WrapContext& context);
/// Errors: Denied (wrong key or altered in transit).
Result<Secret> unwrap_key(std::string_view wrapped, const Secret& wrap_key,
                          const WrapContext& context);

/// 160 random bits as 8 groups of 4 letters and digits ("7K2M-..."), without look-alikes.
Secret fresh_recovery_code();
/// Forgives case, spaces, dashes and look-alikes. Errors: BadData.
Result<Secret> recovery_wrap_key(const Secret& code);
/// The same, and the key that proves to a server that somebody has the code. The code is random,
/// so that it needs no Argon2id. Errors: BadData.
Result<LoginKeys> recovery_keys(const Secret& code);

} // namespace ferry::vault
