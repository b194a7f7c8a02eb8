// Opening the database, and lending its readers.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/sqlite_store.hpp"

#include "core/vault/hash.hpp"
#include "server/store/sqlite/migrations.hpp"

#include <utility>

namespace ferry::server {
namespace {

using sqlite::Database;

constexpr std::size_t kPepperBytes = 32;
// 64 MiB of pages in memory, and a checkpoint (two more waits for the disk) every 32 MiB of log.
// secure_delete: what a person deleted is zeros, also where its page is not used again yet.
constexpr const char* kWriterTuning = "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8192;"
                                      " PRAGMA secure_delete=ON;";

Result<std::string> pepper_of(Database& database) {
    auto insert = database.prepare(
        "INSERT INTO setting (name, value) VALUES ('pepper', ?) ON CONFLICT DO NOTHING");
    if (!insert) return insert.error();
    const auto stored = insert->bind_blob(1, vault::random_bytes(kPepperBytes)).run();
    if (!stored) return stored.error();
    auto query = database.prepare("SELECT value FROM setting WHERE name = 'pepper'");
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    return query->text(0);
}

} // namespace

struct SqliteStore::Reader {
    explicit Reader(Database opened) : database(std::move(opened)), tables(database) {}
    Database database;
    SqliteTables tables;
};

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const SqliteOptions& options) {
    std::unique_ptr<SqliteStore> store(new SqliteStore);
    const auto named = [&](const Error& error) { return error.under(options.file.string()); };
    auto database = Database::open(options.file, Database::Mode::ReadWrite);
    if (!database) return database.error();
    const auto tuned = database->execute(kWriterTuning);
    if (!tuned) return named(tuned.error());
    const auto ready = prepare_schema(*database);
    if (!ready) return named(ready.error());
    auto pepper = pepper_of(*database);
    if (!pepper) return named(pepper.error());
    store->pepper_ = std::move(*pepper);
    for (std::size_t i = 0; i < options.readers; ++i) {
        auto reader = Database::open(options.file, Database::Mode::ReadOnly);
        if (!reader) return reader.error();
        store->readers_.push_back(std::make_unique<Reader>(std::move(*reader)));
    }
    store->writer_ = std::make_unique<Writer>(std::move(*database), options.group_commit);
    return store;
}

std::unique_ptr<SqliteStore::Reader> SqliteStore::take_reader() {
    std::unique_lock lock(mutex_);
    reader_free_.wait(lock, [&] { return !readers_.empty(); });
    auto reader = std::move(readers_.back());
    readers_.pop_back();
    return reader;
}

void SqliteStore::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    readers_.push_back(std::move(reader));
    reader_free_.notify_one();
}

Result<void> SqliteStore::read(const Rule& rule) {
    auto reader = take_reader();
    auto done = reader->database.execute("BEGIN"); // one consistent view for all its queries
    if (done) done = rule(reader->tables);
    (void)reader->database.execute("ROLLBACK");
    give_back(std::move(reader));
    return done;
}

Result<void> SqliteStore::write(const Rule& rule) {
    return writer_->write(rule);
}

} // namespace ferry::server
