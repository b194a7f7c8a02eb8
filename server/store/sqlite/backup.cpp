// Copies that can be trusted: made by SQLite itself, then read back and checked.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

#include <system_error>
#include <utility>

namespace ferry::server {
namespace {

using sqlite::Database;

// Every account's log begins anew, far behind the old one, with a change per device and stream.
constexpr const char* kRenumber =
    "UPDATE account SET sequence = sequence + 1000000;"
    "DELETE FROM change;"
    "INSERT INTO change (account, sequence, kind, device, installer)"
    " SELECT a.id, a.sequence + row_number() OVER"
    " (PARTITION BY a.id ORDER BY t.kind, t.device, t.installer), t.kind, t.device, t.installer"
    " FROM account a JOIN (SELECT account, 'device' AS kind, id AS device, '' AS installer"
    " FROM device UNION ALL SELECT d.account, 'stream', s.device, s.installer FROM stream s"
    " JOIN device d ON d.id = s.device) t ON t.account = a.id;"
    "UPDATE account SET sequence = coalesce("
    "(SELECT max(c.sequence) FROM change c WHERE c.account = account.id), sequence)";

Result<std::int64_t> count(Database& database, const std::string& table) {
    auto query = database.prepare("SELECT count(*) FROM " + table);
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    return query->integer(0);
}

Result<void> check_by_sqlite(Database& database) {
    auto check = database.prepare("PRAGMA integrity_check(1)");
    if (!check) return check.error();
    const auto row = check->step();
    if (!row) return row.error();
    if (check->text(0) != "ok") return Error{Code::BadData, check->text(0)};
    auto keys = database.prepare("PRAGMA foreign_key_check");
    if (!keys) return keys.error();
    const auto orphan = keys->step();
    if (!orphan) return orphan.error();
    if (*orphan) return Error{Code::BadData, "a row of " + keys->text(0) + " belongs to nothing"};
    return {};
}

Result<void> check_stream(SqliteTables& tables, const StreamKey& key,
                          const protocol::StreamHead& head) {
    const auto rows = tables.streams().packages(key);
    if (!rows) return rows.error();
    std::string state = protocol::kCanonicalHead;
    for (const auto& row : *rows)
        state += row.line;
    if (rows->size() == head.packages && hex(vault::hash(state)) == head.hash) return {};
    return Error{Code::BadData, "stream " + key.installer + " of device " + key.device +
                                    " does not fit its own hash"};
}

Result<std::vector<StreamKey>> all_streams(Database& database) {
    auto query = database.prepare("SELECT device, installer FROM stream");
    if (!query) return query.error();
    std::vector<StreamKey> keys;
    for (;;) {
        const auto row = query->step();
        if (!row) return row.error();
        if (!*row) return keys;
        keys.push_back({query->text(0), query->text(1)});
    }
}

Result<void> copy_to(const std::filesystem::path& file, const std::filesystem::path& to) {
    std::error_code ignored;
    if (std::filesystem::exists(to, ignored))
        return Error{Code::Conflict, to.string() + " exists already; choose another folder"};
    auto database = Database::open(file, Database::Mode::ReadOnly);
    if (!database) return database.error();
    // It only reads here and writes there, but SQLite takes it for a write of this connection.
    const auto allowed = database->execute("PRAGMA query_only=OFF");
    if (!allowed) return allowed.error();
    auto copy = database->prepare("VACUUM INTO ?");
    if (!copy) return copy.error();
    const auto done = copy->bind(1, to.string()).run();
    if (!done) return done.error().under(to.string());
    return {};
}

/// VACUUM INTO does not wait for the disk. A commit in the copy does, for the whole file.
Result<void> finish_copy(const std::filesystem::path& to, const std::string& sql) {
    auto copy = Database::open(to, Database::Mode::ReadWrite);
    if (!copy) return copy.error();
    auto transaction = sqlite::Transaction::begin(*copy);
    if (!transaction) return transaction.error();
    const auto done = copy->execute(sql);
    if (!done) return done.error();
    const auto committed = transaction->commit();
    if (!committed) return committed.error();
    // One file, so that whoever moves it cannot forget the log beside it.
    return copy->execute("PRAGMA journal_mode=DELETE");
}

/// Numbers without gaps, up to the account's own.
Result<void> check_changes(Database& database) {
    auto query = database.prepare(
        "SELECT a.id FROM account a LEFT JOIN change c ON c.account = a.id GROUP BY a.id"
        " HAVING count(c.sequence) > 0 AND (max(c.sequence) != a.sequence"
        " OR max(c.sequence) - min(c.sequence) + 1 != count(*))"
        " OR count(c.sequence) = 0 AND a.sequence != 0 LIMIT 1");
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    if (!*row) return {};
    return Error{Code::BadData, "the changes of account " + query->text(0) + " have a gap"};
}

/// None in a database of a ferryd that had no depot yet.
Result<std::vector<DepotBlobRow>> depot_files(Database& database, SqliteTables& tables) {
    auto query = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'depot_item'");
    if (!query) return query.error();
    const auto there = query->step();
    if (!there) return there.error();
    if (!*there) return std::vector<DepotBlobRow>();
    return tables.depot().used_blobs();
}

} // namespace

Result<Verification> verify(const std::filesystem::path& file) {
    auto database = Database::open(file, Database::Mode::ReadOnly);
    if (!database) return database.error();
    const auto sound = check_by_sqlite(*database);
    if (!sound) return sound.error().under(file.string());
    const auto numbered = check_changes(*database);
    if (!numbered) return numbered.error().under(file.string());
    const auto keys = all_streams(*database);
    if (!keys) return keys.error().under(file.string());
    Verification result;
    SqliteTables tables(*database);
    for (const auto& key : *keys) {
        const auto head = tables.streams().head(key);
        if (!head) return head.error().under(file.string());
        const auto fits = check_stream(tables, key, **head);
        if (!fits) return fits.error().under(file.string());
        result.packages += (*head)->packages;
    }
    result.streams = keys->size();
    auto depot = depot_files(*database, tables);
    if (!depot) return depot.error().under(file.string());
    result.depot = std::move(*depot);
    for (auto [table, number] :
         {std::pair{"account", &result.accounts}, {"device", &result.devices}}) {
        const auto rows = count(*database, table);
        if (!rows) return rows.error().under(file.string());
        *number = static_cast<std::uint64_t>(*rows);
    }
    return result;
}

Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& to) {
    const auto copied = copy_to(file, to);
    if (!copied) return copied.error();
    const auto on_disk = finish_copy(
        to, "INSERT INTO setting (name, value) VALUES ('backed_up', CAST(unixepoch() AS BLOB))"
            " ON CONFLICT DO UPDATE SET value = excluded.value");
    if (!on_disk) return on_disk.error().under("the copy");
    const auto checked = verify(to);
    if (!checked) return checked.error().under("the copy");
    return {};
}

Result<void> restore(const std::filesystem::path& backup, const std::filesystem::path& to) {
    const auto copied = copy_to(backup, to);
    if (!copied) return copied.error();
    // A client may have seen changes that the backup does not have; under their numbers it must not
    // be given others.
    const auto renumbered = finish_copy(to, kRenumber);
    if (!renumbered) return renumbered.error().under("the copy");
    return {};
}

} // namespace ferry::server
