// Listing, importing, renaming, revoking.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/device_service.hpp"

#include "core/base/text.hpp"
#include "server/service/audit_service.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::DeviceInfo;

Served<DeviceRow> find(Tables& tables, const Caller& caller, const std::string& id) {
    auto row = tables.devices().find(caller.account, id);
    if (!row) return refusal_of(row.error());
    if (!*row) return not_found("device \"" + id + "\"");
    return std::move(**row);
}

Served<Nothing> name_is_free(Tables& tables, const std::string& account, const std::string& name) {
    const auto taken = tables.devices().find_live(account, name);
    if (!taken) return refusal_of(taken.error());
    if (*taken)
        return Refusal{409, "device-exists",
                       "this account has a device \"" + name + "\" already; choose another name"};
    return Nothing{};
}

} // namespace

DeviceService::DeviceService(Store& store, ChangeSignal& signal, const Activity& activity,
                             const Clock& clock, Random random)
    : store_(store), signal_(signal), activity_(activity), clock_(clock),
      random_(std::move(random)) {}

Served<DeviceInfo> DeviceService::info_of(Tables& tables, const DeviceRow& row) const {
    const auto heads = tables.streams().heads(row.id);
    if (!heads) return refusal_of(heads.error());
    DeviceInfo info{row.id,
                    row.device,
                    row.imported,
                    row.created,
                    activity_.last_seen(row.id, row.last_seen),
                    row.revoked,
                    0};
    for (const auto& head : *heads)
        info.packages += head.packages;
    return info;
}

Served<std::vector<DeviceInfo>> DeviceService::list(const Caller& caller) {
    using List = std::vector<DeviceInfo>;
    return in_transaction<List>(store_, Access::Read, [&](Tables& tables) -> Served<List> {
        const auto rows = tables.devices().list(caller.account);
        if (!rows) return refusal_of(rows.error());
        List list;
        for (const auto& row : *rows) {
            auto info = info_of(tables, row);
            if (const auto* refused = std::get_if<Refusal>(&info)) return *refused;
            list.push_back(std::move(std::get<DeviceInfo>(info)));
        }
        return list;
    });
}

Served<DeviceInfo> DeviceService::show(const Caller& caller, const std::string& id) {
    return in_transaction<DeviceInfo>(store_, Access::Read,
                                      [&](Tables& tables) -> Served<DeviceInfo> {
                                          const auto row = find(tables, caller, id);
                                          if (const auto* refused = std::get_if<Refusal>(&row))
                                              return *refused;
                                          return info_of(tables, std::get<DeviceRow>(row));
                                      });
}

Served<DeviceInfo> DeviceService::import(const Caller& caller, const Device& device) {
    const auto now = clock_.now();
    const DeviceRow row{hex(random_(16)), caller.account, device, true, now, now, 0};
    auto answer = in_transaction<DeviceInfo>(
        store_, Access::Write, [&](Tables& tables) -> Served<DeviceInfo> {
            const auto free = name_is_free(tables, caller.account, device.name);
            if (const auto* refused = std::get_if<Refusal>(&free)) return *refused;
            const auto added = tables.devices().add(row);
            if (!added) return refusal_of(added.error());
            const auto noted = tables.changes().add(caller.account, {0, "device", row.id, ""});
            if (!noted) return refusal_of(noted.error());
            const auto written = note(tables, caller, kImported, row);
            if (!written) return refusal_of(written.error());
            return info_of(tables, row);
        });
    signal_.raise(caller.account);
    return answer;
}

Result<void> DeviceService::note(Tables& tables, const Caller& caller, const char* word,
                                 const DeviceRow& row) const {
    return write_audit(tables, caller, {word, row.id, row.device.name}, clock_.now());
}

Served<DeviceInfo>
DeviceService::change(const Caller& caller, const std::string& id,
                      const std::function<Served<Nothing>(Tables&, DeviceRow&)>& edit) {
    auto answer = in_transaction<DeviceInfo>(
        store_, Access::Write, [&](Tables& tables) -> Served<DeviceInfo> {
            auto found = find(tables, caller, id);
            if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
            auto& row = std::get<DeviceRow>(found);
            const auto edited = edit(tables, row);
            if (const auto* refused = std::get_if<Refusal>(&edited)) return *refused;
            const auto updated = tables.devices().update(row);
            if (!updated) return refusal_of(updated.error());
            const auto noted = tables.changes().add(caller.account, {0, "device", row.id, ""});
            if (!noted) return refusal_of(noted.error());
            return info_of(tables, row);
        });
    signal_.raise(caller.account);
    return answer;
}

Served<DeviceInfo> DeviceService::edit(const Caller& caller, const std::string& id,
                                       const DeviceEdit& edit) {
    return change(caller, id, [&](Tables& tables, DeviceRow& row) -> Served<Nothing> {
        if (!edit.only_name() && id != caller.device && !row.imported)
            return Refusal{403, "not-your-device", "only a device itself says what it is"};
        auto& device = row.device;
        const bool renamed = edit.name && *edit.name != device.name;
        device = {edit.name.value_or(device.name), edit.os.value_or(device.os),
                  edit.os_version.value_or(device.os_version),
                  edit.distribution.value_or(device.distribution), edit.arch.value_or(device.arch)};
        if (!renamed) return Nothing{};
        const auto written = note(tables, caller, kRenamed, row);
        if (!written) return refusal_of(written.error());
        if (row.revoked != 0) return Nothing{};
        return name_is_free(tables, caller.account, device.name);
    });
}

Served<Nothing> DeviceService::revoke(const Caller& caller, const std::string& id) {
    const auto changed = change(caller, id, [&](Tables& tables, DeviceRow& row) -> Served<Nothing> {
        const auto removed = tables.tokens().remove_of_device(row.id);
        if (!removed) return refusal_of(removed.error());
        if (row.revoked != 0) return Nothing{};
        row.revoked = clock_.now();
        const auto written = note(tables, caller, kRevoked, row);
        if (!written) return refusal_of(written.error());
        return Nothing{};
    });
    if (const auto* refused = std::get_if<Refusal>(&changed)) return *refused;
    return Nothing{};
}

} // namespace ferry::server
