// Making the new key, what is said with it, and who gets it.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/rotation.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/depot_manifest.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/new_keys.hpp"
#include "core/sync/revisions.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/key_link.hpp"

#include <set>
#include <string>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::Rotation;
using protocol::RotationHeader;

Result<RotationHeader> header_of(const Parts& parts, const Link& link, const Keyring& keyring,
                                 const std::string& revoked) {
    const auto devices = parts.state.devices().list();
    if (!devices) return devices.error();
    // One that was revoked without a new key is vouched for until now.
    std::set<std::string> gone{revoked};
    for (const auto& device : *devices)
        if (device.revoked != 0) gone.insert(device.id);
    auto latest = Revisions(link, keyring).latest();
    if (!latest) return latest.error();
    const auto files = believed_items(link, keyring);
    if (!files) return files.error();
    latest->insert(latest->end(), files->begin(), files->end());
    RotationHeader header;
    header.account_id = link.account.account_id;
    header.key_version = keyring.key_version() + 1;
    header.author = link.account.device_id;
    header.time = parts.clock.now();
    header.revoked = revoked;
    header.known = std::move(*latest);
    for (auto& member : keyring.members())
        if (gone.count(member.device_id) == 0) header.members.push_back(std::move(member));
    return header;
}

Rotation rotation_of(const RotationHeader& header, const Keyring& keyring,
                     const vault::Secret& fresh) {
    const auto& own = keyring.own();
    Rotation rotation;
    rotation.header = protocol::encode(header);
    rotation.link = vault::link_keys(keyring.account_key(), fresh, rotation.header);
    rotation.signature = keyring.sign("rotation", signed_part(rotation));
    rotation.certificate =
        vault::certify(keyring.account_key(), {header.account_id, header.author, own.sign_public,
                                               own.box_public, keyring.key_version()});
    for (const auto& member : header.members)
        rotation.sealed.push_back(
            {member.device_id, vault::seal_for_device(fresh, member.box_public)});
    return rotation;
}

struct Change {
    vault::NewKeys keys;
    vault::Secret code;
};

/// The new key under the same password, and under a new recovery code: nobody here has the old one.
Result<Change> change_of(const Link& link, const RotationHeader& header, const Rotation& rotation,
                         const vault::Secret& fresh, const vault::Secret& password) {
    const Held held{link.account.account, fresh, header.key_version};
    Change change;
    change.code = vault::fresh_recovery_code();
    if (const auto added = add_password(change.keys, password, held); !added) return added.error();
    if (const auto added = add_code(change.keys, change.code, held); !added) return added.error();
    change.keys.rotation = protocol::encode(rotation);
    return change;
}

Result<protocol::DeviceInfo> other_device(const Parts& parts, const Link& link,
                                          const std::string& name_or_id) {
    auto device = find_device(parts, link, name_or_id);
    if (!device) return device.error();
    if (device->id == link.account.device_id)
        return Error{Code::BadData, device->device.name +
                                        " is this device: revoke it on another one, or run ferry "
                                        "logout to forget the keys here"};
    return device;
}

} // namespace

Result<RevokedDevice> revoke_with_new_key(const Parts& parts, const std::string& name_or_id,
                                          const vault::Secret& password) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    auto device = other_device(parts, *link, name_or_id);
    if (!device) return device.error();
    const auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    const auto header = header_of(parts, *link, *keyring, device->id);
    if (!header) return header.error();
    const auto fresh = vault::fresh_account_key();
    const auto rotation = rotation_of(*header, *keyring, fresh);
    auto change = change_of(*link, *header, rotation, fresh, password);
    if (!change) return change.error();
    const auto signed_by_it = signed_by_password(*link, password, "rotation", change->keys);
    if (!signed_by_it) return signed_by_it.error();
    auto code = told(put_keys(*link->server, "rotation", *signed_by_it), std::move(change->code));
    if (!code) return code.error();
    // This device gets the new key as the others do.
    if (code->doubt.empty()) {
        if (const auto followed = Keyring::open(parts, *link); !followed) return followed.error();
        if (const auto memory = refresh_device_memory(parts, *link); !memory) return memory.error();
    }
    return RevokedDevice{std::move(*device), std::move(*code)};
}

} // namespace ferry::sync
