// The account's keys on this device, and the devices that they vouch for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/bundles.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/key_chain.hpp"
#include "core/sync/link.hpp"
#include "core/vault/device_key.hpp"

#include <ferry/result.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::sync {

/// What devices sign for each other: a server can withhold it, but not make it.
class Keyring {
public:
    /// Follows the account key where it was changed; makes this device's keys and tells the server
    /// their public halves, where that is still to be done. Errors: NotFound (not logged in),
    /// Denied (a change of the key that is not believed), Io, and those of the network.
    static Result<Keyring> open(const Parts& parts, const Link& link);

    const vault::Secret& account_key() const { return credentials_.account_key; }
    std::uint32_t key_version() const { return credentials_.key_version; }
    /// A former one, or the present one; nullptr: there was none of that version.
    const vault::Secret* account_key(std::uint32_t version) const;
    const vault::DeviceKey& own() const { return own_; }

    /// By this device. `domain` tells kinds of messages apart: "bundle", "request". 64 bytes.
    std::string sign(std::string_view domain, std::string_view message) const;
    /// Whether the present account key vouches for some key of that device.
    bool vouches_for(const std::string& device) const { return present_.count(device) != 0; }
    /// Whether that device signed it, by a key that the present account key vouches for.
    bool is_by(const std::string& device, std::string_view domain, std::string_view message,
               std::string_view signature) const;
    /// The same, also by a key that only a former account key vouched for. Who was revoked since
    /// may have made it: believe it only if it stood() before.
    bool was_by(const std::string& device, std::string_view domain, std::string_view message,
                std::string_view signature) const;
    /// Whether that hash was listed when the account key was changed.
    bool stood(const std::string& hash) const { return known_.count(hash) != 0; }
    /// The devices that would get a new account key.
    std::vector<protocol::Member> members() const;

private:
    using Keys = std::multimap<std::string, protocol::Member>; // by device
    Keyring(Credentials credentials, vault::DeviceKey own, KeyChain chain);
    Result<void> load_keys(const Link& link);
    protocol::DeviceKeys certified(const state::AccountRecord& account) const;
    void take(const std::string& account_id, const protocol::DeviceKeys& keys);

    Credentials credentials_;
    vault::DeviceKey own_;
    KeyChain chain_;
    Keys present_{};
    Keys former_{};
    std::set<std::string> known_{};
};

/// Tells the account this device's keys, so that it is known from now on: it gets a new account key
/// when one is made, and can be asked for things. Errors: those of Keyring::open.
Result<void> announce_keys(const Parts& parts);

} // namespace ferry::sync
