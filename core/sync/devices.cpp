// Asking, renaming, revoking.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/devices.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/device_memory.hpp"

namespace ferry::sync {

using protocol::DeviceInfo;

Result<std::vector<DeviceInfo>> fetch_devices(const Parts& parts) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    return parts.state.devices().list();
}

Result<DeviceInfo> fetch_device(const Parts& parts, const std::string& name_or_id) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    return find_device(parts, *link, name_or_id);
}

Result<DeviceInfo> rename_device(const Parts& parts, const std::string& name_or_id,
                                 const std::string& new_name) {
    auto link = make_link(parts);
    if (!link) return link.error();
    const auto device = find_device(parts, *link, name_or_id);
    if (!device) return device.error();
    const auto renamed = rename_device(*link->server, device->id, new_name);
    if (!renamed) return renamed.error();
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    if (device->id != link->account.device_id) return renamed;
    link->account.device.name = renamed->device.name;
    if (const auto saved = parts.state.account().save(link->account); !saved) return saved.error();
    return renamed;
}

Result<DeviceInfo> revoke_device(const Parts& parts, const std::string& name_or_id) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    const auto device = find_device(parts, *link, name_or_id);
    if (!device) return device.error();
    if (const auto revoked = revoke_device(*link->server, device->id); !revoked)
        return revoked.error();
    if (device->id == link->account.device_id) return device; // nobody here may ask any more
    if (const auto fresh = refresh_device_memory(parts, *link); !fresh) return fresh.error();
    return parts.state.devices().find(device->id);
}

} // namespace ferry::sync
