// From the server into the state.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/device_memory.hpp"

#include "core/sync/calls.hpp"

#include <utility>

namespace ferry::sync {

Result<void> refresh_device_memory(const Parts& parts, const Link& link) {
    const auto now = devices(*link.server);
    if (!now) return now.error();
    auto transaction = parts.state.begin();
    if (!transaction) return transaction.error();
    if (auto done = parts.state.devices().replace(*now); !done) return done;
    return transaction->commit();
}

Result<protocol::DeviceInfo> find_device(const Parts& parts, const Link& link,
                                         const std::string& name_or_id) {
    if (const auto fresh = refresh_device_memory(parts, link); !fresh) return fresh.error();
    return parts.state.devices().find(name_or_id);
}

std::string DeviceNames::of(const std::string& id, const Parts& parts, const Link& link) {
    auto info = parts.state.devices().find(id);
    if (!info && !std::exchange(refreshed_, true) && refresh_device_memory(parts, link))
        info = parts.state.devices().find(id);
    return info ? info->device.name : id;
}

} // namespace ferry::sync
