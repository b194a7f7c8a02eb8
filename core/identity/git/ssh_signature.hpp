// The signature that `git commit -S` writes with gpg.format=ssh: SSHSIG with an ed25519 key.
// Format: PROTOCOL.sshsig of OpenSSH.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace ferry::identity {

/// What the owner of the cryptography does for this folder.
struct SignatureCrypto {
    std::function<bool(std::string_view key, std::string_view message, std::string_view signature)>
        verify_ed25519;
    std::function<std::string(std::string_view bytes)> sha256, sha512;
};

/// The 32 bytes of "ssh-ed25519 AAAA... comment", as a .pub file has it. Errors: BadData.
Result<std::string> ed25519_key(std::string_view line);

/// The key that signed `message`, if the signature is a valid one for `name_space` ("git").
/// Errors: BadData (no such signature, another kind of key), Denied (it does not fit the message).
Result<std::string> signer_of(std::string_view armored, std::string_view message,
                              std::string_view name_space, const SignatureCrypto& crypto);

} // namespace ferry::identity
