// A sealed key with a purpose of its own.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/key_link.hpp"

#include "core/vault/purpose_key.hpp"
#include "core/vault/sealed_key.hpp"

namespace ferry::vault {

std::string link_keys(const Secret& before, const Secret& after, std::string_view bound_to) {
    return seal_key(before, purpose_key(after, Purpose::KeyLinks), bound_to);
}

std::optional<Secret> open_link(std::string_view link, const Secret& after,
                                std::string_view bound_to) {
    return open_key(link, purpose_key(after, Purpose::KeyLinks), bound_to);
}

} // namespace ferry::vault
