// Devices and their streams.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/known_devices.hpp"

#include "core/base/text.hpp"
#include "core/state/rows.hpp"

#include <set>
#include <utility>

namespace ferry::state {

using protocol::DeviceInfo;
using protocol::StreamHead;

Result<std::vector<DeviceInfo>> KnownDevices::list() {
    auto select =
        database_.prepare("SELECT info FROM known_device ORDER BY revoked != 0, name, id");
    if (!select) return select.error();
    std::vector<DeviceInfo> devices;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return devices;
        auto info = protocol::decode<DeviceInfo>(select->text(0));
        if (!info) return info.error().under("a known device");
        devices.push_back(std::move(*info));
    }
}

Result<DeviceInfo> KnownDevices::find(const std::string& name_or_id) {
    auto devices = list();
    if (!devices) return devices.error();
    std::vector<std::string> names;
    for (auto& info : *devices) {
        if (info.device.name == name_or_id || info.id == name_or_id) return std::move(info);
        names.push_back(info.device.name);
    }
    const auto near = nearest(name_or_id, names);
    return Error{Code::NotFound, "the account has no device \"" + name_or_id + "\"; " +
                                     (near.empty() ? "ferry devices lists them"
                                                   : "did you mean \"" + near + "\"?")};
}

Result<std::vector<InstallerInventory>> KnownDevices::inventory(const DeviceId& device) {
    auto select = database_.prepare(
        "SELECT installer, body FROM known_stream WHERE device = ? ORDER BY installer");
    if (!select) return select.error();
    select->bind(1, device.text);
    std::vector<InstallerInventory> inventories;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return inventories;
        auto packages = unpacked(select->text(1));
        if (!packages) return packages.error().under(select->text(0));
        inventories.push_back({{select->text(0)}, {}, std::move(*packages), {}});
    }
}

Result<std::vector<StreamHead>> KnownDevices::heads(const DeviceId& device) {
    auto select = database_.prepare("SELECT installer, revision, hash, packages, updated "
                                    "FROM known_stream WHERE device = ? ORDER BY installer");
    if (!select) return select.error();
    select->bind(1, device.text);
    return heads_in(*select);
}

Result<void> KnownDevices::replace(const std::vector<DeviceInfo>& devices) {
    const auto known = list();
    if (!known) return known.error();
    std::set<std::string> gone;
    for (const auto& info : *known)
        gone.insert(info.id);
    auto put = database_.prepare("INSERT INTO known_device(id, name, revoked, info) "
                                 "VALUES(?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
                                 "name = excluded.name, revoked = excluded.revoked, "
                                 "info = excluded.info");
    if (!put) return put.error();
    for (const auto& info : devices) {
        gone.erase(info.id);
        put->bind(1, info.id)
            .bind(2, info.device.name)
            .bind(3, info.revoked)
            .bind(4, protocol::encode(info));
        if (auto done = put->run(); !done) return done;
    }
    auto remove = database_.prepare("DELETE FROM known_device WHERE id = ?");
    if (!remove) return remove.error();
    for (const auto& id : gone)
        if (auto done = remove->bind(1, id).run(); !done) return done;
    return {};
}

Result<void> KnownDevices::put_stream(const DeviceId& device, const StreamHead& head,
                                      const std::vector<Package>& packages) {
    auto replace = database_.prepare(
        "INSERT OR REPLACE INTO known_stream(device, installer, revision, hash, packages, updated, "
        "body) VALUES(?, ?, ?, ?, ?, ?, ?)");
    if (!replace) return replace.error();
    replace->bind(1, device.text);
    bind_head(*replace, 2, head);
    replace->bind_blob(7, packed(packages));
    return replace->run();
}

Result<void> KnownDevices::remove_stream(const DeviceId& device, const InstallerId& installer) {
    auto remove = database_.prepare("DELETE FROM known_stream WHERE device = ? AND installer = ?");
    if (!remove) return remove.error();
    remove->bind(1, device.text).bind(2, installer.text);
    return remove->run();
}

} // namespace ferry::state
