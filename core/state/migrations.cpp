// Steps are only ever appended: files of every earlier version are out there.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/migrations.hpp"

#include <array>
#include <string>

namespace ferry::state {
namespace {

constexpr std::int64_t kApplication = 0x46455259; // "FERY", for those who wonder whose file it is

// 1: the account, streams, outbox, other devices, declined software.
constexpr const char* kFirst = R"sql(
CREATE TABLE account(
    only INTEGER PRIMARY KEY CHECK(only = 1),
    server TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    account TEXT NOT NULL,
    account_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    device TEXT NOT NULL,            -- JSON
    cursor INTEGER NOT NULL,
    last_sync INTEGER NOT NULL
) STRICT;
CREATE TABLE own_stream(
    installer TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    hash TEXT NOT NULL,
    packages INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    body BLOB NOT NULL               -- rows.hpp
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(
    installer TEXT PRIMARY KEY,
    kind INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE known_device(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    revoked INTEGER NOT NULL,
    info TEXT NOT NULL               -- JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE known_stream(
    device TEXT NOT NULL REFERENCES known_device(id) ON DELETE CASCADE,
    installer TEXT NOT NULL,
    revision INTEGER NOT NULL,
    hash TEXT NOT NULL,
    packages INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY(device, installer)
) STRICT, WITHOUT ROWID;
CREATE TABLE declined_software(
    software TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// 2: which settings may travel, and what this device knows of them.
constexpr const char* kSettings = R"sql(
CREATE TABLE settings_consent(
    software TEXT PRIMARY KEY,
    allowed INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings_seen(
    software TEXT PRIMARY KEY,
    base TEXT NOT NULL,              -- revision that the settings here come from
    content TEXT NOT NULL,           -- hash of what was captured or restored then
    newest TEXT NOT NULL             -- revision that the server showed as the head
) STRICT, WITHOUT ROWID;
)sql";

// 3: requests of other devices: what was answered, what waits, and what this device allows.
constexpr const char* kRequests = R"sql(
CREATE TABLE answered_request(
    id TEXT PRIMARY KEY,
    nonce BLOB NOT NULL UNIQUE,
    begun INTEGER NOT NULL,
    draft TEXT NOT NULL,             -- JSON of a ResultHeader, written before anything is run
    result BLOB NOT NULL,            -- empty: cut off
    signature BLOB NOT NULL,
    sent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting_request(
    id TEXT PRIMARY KEY,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE request_policy(
    only INTEGER PRIMARY KEY CHECK(only = 1),
    mode TEXT NOT NULL
) STRICT;
CREATE TABLE request_allowed(
    software TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";

// 4: the depot's files. What an earlier ferry passed over in the changes is asked for once more.
constexpr const char* kDepot = R"sql(
CREATE TABLE depot_file(
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    manifest TEXT NOT NULL,          -- JSON
    author TEXT NOT NULL             -- name of the device
) STRICT;
UPDATE account SET cursor = 0;
)sql";

constexpr std::array kSteps = {kFirst, kSettings, kRequests, kDepot};

Result<std::int64_t> pragma(sqlite::Database& database, const std::string& name) {
    auto select = database.prepare("PRAGMA " + name);
    if (!select) return select.error();
    const auto row = select->step();
    if (!row) return row.error();
    return select->integer(0);
}

Result<void> take_step(sqlite::Database& database, std::size_t step) {
    auto transaction = sqlite::Transaction::begin(database);
    if (!transaction) return transaction.error();
    const auto numbers = "PRAGMA user_version = " + std::to_string(step + 1) +
                         "; PRAGMA application_id = " + std::to_string(kApplication);
    for (const std::string& sql : {std::string(kSteps.at(step)), numbers})
        if (auto done = database.execute(sql); !done) return done;
    return transaction->commit();
}

} // namespace

std::int64_t current_schema() {
    return kSteps.size();
}

Result<std::int64_t> schema_of(sqlite::Database& database) {
    const auto version = pragma(database, "user_version");
    if (!version) return version.error();
    const auto owner = pragma(database, "application_id");
    if (!owner) return owner.error();
    if (*version < 0 || (*version > 0 && *owner != kApplication))
        return Error{Code::BadData, "is not a memory of ferry"};
    if (*version > current_schema())
        return Error{Code::NotSupported, "was written by a newer ferry (schema " +
                                             std::to_string(*version) + ", this one knows " +
                                             std::to_string(current_schema()) + "); update ferry"};
    return *version;
}

Result<void> migrate(sqlite::Database& database) {
    const auto version = schema_of(database);
    if (!version) return version.error();
    for (auto step = static_cast<std::size_t>(*version); step < kSteps.size(); ++step)
        if (auto done = take_step(database, step); !done)
            return done.error().under("schema " + std::to_string(step + 1));
    return {};
}

} // namespace ferry::state
