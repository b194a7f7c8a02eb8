// The account's key on this device, and the devices that it vouches for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/bundles.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/link.hpp"
#include "core/vault/device_key.hpp"

#include <ferry/result.hpp>

#include <map>
#include <string>
#include <string_view>

namespace ferry::sync {

/// What devices sign for each other: a server can withhold it, but not make it.
class Keyring {
public:
    /// Makes this device's keys and tells the server their public halves, where that is still to be
    /// done. Errors: NotFound (not logged in), Io, and those of the network.
    static Result<Keyring> open(const Parts& parts, const Link& link);

    const vault::Secret& account_key() const { return credentials_.account_key; }
    std::uint32_t key_version() const { return credentials_.key_version; }

    /// By this device. `domain` tells kinds of messages apart: "bundle", "request". 64 bytes.
    std::string sign(std::string_view domain, std::string_view message) const;
    /// Whether the account's key vouches for some key of that device.
    bool vouches_for(const std::string& device) const;
    /// Whether that device signed it, by a key that the account's key vouches for.
    bool is_by(const std::string& device, std::string_view domain, std::string_view message,
               std::string_view signature) const;

private:
    Keyring(Credentials credentials, vault::DeviceKey own);
    Result<void> load_keys(const Link& link);
    protocol::DeviceKeys certified(const state::AccountRecord& account) const;

    Credentials credentials_;
    vault::DeviceKey own_;
    std::multimap<std::string, std::string> signers_{}; // device id -> its certified public keys
};

} // namespace ferry::sync
