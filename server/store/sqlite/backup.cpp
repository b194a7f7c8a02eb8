// Copies that can be trusted: made by SQLite itself, then read back and checked.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"
#include "server/store/sqlite/sqlite_store.hpp"

#include <system_error>

namespace ferry::server {
namespace {

using sqlite::Database;

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

} // namespace

Result<Verification> verify(const std::filesystem::path& file) {
    auto database = Database::open(file, Database::Mode::ReadOnly);
    if (!database) return database.error();
    const auto sound = check_by_sqlite(*database);
    if (!sound) return sound.error().under(file.string());
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
    for (auto [table, number] :
         {std::pair{"account", &result.accounts}, {"device", &result.devices}}) {
        const auto rows = count(*database, table);
        if (!rows) return rows.error().under(file.string());
        *number = static_cast<std::uint64_t>(*rows);
    }
    return result;
}

Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& to) {
    std::error_code ignored;
    if (std::filesystem::exists(to, ignored))
        return Error{Code::Conflict, to.string() + " exists already; choose another folder"};
    auto database = Database::open(file, Database::Mode::ReadOnly);
    if (!database) return database.error();
    auto copy = database->prepare("VACUUM INTO ?");
    if (!copy) return copy.error();
    const auto done = copy->bind(1, to.string()).run();
    if (!done) return done.error().under(to.string());
    const auto checked = verify(to);
    if (!checked) return checked.error().under("the copy");
    return {};
}

} // namespace ferry::server
