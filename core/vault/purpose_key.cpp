// crypto_kdf.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/purpose_key.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

namespace ferry::vault {

Secret purpose_key(const Secret& key, Purpose purpose) {
    constexpr char kContext[] = "ferry-v1"; // 8 bytes
    need_sodium();
    std::string bytes(32, '\0');
    crypto_kdf_derive_from_key(bytes_of(bytes), bytes.size(), static_cast<std::uint64_t>(purpose),
                               kContext, bytes_of(key.view()));
    return Secret::take(bytes);
}

} // namespace ferry::vault
