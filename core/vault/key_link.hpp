// An account key that took the place of another still opens what the other one opened.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ferry::vault {

/// The key before, under the one after. Nobody without the new key can make one, so that
/// `bound_to` is vouched for by it. 72 bytes.
std::string link_keys(const Secret& before, const Secret& after, std::string_view bound_to);
/// The key before; nothing where key, bytes or `bound_to` are others.
std::optional<Secret> open_link(std::string_view link, const Secret& after,
                                std::string_view bound_to);

} // namespace ferry::vault
