// Keys of devices, checked against the account's keys.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/keyring.hpp"

#include "core/sync/bundle_calls.hpp"
#include "core/sync/calls.hpp"

#include <algorithm>
#include <utility>

namespace ferry::sync {
namespace {

vault::DeviceStatement statement_of(const std::string& account, const protocol::DeviceKeys& keys) {
    return {account, keys.device_id, keys.sign_public, keys.box_public, keys.key_version};
}

template <typename Keys>
bool any_signed(const Keys& keys, const std::string& device, std::string_view domain,
                std::string_view message, std::string_view signature) {
    const auto [first, last] = keys.equal_range(device);
    return std::any_of(first, last, [&](const auto& key) {
        return vault::is_signed(key.second.sign_public, domain, message, signature);
    });
}

} // namespace

Keyring::Keyring(Credentials credentials, vault::DeviceKey own, KeyChain chain)
    : credentials_(std::move(credentials)), own_(std::move(own)), chain_(std::move(chain)) {
    for (const auto& change : chain_.changes)
        known_.insert(change.known.begin(), change.known.end());
    if (chain_.changes.empty()) return;
    // They may not have asked since the change, and are vouched for by it.
    for (const auto& member : chain_.changes.back().members)
        present_.emplace(member.device_id, member);
}

Result<Keyring> Keyring::open(const Parts& parts, const Link& link) {
    auto credentials = load_credentials(parts.files, parts.data, parts.key_store);
    if (!credentials) return credentials.error();
    bool changed = credentials->device_seed.empty();
    if (changed) credentials->device_seed = vault::DeviceKey::fresh().seed;
    auto own = vault::DeviceKey::from_seed(vault::Secret(credentials->device_seed.view()));
    const auto rotations = sync::rotations(*link.server);
    if (!rotations) return rotations.error();
    const auto followed = follow(*rotations, link.account, own, *credentials);
    if (!followed) return followed.error();
    if (changed || *followed)
        if (const auto saved =
                save_credentials(parts.files, parts.data, parts.key_store, *credentials);
            !saved)
            return saved.error();
    auto chain = former_keys(*rotations, *credentials);
    if (!chain) return chain.error();
    Keyring keyring(std::move(*credentials), std::move(own), std::move(*chain));
    if (const auto loaded = keyring.load_keys(link); !loaded) return loaded.error();
    return keyring;
}

Result<void> announce_keys(const Parts& parts) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    const auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    return {};
}

Result<void> Keyring::load_keys(const Link& link) {
    auto all = device_keys(*link.server);
    if (!all) return all.error();
    const auto is_own = [&](const protocol::DeviceKeys& keys) {
        return keys.device_id == link.account.device_id && keys.sign_public == own_.sign_public &&
               keys.key_version == key_version();
    };
    if (std::none_of(all->begin(), all->end(), is_own)) {
        auto keys = certified(link.account);
        if (const auto put = put_device_keys(*link.server, keys); !put) return put.error();
        all->push_back(std::move(keys));
    }
    for (const auto& keys : *all)
        take(link.account.account_id, keys);
    return {};
}

/// One that the account's key does not vouch for was put there by somebody else.
void Keyring::take(const std::string& account_id, const protocol::DeviceKeys& keys) {
    const auto* key = account_key(keys.key_version);
    if (key == nullptr ||
        !vault::is_certified(*key, statement_of(account_id, keys), keys.certificate))
        return;
    auto& to = keys.key_version == key_version() ? present_ : former_;
    to.emplace(keys.device_id, protocol::Member{keys.device_id, keys.sign_public, keys.box_public});
}

protocol::DeviceKeys Keyring::certified(const state::AccountRecord& account) const {
    protocol::DeviceKeys keys{
        account.device_id, own_.sign_public, own_.box_public, {}, key_version()};
    keys.certificate = vault::certify(account_key(), statement_of(account.account_id, keys));
    return keys;
}

const vault::Secret* Keyring::account_key(std::uint32_t version) const {
    if (version == key_version()) return &credentials_.account_key;
    if (version == 0 || version > chain_.former.size()) return nullptr;
    return &chain_.former[version - 1];
}

std::string Keyring::sign(std::string_view domain, std::string_view message) const {
    return vault::sign(own_, domain, message);
}

bool Keyring::is_by(const std::string& device, std::string_view domain, std::string_view message,
                    std::string_view signature) const {
    return any_signed(present_, device, domain, message, signature);
}

bool Keyring::was_by(const std::string& device, std::string_view domain, std::string_view message,
                     std::string_view signature) const {
    return is_by(device, domain, message, signature) ||
           any_signed(former_, device, domain, message, signature);
}

std::vector<protocol::Member> Keyring::members() const {
    std::map<std::string, protocol::Member> by_key; // each key once
    for (const auto& [device, member] : present_)
        by_key.emplace(member.sign_public, member);
    std::vector<protocol::Member> members;
    for (auto& [key, member] : by_key)
        members.push_back(std::move(member));
    return members;
}

} // namespace ferry::sync
