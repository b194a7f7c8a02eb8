// Forward by signatures of devices; back by links, which only the present key opens.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/key_chain.hpp"

#include "core/vault/key_link.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::Rotation;
using protocol::RotationHeader;

constexpr std::string_view kDomain = "rotation";

Error not_believed(const std::string& what) {
    return {Code::Denied,
            "the server's answer is refused: " + what + "; the account key stays as it is here"};
}

/// The version that it led to; 0: its header cannot be read.
std::uint32_t version_of(const Rotation& rotation) {
    const auto header = protocol::decode<RotationHeader>(rotation.header);
    return header ? header->key_version : 0;
}

const Rotation* find(const std::vector<Rotation>& rotations, std::uint32_t version) {
    const auto at = std::find_if(rotations.begin(), rotations.end(), [&](const Rotation& rotation) {
        return version_of(rotation) == version;
    });
    return at == rotations.end() ? nullptr : &*at;
}

/// Whether a device of this account made it: the present key vouches for the author's.
bool is_by_a_device(const Rotation& rotation, const RotationHeader& header,
                    const Credentials& present) {
    return std::any_of(
        header.members.begin(), header.members.end(), [&](const protocol::Member& member) {
            return member.device_id == header.author &&
                   vault::is_certified(present.account_key,
                                       {header.account_id, member.device_id, member.sign_public,
                                        member.box_public, present.key_version},
                                       rotation.certificate) &&
                   vault::is_signed(member.sign_public, kDomain, signed_part(rotation),
                                    rotation.signature);
        });
}

Result<vault::Secret> next_key(const Rotation& rotation, const RotationHeader& header,
                               const Credentials& present, const vault::DeviceKey& own) {
    if (!is_by_a_device(rotation, header, present))
        return not_believed("a new account key is by no device that this account vouches for");
    for (const auto& sealed : rotation.sealed) {
        auto key = vault::open_for_device(sealed.sealed, own);
        if (!key) continue;
        const auto before = vault::open_link(rotation.link, *key, rotation.header);
        if (!before || before->view() != present.account_key.view())
            return not_believed("a new account key does not follow the one that is known here");
        return std::move(*key);
    }
    return Error{Code::Denied, "the account key was changed by a device that did not know this "
                               "one's keys yet; run ferry login again"};
}

} // namespace

std::string signed_part(const Rotation& rotation) {
    return rotation.header + rotation.link; // the link has one size
}

Result<bool> follow(const std::vector<Rotation>& rotations, const state::AccountRecord& account,
                    const vault::DeviceKey& own, Credentials& credentials) {
    std::set<std::string> revoked;
    bool followed = false;
    for (;;) {
        const auto* rotation = find(rotations, credentials.key_version + 1);
        if (rotation == nullptr) return followed;
        const auto header = protocol::decode<RotationHeader>(rotation->header);
        if (!header) return header.error();
        if (header->account_id != account.account_id)
            return not_believed("a new account key belongs to another account");
        if (revoked.count(header->author) != 0)
            return not_believed("a new account key is by a device that was revoked before");
        auto key = next_key(*rotation, *header, credentials, own);
        if (!key) return key.error();
        credentials.account_key = std::move(*key);
        ++credentials.key_version;
        revoked.insert(header->revoked);
        followed = true;
    }
}

Result<KeyChain> former_keys(const std::vector<Rotation>& rotations,
                             const Credentials& credentials) {
    KeyChain chain;
    const auto* after = &credentials.account_key;
    for (auto version = credentials.key_version; version > 1; --version) {
        const auto* rotation = find(rotations, version);
        if (rotation == nullptr)
            return not_believed("it does not have change " + std::to_string(version) +
                                " of the account key any more");
        auto before = vault::open_link(rotation->link, *after, rotation->header);
        auto header = protocol::decode<RotationHeader>(rotation->header);
        if (!before || !header)
            return not_believed("change " + std::to_string(version) +
                                " of the account key was altered");
        chain.former.push_back(std::move(*before));
        chain.changes.push_back(std::move(*header));
        after = &chain.former.back();
    }
    std::reverse(chain.former.begin(), chain.former.end());
    std::reverse(chain.changes.begin(), chain.changes.end());
    return chain;
}

} // namespace ferry::sync
