// The one row of the account.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/account_record.hpp"

#include "core/protocol/messages.hpp"

namespace ferry::state {

Result<std::optional<AccountRecord>> AccountMemory::load() {
    auto select = database_.prepare("SELECT server, fingerprint, account, account_id, device_id, "
                                    "device, cursor, last_sync FROM account");
    if (!select) return select.error();
    const auto row = select->step();
    if (!row) return row.error();
    if (!*row) return std::optional<AccountRecord>();
    auto device = protocol::decode<Device>(select->text(5));
    if (!device) return device.error().under("the device of the account");
    return std::optional(AccountRecord{
        select->text(0), select->text(1), select->text(2), select->text(3), select->text(4),
        *device, static_cast<std::uint64_t>(select->integer(6)), select->integer(7)});
}

Result<void> AccountMemory::save(const AccountRecord& record) {
    auto replace = database_.prepare(
        "INSERT OR REPLACE INTO account(only, server, fingerprint, account, account_id, device_id, "
        "device, cursor, last_sync) VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!replace) return replace.error();
    replace->bind(1, record.server)
        .bind(2, record.fingerprint)
        .bind(3, record.account)
        .bind(4, record.account_id)
        .bind(5, record.device_id)
        .bind(6, protocol::encode(record.device))
        .bind(7, static_cast<std::int64_t>(record.cursor))
        .bind(8, record.last_sync);
    return replace->run();
}

} // namespace ferry::state
