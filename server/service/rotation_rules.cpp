// Checking and writing rotations.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/rotation_rules.hpp"

#include "server/service/audit_service.hpp"

#include <set>
#include <utility>

namespace ferry::server {
namespace {

Served<std::set<std::string>> device_ids(Store& store, const std::string& account) {
    using Ids = std::set<std::string>;
    return in_transaction<Ids>(store, Access::Read, [&](Tables& tables) -> Served<Ids> {
        const auto rows = tables.devices().list(account);
        if (!rows) return refusal_of(rows.error());
        Ids ids;
        for (const auto& row : *rows)
            ids.insert(row.id);
        return ids;
    });
}

Refusal not_this_rotation(const std::string& why) {
    return {422, "wrong-rotation", "this change of the account key " + why};
}

Result<void> revoke(Tables& tables, const std::string& account, const std::string& device,
                    UnixMillis now) {
    auto row = tables.devices().find(account, device);
    if (!row) return row.error();
    if (!*row) return {};
    if ((*row)->revoked == 0) (*row)->revoked = now;
    if (const auto updated = tables.devices().update(**row); !updated) return updated.error();
    if (const auto gone = tables.tokens().remove_of_device(device); !gone) return gone.error();
    const auto noted = tables.changes().add(account, {0, "device", device, ""});
    if (!noted) return noted.error();
    return {};
}

} // namespace

Served<CheckedRotation> checked_rotation(Store& store, const Caller& caller,
                                         const AccountRow& account, const std::string& bytes) {
    auto rotation = protocol::decode<protocol::Rotation>(bytes);
    if (!rotation) return Refusal{400, "bad-request", "\"rotation\": " + rotation.error().message};
    auto header = protocol::decode<protocol::RotationHeader>(rotation->header);
    if (!header)
        return Refusal{400, "bad-request", "\"rotation\": header: " + header.error().message};
    if (header->account_id != caller.account || header->author != caller.device)
        return not_this_rotation("is not by the device that sends it");
    if (header->revoked == caller.device)
        return not_this_rotation("revokes the device that makes it; use another device");
    if (header->key_version != account.key_version + 1)
        return Refusal{409, "stale-key",
                       "the account key was changed meanwhile; ask for the present one and repeat"};
    const auto devices = device_ids(store, caller.account);
    if (const auto* refused = std::get_if<Refusal>(&devices)) return *refused;
    const auto& ids = std::get<std::set<std::string>>(devices);
    if (!header->revoked.empty() && ids.count(header->revoked) == 0)
        return not_found("device \"" + header->revoked + "\"");
    for (const auto& key : rotation->sealed)
        if (ids.count(key.device_id) == 0) return not_found("device \"" + key.device_id + "\"");
    return CheckedRotation{std::move(*rotation), std::move(*header)};
}

Result<void> write_rotation(Tables& tables, const Caller& caller, const CheckedRotation& rotation,
                            UnixMillis now) {
    const auto added =
        tables.rotations().add(caller.account, rotation.header.key_version, rotation.rotation);
    if (!added) return added.error();
    const auto written = write_audit(tables, caller, {kKeyChanged, rotation.header.revoked}, now);
    if (!written || rotation.header.revoked.empty()) return written;
    return revoke(tables, caller.account, rotation.header.revoked, now);
}

} // namespace ferry::server
