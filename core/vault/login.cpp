// Argon2id, sub-keys, Ed25519.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/login.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {
namespace {

constexpr std::uint32_t kFewestPasses = 2;
constexpr std::uint32_t kMostPasses = 32;
constexpr std::uint32_t kLeastMemoryKib = 64 * 1024;
constexpr std::uint32_t kMostMemoryKib = 4 * 1024 * 1024;
constexpr char kContext[] = "ferry-v1"; // of crypto_kdf: 8 bytes
constexpr std::uint64_t kLoginSubkey = 1;
constexpr std::uint64_t kWrapSubkey = 2;

Secret subkey(const std::string& master, std::uint64_t number) {
    std::string key(32, '\0');
    crypto_kdf_derive_from_key(bytes_of(key), key.size(), number, kContext,
                               bytes_of(std::string_view(master)));
    return Secret::take(key);
}

struct SigningKey {
    std::string secret = std::string(crypto_sign_SECRETKEYBYTES, '\0');
    std::string open = std::string(crypto_sign_PUBLICKEYBYTES, '\0');

    explicit SigningKey(std::string_view seed) {
        crypto_sign_seed_keypair(bytes_of(open), bytes_of(secret), bytes_of(seed));
    }
    SigningKey(const SigningKey&) = delete;
    ~SigningKey() { sodium_memzero(secret.data(), secret.size()); }
};

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
    std::string master(crypto_kdf_KEYBYTES, '\0');
    const int failed =
        crypto_pwhash(bytes_of(master), master.size(), password.view().data(), password.size(),
                      bytes_of(parameters.salt), parameters.passes,
                      std::size_t{parameters.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return Error{Code::Internal, "not enough memory for the password key (" +
                                         std::to_string(parameters.memory_kib / 1024) + " MiB)"};
    LoginKeys keys{subkey(master, kLoginSubkey), subkey(master, kWrapSubkey), {}};
    sodium_memzero(master.data(), master.size());
    keys.login_public = SigningKey(keys.login_seed.view()).open;
    return keys;
}

std::string sign_login(const LoginKeys& keys, const LoginStatement& statement) {
    const SigningKey key(keys.login_seed.view());
    const auto text = statement.canonical();
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(std::string_view(text)),
                         text.size(), bytes_of(std::string_view(key.secret)));
    return signature;
}

bool verify_login(std::string_view login_public, const LoginStatement& statement,
                  std::string_view signature) {
    need_sodium();
    if (login_public.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES)
        return false;
    const auto text = statement.canonical();
    return crypto_sign_verify_detached(bytes_of(signature), bytes_of(std::string_view(text)),
                                       text.size(), bytes_of(login_public)) == 0;
}

} // namespace ferry::vault
