// Settings, encrypted here and opened by the person's own devices only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::vault {

/// What a bundle is bound to: moved to another account, name, parent, author or time it does not
/// open.
struct BundlePlace {
    std::string account_id;
    std::string bundle; // bundle_name()
    std::string parent; // hash of the revision before; empty: the first
    std::string author; // device id
    std::int64_t time = 0;
    std::uint32_t key_version = 1; // of the account key

    std::string canonical() const;
};

struct SealedBundle {
    std::string content_key; // random, wrapped by the account key
    std::string cipher;
};

/// What the server knows of a software's name: 64 hex digits, other ones in each account.
std::string bundle_name(const Secret& account_key, std::string_view software);

/// secretstream (XChaCha20-Poly1305) in pieces of 64 KiB; filled up with zeros, so that its size
/// tells little.
SealedBundle seal_bundle(std::string_view plain, const Secret& account_key,
                         const BundlePlace& place);
/// Errors: Denied (another key, another place, altered or cut off), BadData (over `limit` bytes).
Result<std::string> open_bundle(const SealedBundle& sealed, const Secret& account_key,
                                const BundlePlace& place, std::size_t limit);

} // namespace ferry::vault
