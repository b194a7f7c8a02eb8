// Argon2id, sub-keys, Ed25519.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/login.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/purpose_key.hpp"
#include "core/vault/signature.hpp"
#include "core/vault/signing_key.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {
namespace {

constexpr std::uint32_t kFewestPasses = 2;
constexpr std::uint32_t kMostPasses = 32;
constexpr std::uint32_t kLeastMemoryKib = 64 * 1024;
constexpr std::uint32_t kMostMemoryKib = 4 * 1024 * 1024;

} // namespace

KdfParameters fresh_kdf_parameters() {
    KdfParameters parameters;
    parameters.salt = random_bytes(crypto_pwhash_SALTBYTES);
    return parameters;
}

Result<void> check_kdf_parameters(const KdfParameters& parameters) {
    const auto refused = [](const std::string& what) {
        return Error{Code::Denied, "the server asks for a weak or impossible password key (" +
                                       what + "); do not log in there"};
    };
    if (parameters.passes < kFewestPasses || parameters.passes > kMostPasses)
        return refused(std::to_string(parameters.passes) + " passes");
    if (parameters.memory_kib < kLeastMemoryKib || parameters.memory_kib > kMostMemoryKib)
        return refused(std::to_string(parameters.memory_kib) + " KiB of memory");
    if (parameters.salt.size() != crypto_pwhash_SALTBYTES)
        return refused("a salt of " + std::to_string(parameters.salt.size()) + " bytes");
    return {};
}

std::string LoginStatement::canonical() const {
    std::string text;
    add_field(text, "ferry login 1");
    for (const auto* field : {&challenge, &origin, &action, &account, &kdf.salt})
        add_field(text, *field);
    add_field(text, std::to_string(kdf.passes));
    add_field(text, std::to_string(kdf.memory_kib));
    return text;
}

Result<LoginKeys> derive_login_keys(const Secret& password, const KdfParameters& parameters) {
    need_sodium();
    const auto strong = check_kdf_parameters(parameters);
    if (!strong) return strong.error();
    std::string bytes(crypto_kdf_KEYBYTES, '\0');
    const int failed =
        crypto_pwhash(bytes_of(bytes), bytes.size(), password.view().data(), password.size(),
                      bytes_of(parameters.salt), parameters.passes,
                      std::size_t{parameters.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return Error{Code::Internal, "not enough memory for the password key (" +
                                         std::to_string(parameters.memory_kib / 1024) + " MiB)"};
    const auto master = Secret::take(bytes);
    LoginKeys keys{purpose_key(master, Purpose::Login), purpose_key(master, Purpose::Wrap), {}};
    keys.login_public = SigningKey(keys.login_seed.view()).open;
    return keys;
}

std::string sign_login(const LoginKeys& keys, const LoginStatement& statement) {
    return SigningKey(keys.login_seed.view()).sign(statement.canonical());
}

bool verify_login(std::string_view login_public, const LoginStatement& statement,
                  std::string_view signature) {
    return verify_ed25519(login_public, statement.canonical(), signature);
}

} // namespace ferry::vault
