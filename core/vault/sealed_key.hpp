// One key inside another: XChaCha20-Poly1305-IETF, bound to what it is for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ferry::vault {

/// A key of 32 bytes under another; the nonce in front: 72 bytes.
std::string seal_key(const Secret& key, const Secret& under, std::string_view bound_to);
/// Nothing where the key, the bytes or `bound_to` are others.
std::optional<Secret> open_key(std::string_view sealed, const Secret& under,
                               std::string_view bound_to);

} // namespace ferry::vault
