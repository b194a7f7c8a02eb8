// A device known only from a file.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/canonical.hpp"
#include "core/protocol/compression.hpp"
#include "core/sync/calls.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/devices.hpp"
#include "core/sync/local_streams.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::DeviceInfo;
using protocol::StreamHead;

/// An earlier import of this name is brought up to date; a revoked one has left its name free.
Result<ImportedDevice> device_for(const Parts& parts, const Link& link, const Device& device) {
    auto known = find_device(parts, link, device.name);
    if (!known && known.error().code != Code::NotFound) return known.error();
    if (!known || known->revoked != 0 || known->device.name != device.name) {
        auto made = add_imported_device(*link.server, device);
        if (!made) return made.error();
        return ImportedDevice{std::move(*made), true};
    }
    if (!known->imported)
        return Error{Code::Conflict,
                     "the account's device \"" + device.name +
                         "\" reports for itself; choose another name with --device"};
    if (known->device == device) return ImportedDevice{std::move(*known), false};
    auto updated = update_device(*link.server, known->id, device);
    if (!updated) return updated.error();
    return ImportedDevice{std::move(*updated), false};
}

/// Errors: what the server says against it.
Result<StreamHead> put_whole(const Link& link, const DeviceInfo& device,
                             const LocalStream& stream) {
    const state::PendingWrite write{
        stream.installer, state::WriteKind::Snapshot, vault::random_uuid(),
        protocol::compress(protocol::encode(protocol::Snapshot{0, stream.hash, stream.packages}))};
    auto head = message_in<StreamHead>(send_write(*link.server, device.id, write));
    if (!head) return head.error().under(stream.installer.text);
    return head;
}

Result<void> put_streams(const Parts& parts, const Link& link, const DeviceInfo& device,
                         const std::vector<LocalStream>& streams) {
    const auto heads = stream_heads(*link.server, device.id);
    if (!heads) return heads.error();
    std::map<std::string, std::string> old; // hashes
    for (const auto& head : *heads)
        old[head.installer] = head.hash;
    for (const auto& stream : streams) {
        old.erase(stream.installer.text);
        const auto head = put_whole(link, device, stream);
        if (!head) return head.error();
        auto remembered = parts.state.devices().put_stream({device.id}, *head, stream.packages);
        if (!remembered) return remembered;
    }
    for (const auto& [installer, hash] : old) {
        if (auto gone = remove_stream(*link.server, {device.id, {installer}}); !gone) return gone;
        auto forgotten = parts.state.devices().remove_stream({device.id}, {installer});
        if (!forgotten) return forgotten;
    }
    return {};
}

} // namespace

Result<ImportedDevice> import_device(const Parts& parts, const Inventory& inventory) {
    const auto streams = local_streams(inventory.installers);
    if (!streams.clean()) {
        const auto& first = streams.problems.front();
        return Error{first.code, first.subject + ": " + first.what};
    }
    const auto link = make_link(parts);
    if (!link) return link.error();
    auto imported = device_for(parts, *link, inventory.device);
    if (!imported) return imported.error();
    // Known here before its streams are: they belong to it.
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    const auto put = put_streams(parts, *link, imported->device, streams.value);
    if (!put) return put.error();
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    auto device = parts.state.devices().find(imported->device.id);
    if (!device) return device.error();
    return ImportedDevice{std::move(*device), imported->created};
}

} // namespace ferry::sync
