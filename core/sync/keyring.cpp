// Keys of devices, checked against the account's key.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/keyring.hpp"

#include "core/sync/bundle_calls.hpp"

#include <algorithm>
#include <utility>

namespace ferry::sync {
namespace {

vault::DeviceStatement statement_of(const std::string& account, const protocol::DeviceKeys& keys) {
    return {account, keys.device_id, keys.sign_public, keys.box_public, keys.key_version};
}

} // namespace

Keyring::Keyring(Credentials credentials, vault::DeviceKey own)
    : credentials_(std::move(credentials)), own_(std::move(own)) {}

Result<Keyring> Keyring::open(const Parts& parts, const Link& link) {
    auto credentials = load_credentials(parts.files, parts.data);
    if (!credentials) return credentials.error();
    if (credentials->device_seed.empty()) {
        credentials->device_seed = vault::DeviceKey::fresh().seed;
        if (const auto saved = save_credentials(parts.files, parts.data, *credentials); !saved)
            return saved.error();
    }
    auto own = vault::DeviceKey::from_seed(vault::Secret(credentials->device_seed.view()));
    Keyring keyring(std::move(*credentials), std::move(own));
    if (const auto loaded = keyring.load_keys(link); !loaded) return loaded.error();
    return keyring;
}

Result<void> Keyring::load_keys(const Link& link) {
    auto all = device_keys(*link.server);
    if (!all) return all.error();
    const auto is_own = [&](const protocol::DeviceKeys& keys) {
        return keys.device_id == link.account.device_id && keys.sign_public == own_.sign_public;
    };
    if (std::none_of(all->begin(), all->end(), is_own)) {
        auto keys = certified(link.account);
        if (const auto put = put_device_keys(*link.server, keys); !put) return put.error();
        all->push_back(std::move(keys));
    }
    for (const auto& keys : *all) {
        // One that the account's key does not vouch for was put there by somebody else.
        if (vault::is_certified(account_key(), statement_of(link.account.account_id, keys),
                                keys.certificate))
            signers_.emplace(keys.device_id, keys.sign_public);
    }
    return {};
}

protocol::DeviceKeys Keyring::certified(const state::AccountRecord& account) const {
    protocol::DeviceKeys keys{
        account.device_id, own_.sign_public, own_.box_public, {}, key_version()};
    keys.certificate = vault::certify(account_key(), statement_of(account.account_id, keys));
    return keys;
}

std::string Keyring::sign(std::string_view domain, std::string_view message) const {
    return vault::sign(own_, domain, message);
}

bool Keyring::vouches_for(const std::string& device) const {
    return signers_.count(device) != 0;
}

bool Keyring::is_by(const std::string& device, std::string_view domain, std::string_view message,
                    std::string_view signature) const {
    const auto [first, last] = signers_.equal_range(device);
    return std::any_of(first, last, [&](const auto& signer) {
        return vault::is_signed(signer.second, domain, message, signature);
    });
}

} // namespace ferry::sync
