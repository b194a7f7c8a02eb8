// Wrapping the account key, and the recovery code.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/account_key.hpp"

#include "core/vault/hash.hpp"
#include "core/vault/sealed_key.hpp"
#include "core/vault/signing_key.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

#include <string_view>
#include <utility>

namespace ferry::vault {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
constexpr std::size_t kCodeLetters = 32;                                   // 160 bits
constexpr std::size_t kGroup = 4;
constexpr std::size_t kKeyBytes = 32;
// One purpose each, of 32 bytes.
constexpr std::string_view kWrapPurpose = "ferry recovery code, version 1..";
constexpr std::string_view kLoginPurpose = "ferry recovery login, version 1.";
static_assert(kWrapPurpose.size() == 32 && kLoginPurpose.size() == 32);

/// The letter that was meant: capitals, and O, I, L read as the digits they look like.
char meant(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

Result<Secret> meant_letters(const Secret& code) {
    std::string letters;
    for (const char c : code.view()) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r') continue;
        if (kAlphabet.find(meant(c)) == std::string_view::npos)
            return Error{Code::BadData, "the recovery code has a character that codes do not have"};
        letters += meant(c);
    }
    if (letters.size() != kCodeLetters)
        return Error{Code::BadData, "the recovery code has " + std::to_string(letters.size()) +
                                        " characters instead of " + std::to_string(kCodeLetters)};
    return Secret::take(letters);
}

Secret recovery_key(const Secret& letters, std::string_view purpose) {
    auto key = keyed_hash(letters.view(), purpose);
    return Secret::take(key);
}

} // namespace

std::string WrapContext::canonical() const {
    std::string text;
    add_field(text, "ferry wrap 1");
    add_field(text, account);
    add_field(text, kdf.salt);
    add_field(text, std::to_string(kdf.salt.empty() ? 0 : kdf.passes));
    add_field(text, std::to_string(kdf.salt.empty() ? 0 : kdf.memory_kib));
    add_field(text, std::to_string(key_version));
    return text;
}

Secret fresh_account_key() {
    auto bytes = random_bytes(kKeyBytes);
    return Secret::take(bytes);
}

std::string wrap_key(const Secret& account_key, const Secret& wrap_key,
                     const WrapContext& context) {
    return seal_key(account_key, wrap_key, context.canonical());
}

Result<Secret> unwrap_key(std::string_view wrapped, const Secret& wrap_key,
                          const WrapContext& context) {
    auto key = open_key(wrapped, wrap_key, context.canonical());
    if (!key)
        return Error{Code::Denied,
                     "the account key does not open: wrong key, or altered by the server"};
    return std::move(*key);
}

Secret fresh_recovery_code() {
    auto random = random_bytes(kCodeLetters);
    std::string code;
    for (std::size_t i = 0; i < kCodeLetters; ++i) {
        if (i > 0 && i % kGroup == 0) code += '-';
        code += kAlphabet[static_cast<unsigned char>(random[i]) & 31];
    }
    sodium_memzero(random.data(), random.size());
    return Secret::take(code);
}

Result<Secret> recovery_wrap_key(const Secret& code) {
    auto keys = recovery_keys(code);
    if (!keys) return keys.error();
    return std::move(keys->wrap_key);
}

Result<LoginKeys> recovery_keys(const Secret& code) {
    need_sodium();
    const auto letters = meant_letters(code);
    if (!letters) return letters.error();
    LoginKeys keys{recovery_key(*letters, kLoginPurpose), recovery_key(*letters, kWrapPurpose), {}};
    keys.login_public = SigningKey(keys.login_seed.view()).open;
    return keys;
}

} // namespace ferry::vault
