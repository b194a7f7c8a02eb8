// Accounts, devices, tokens.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

namespace ferry::server {
namespace {

using sqlite::Statement;

constexpr const char* kAccountById =
    "SELECT id, name, login_public, kdf_passes, kdf_memory_kib, kdf_salt, wrapped_key,"
    " recovery_wrapped_key, key_version, created, recovery_public FROM account WHERE id = ?";
constexpr const char* kAccountByName =
    "SELECT id, name, login_public, kdf_passes, kdf_memory_kib, kdf_salt, wrapped_key,"
    " recovery_wrapped_key, key_version, created, recovery_public FROM account WHERE name = ?";
constexpr const char* kAddAccount =
    "INSERT INTO account (id, name, login_public, kdf_passes, kdf_memory_kib, kdf_salt,"
    " wrapped_key, recovery_wrapped_key, key_version, created, recovery_public, sequence)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,nullif(?, x''),0)";
constexpr const char* kUpdateKeys =
    "UPDATE account SET login_public = ?, kdf_passes = ?, kdf_memory_kib = ?, kdf_salt = ?,"
    " wrapped_key = ?, recovery_wrapped_key = ?, key_version = ?, recovery_public = nullif(?, x'')"
    " WHERE id = ?";
constexpr const char* kRemoveAccount = "DELETE FROM account WHERE id = ?";
constexpr const char* kDeviceById =
    "SELECT id, account, name, os, os_version, distribution, arch, imported, created, last_seen,"
    " revoked FROM device WHERE account = ? AND id = ?";
constexpr const char* kLiveDevice =
    "SELECT id, account, name, os, os_version, distribution, arch, imported, created, last_seen,"
    " revoked FROM device WHERE account = ? AND name = ? AND revoked = 0";
constexpr const char* kDevices =
    "SELECT id, account, name, os, os_version, distribution, arch, imported, created, last_seen,"
    " revoked FROM device WHERE account = ? ORDER BY created, id";
constexpr const char* kAddDevice =
    "INSERT INTO device (id, account, name, os, os_version, distribution, arch, imported, created,"
    " last_seen, revoked) VALUES (?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kUpdateDevice =
    "UPDATE device SET name = ?, os = ?, os_version = ?, distribution = ?, arch = ?, last_seen = ?,"
    " revoked = ? WHERE account = ? AND id = ?";
constexpr const char* kToken =
    "SELECT hash, device, account, created, expires FROM token WHERE hash = ?";
constexpr const char* kAddToken =
    "INSERT INTO token (hash, device, account, created, expires) VALUES (?,?,?,?,?)";
constexpr const char* kRemoveTokens = "DELETE FROM token WHERE device = ?";
constexpr const char* kRenewTokens = "UPDATE token SET expires = ? WHERE device = ?";

AccountRow account_of(const Statement& row) {
    AccountRow account;
    account.id = row.text(0);
    account.name = row.text(1);
    account.login_public = row.text(2);
    account.kdf.passes = static_cast<std::uint32_t>(row.integer(3));
    account.kdf.memory_kib = static_cast<std::uint32_t>(row.integer(4));
    account.kdf.salt = row.text(5);
    account.wrapped_key = row.text(6);
    account.recovery_wrapped_key = row.text(7);
    account.key_version = static_cast<std::uint32_t>(row.integer(8));
    account.created = row.integer(9);
    account.recovery_public = row.text(10);
    return account;
}

DeviceRow device_of(const Statement& row) {
    return {row.text(0),
            row.text(1),
            {row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)},
            row.integer(7) != 0,
            row.integer(8),
            row.integer(9),
            row.integer(10)};
}

TokenRow token_of(const Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.integer(3), row.integer(4)};
}

} // namespace

Result<std::optional<AccountRow>> SqliteAccounts::find(const std::string& id) {
    const auto query = statements_.get(kAccountById);
    if (!query) return query.error();
    return first_row<AccountRow>((*query)->bind(1, id), account_of);
}

Result<std::optional<AccountRow>> SqliteAccounts::find_by_name(const std::string& name) {
    const auto query = statements_.get(kAccountByName);
    if (!query) return query.error();
    return first_row<AccountRow>((*query)->bind(1, name), account_of);
}

Result<void> SqliteAccounts::add(const AccountRow& row) {
    const auto insert = statements_.get(kAddAccount);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, row.id)
        .bind(2, row.name)
        .bind_blob(3, row.login_public)
        .bind(4, std::int64_t{row.kdf.passes})
        .bind(5, std::int64_t{row.kdf.memory_kib})
        .bind_blob(6, row.kdf.salt)
        .bind_blob(7, row.wrapped_key)
        .bind_blob(8, row.recovery_wrapped_key)
        .bind(9, std::int64_t{row.key_version})
        .bind(10, row.created)
        .bind_blob(11, row.recovery_public)
        .run();
}

Result<void> SqliteAccounts::update_keys(const AccountRow& row) {
    const auto update = statements_.get(kUpdateKeys);
    if (!update) return update.error();
    return (*update)
        ->bind_blob(1, row.login_public)
        .bind(2, std::int64_t{row.kdf.passes})
        .bind(3, std::int64_t{row.kdf.memory_kib})
        .bind_blob(4, row.kdf.salt)
        .bind_blob(5, row.wrapped_key)
        .bind_blob(6, row.recovery_wrapped_key)
        .bind(7, std::int64_t{row.key_version})
        .bind_blob(8, row.recovery_public)
        .bind(9, row.id)
        .run();
}

Result<void> SqliteAccounts::remove(const std::string& id) {
    const auto remove = statements_.get(kRemoveAccount);
    if (!remove) return remove.error();
    return (*remove)->bind(1, id).run(); // the others follow by their foreign keys
}

Result<std::optional<DeviceRow>> SqliteDevices::find(const std::string& account,
                                                     const std::string& id) {
    const auto query = statements_.get(kDeviceById);
    if (!query) return query.error();
    return first_row<DeviceRow>((*query)->bind(1, account).bind(2, id), device_of);
}

Result<std::optional<DeviceRow>> SqliteDevices::find_live(const std::string& account,
                                                          const std::string& name) {
    const auto query = statements_.get(kLiveDevice);
    if (!query) return query.error();
    return first_row<DeviceRow>((*query)->bind(1, account).bind(2, name), device_of);
}

Result<std::vector<DeviceRow>> SqliteDevices::list(const std::string& account) {
    const auto query = statements_.get(kDevices);
    if (!query) return query.error();
    return all_rows<DeviceRow>((*query)->bind(1, account), device_of);
}

Result<void> SqliteDevices::add(const DeviceRow& row) {
    const auto insert = statements_.get(kAddDevice);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, row.id)
        .bind(2, row.account)
        .bind(3, row.device.name)
        .bind(4, row.device.os)
        .bind(5, row.device.os_version)
        .bind(6, row.device.distribution)
        .bind(7, row.device.arch)
        .bind(8, std::int64_t{row.imported})
        .bind(9, row.created)
        .bind(10, row.last_seen)
        .bind(11, row.revoked)
        .run();
}

Result<void> SqliteDevices::update(const DeviceRow& row) {
    const auto update = statements_.get(kUpdateDevice);
    if (!update) return update.error();
    return (*update)
        ->bind(1, row.device.name)
        .bind(2, row.device.os)
        .bind(3, row.device.os_version)
        .bind(4, row.device.distribution)
        .bind(5, row.device.arch)
        .bind(6, row.last_seen)
        .bind(7, row.revoked)
        .bind(8, row.account)
        .bind(9, row.id)
        .run();
}

Result<std::optional<TokenRow>> SqliteTokens::find(const std::string& hash) {
    const auto query = statements_.get(kToken);
    if (!query) return query.error();
    return first_row<TokenRow>((*query)->bind_blob(1, hash), token_of);
}

Result<void> SqliteTokens::add(const TokenRow& row) {
    const auto insert = statements_.get(kAddToken);
    if (!insert) return insert.error();
    return (*insert)
        ->bind_blob(1, row.hash)
        .bind(2, row.device)
        .bind(3, row.account)
        .bind(4, row.created)
        .bind(5, row.expires)
        .run();
}

Result<void> SqliteTokens::remove_of_device(const std::string& device) {
    const auto remove = statements_.get(kRemoveTokens);
    if (!remove) return remove.error();
    return (*remove)->bind(1, device).run();
}

Result<void> SqliteTokens::renew_of_device(const std::string& device, std::int64_t expires) {
    const auto renew = statements_.get(kRenewTokens);
    if (!renew) return renew.error();
    return (*renew)->bind(1, expires).bind(2, device).run();
}

} // namespace ferry::server
