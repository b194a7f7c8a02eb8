// The account's devices and what is installed on the others, as last fetched.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"
#include "core/model/inventory.hpp"
#include "core/protocol/messages.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::state {

class KnownDevices {
public:
    explicit KnownDevices(sqlite::Database& database) : database_(database) {}

    /// All of the account with this one, sorted by name; revoked ones last.
    Result<std::vector<protocol::DeviceInfo>> list();
    /// By name or id; a living device comes before a revoked one of the same name. Errors:
    /// NotFound, which suggests the nearest name.
    Result<protocol::DeviceInfo> find(const std::string& name_or_id);
    /// What the device has, by installer; sorted. Of this device itself: nothing.
    Result<std::vector<InstallerInventory>> inventory(const DeviceId& device);
    Result<std::vector<protocol::StreamHead>> heads(const DeviceId& device);

    /// Devices that are not in the list go, with their inventories. Several statements: in a
    /// transaction.
    Result<void> replace(const std::vector<protocol::DeviceInfo>& devices);
    /// The device must be known (Conflict).
    Result<void> put_stream(const DeviceId& device, const protocol::StreamHead& head,
                            const std::vector<Package>& packages);
    Result<void> remove_stream(const DeviceId& device, const InstallerId& installer);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
