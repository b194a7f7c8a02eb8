// Password to keys, and the login signature. The password never leaves the client.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::vault {

/// Argon2id version 1.3.
struct KdfParameters {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 256 * 1024;
    std::string salt; // 16 bytes

    bool operator==(const KdfParameters&) const = default;
};

KdfParameters fresh_kdf_parameters();
/// Refuses what a hostile server could use to weaken the password: fewer than 2 passes, less than
/// 64 MiB, more than 4 GiB or 32 passes, a salt of another size. Errors: Denied.
Result<void> check_kdf_parameters(const KdfParameters& parameters);

/// What a login signs: nothing in it may be swapped by a server in between.
struct LoginStatement {
    std::string challenge; // 32 bytes from the server, single use, 60 s
    std::string origin;    // "https://host:port" as the client was told
    std::string action;    // "login", "register"
    std::string account;
    KdfParameters kdf;

    std::string canonical() const; // length-prefixed, so that no two statements share bytes
};

struct LoginKeys {
    Secret login_seed;        // 32 bytes: seed of the Ed25519 key
    Secret wrap_key;          // 32 bytes: wraps the account key
    std::string login_public; // 32 bytes
};

/// Half a second and 256 MiB. Errors: Denied (parameters), Internal (no memory).
Result<LoginKeys> derive_login_keys(const Secret& password, const KdfParameters& parameters);
std::string sign_login(const LoginKeys& keys, const LoginStatement& statement); // 64 bytes
bool verify_login(std::string_view login_public, const LoginStatement& statement,
                  std::string_view signature);

} // namespace ferry::vault
