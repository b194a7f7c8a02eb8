// Believing manifests.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/depot_manifest.hpp"

#include "core/base/text.hpp"
#include "core/sync/depot_calls.hpp"
#include "core/vault/hash.hpp"

namespace ferry::sync {
namespace {

using protocol::DepotItem;
using protocol::DepotManifest;

Error refused(const std::string& what) {
    return {Code::Denied, "the server's answer is refused: " + what};
}

Result<void> check_author(const Keyring& keyring, const DepotManifest& manifest,
                          const DepotItem& item) {
    const auto& author = manifest.author;
    if (manifest.key_version == keyring.key_version()) {
        if (!keyring.vouches_for(author))
            return refused("a file is by " + printable(author) +
                           ", which is no device that this account vouches for");
        if (keyring.is_by(author, kDepotDomain, item.manifest, item.signature)) return {};
    } else if (keyring.was_by(author, kDepotDomain, item.manifest, item.signature)) {
        if (keyring.stood(item.id)) return {};
        return refused("a file is of an account key that counts no more, and was not there when it "
                       "was changed; add it again");
    }
    return refused("a manifest was altered, or is not by the device it names");
}

} // namespace

Result<DepotManifest> believed_manifest(const Link& link, const Keyring& keyring,
                                        const DepotItem& item) {
    auto manifest = protocol::decode<DepotManifest>(item.manifest);
    if (!manifest) return refused("a manifest: " + manifest.error().message);
    if (item.id != hex(vault::hash(item.manifest)))
        return refused("a manifest was altered, or stands under another's id");
    if (manifest->account_id != link.account.account_id)
        return refused("a file belongs to another account");
    if (const auto by_device = check_author(keyring, *manifest, item); !by_device)
        return by_device.error();
    return manifest;
}

Result<std::vector<std::string>> believed_items(const Link& link, const Keyring& keyring) {
    const auto items = depot_items(*link.server, "");
    if (!items && items.error().code == Code::NotFound) return std::vector<std::string>();
    if (!items) return items.error();
    std::vector<std::string> ids;
    for (const auto& item : *items)
        if (believed_manifest(link, keyring, item)) ids.push_back(item.id);
    return ids;
}

} // namespace ferry::sync
