// Whose database it is, and which schema it has.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/migrations.hpp"

#include <string>

namespace ferry::server {
namespace {

using sqlite::Database;

constexpr std::int64_t kApplicationId = 0x46455259; // "FERY", so that file(1) and we know it

std::int64_t newest_schema() {
    return migrations().empty() ? 1 : migrations().back().to;
}

Result<std::int64_t> pragma(Database& database, const char* sql) {
    auto query = database.prepare(sql);
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    return query->integer(0);
}

/// The schema's number; 0: there is none yet.
Result<std::int64_t> schema_of(Database& database) {
    const auto id = pragma(database, "PRAGMA application_id");
    const auto version = pragma(database, "PRAGMA user_version");
    if (!id) return id.error();
    if (!version) return version.error();
    if (*id != 0 && *id != kApplicationId)
        return Error{Code::BadData,
                     "is a database of another program; choose another --data folder"};
    if (*version > newest_schema())
        return Error{Code::BadData, "was written by a newer ferryd (schema " +
                                        std::to_string(*version) + "); update ferryd"};
    return *version;
}

/// All of `sql` and the number, or nothing.
Result<void> become(Database& database, const char* sql, std::int64_t version) {
    auto transaction = sqlite::Transaction::begin(database);
    if (!transaction) return transaction.error();
    const auto made = database.execute(sql);
    if (!made) return made.error();
    const auto marked =
        database.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                         "; PRAGMA user_version = " + std::to_string(version));
    if (!marked) return marked.error();
    return transaction->commit();
}

} // namespace

Result<void> prepare_schema(Database& database) {
    const auto version = schema_of(database);
    if (!version) return version.error();
    for (const auto& migration : migrations()) {
        if (*version == 0 || migration.to <= *version) continue;
        const auto done = become(database, migration.sql, migration.to);
        if (!done) return done.error().under("migration " + std::string(migration.name));
    }
    return become(database, kSchemaSql, newest_schema());
}

} // namespace ferry::server
