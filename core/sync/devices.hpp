// The account's devices: asking the server, renaming, revoking, bringing one in from a file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

// Every function here also brings the memory of devices in Parts::state up to date. Errors of all:
// NotFound (not logged in; no such device, with the nearest name), Denied, Network, TimedOut,
// Unavailable, Io.

/// Sorted by name; revoked ones last.
Result<std::vector<protocol::DeviceInfo>> fetch_devices(const Parts& parts);
/// One of them, asked for now.
Result<protocol::DeviceInfo> fetch_device(const Parts& parts, const std::string& name_or_id);
/// Errors: Conflict (the name is taken).
Result<protocol::DeviceInfo> rename_device(const Parts& parts, const std::string& name_or_id,
                                           const std::string& new_name);
/// Its token is dead at once. What it reported stays readable.
Result<protocol::DeviceInfo> revoke_device(const Parts& parts, const std::string& name_or_id);

struct ImportedDevice {
    protocol::DeviceInfo device;
    bool created = false; // false: it was imported before, and is now as the file says
};
/// A device known only from a file. Doing it again finishes what was cut off. Errors: Conflict (a
/// device that reports for itself has the name).
Result<ImportedDevice> import_device(const Parts& parts, const Inventory& inventory);

} // namespace ferry::sync
