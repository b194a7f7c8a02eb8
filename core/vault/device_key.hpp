// A device's own keys, and the account's word that they are a device's of this account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::vault {

/// Made on the device; the seed never leaves it.
struct DeviceKey {
    Secret seed; // 32 bytes: of the Ed25519 signing key and of the X25519 key
    std::string sign_public;
    std::string box_public; // what others seal for this device

    static DeviceKey from_seed(Secret seed);
    static DeviceKey fresh();
};

/// What the certificate is about; a server cannot move it to another device or account.
struct DeviceStatement {
    std::string account_id;
    std::string device_id;
    std::string sign_public;
    std::string box_public;
    std::uint32_t key_version = 1; // of the account key

    std::string canonical() const;
};

/// By a key that everybody with the account key can derive, and the server cannot. 64 bytes.
std::string certify(const Secret& account_key, const DeviceStatement& statement);
bool is_certified(const Secret& account_key, const DeviceStatement& statement,
                  std::string_view certificate);

/// `domain` tells kinds of messages apart: "bundle", "request". 64 bytes.
std::string sign(const DeviceKey& key, std::string_view domain, std::string_view message);
bool is_signed(std::string_view sign_public, std::string_view domain, std::string_view message,
               std::string_view signature);

/// For the device with this `box_public` only; nobody can tell who sealed it. 48 bytes more than
/// the key; empty where `box_public` is none.
std::string seal_for_device(const Secret& key, std::string_view box_public);
/// Nothing where it was sealed for another one, or altered.
std::optional<Secret> open_for_device(std::string_view sealed, const DeviceKey& device);

} // namespace ferry::vault
