// Opening, executing, transactions.
// SPDX-License-Identifier: Apache-2.0
#include "core/sqlite/database.hpp"

#include "core/sqlite/errors.hpp"

#include <sqlite3.h>

#include <utility>

namespace ferry::sqlite {
namespace {

constexpr int kBusyMillis = 10'000;

constexpr const char* kWriterPragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                       "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
                                       "PRAGMA cell_size_check=ON;"
                                       "PRAGMA journal_size_limit=67108864;";
constexpr const char* kReaderPragmas = "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF;"
                                       "PRAGMA wal_autocheckpoint=0;";

std::string utf8(const std::filesystem::path& file) {
    const auto text = file.u8string();
    return {text.begin(), text.end()};
}

} // namespace

Error last_error(sqlite3* database) {
    const auto code = sqlite3_errcode(database);
    const std::string words = sqlite3_errmsg(database);
    switch (code) {
    case SQLITE_CONSTRAINT:
        return Error{Code::Conflict, words};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error{Code::Conflict, "in use by another process: " + words};
    case SQLITE_FULL:
        return Error{Code::Io, "disk full: " + words};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error{Code::BadData, "damaged database: " + words};
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
        return Error{Code::Denied, words};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return Error{Code::Io, words};
    default:
        return Error{Code::Internal, words};
    }
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    std::error_code ignored;
    if (mode == Mode::ReadOnly && !std::filesystem::exists(file, ignored))
        return Error{Code::NotFound, utf8(file)};
    // A reader opens for writing too: the first one after a crash must be able to replay the WAL.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (mode == Mode::ReadWrite ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(utf8(file).c_str(), &handle, flags, nullptr);
    Database database(handle);
    if (code != SQLITE_OK) return last_error(handle).under(utf8(file));
    sqlite3_extended_result_codes(handle, 0);
    sqlite3_busy_timeout(handle, kBusyMillis);
    if (mode == Mode::ReadOnly)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const auto ready = database.execute(mode == Mode::ReadOnly ? kReaderPragmas : kWriterPragmas);
    if (!ready) return ready.error().under(utf8(file));
    return database;
}

Database::Database(Database&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(database_, other.database_);
    return *this;
}

Database::~Database() {
    sqlite3_close_v2(database_);
}

Result<void> Database::execute(std::string_view sql) {
    const std::string text(sql);
    if (sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return last_error(database_);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return last_error(database_);
    return Statement(database_, statement);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(database_);
}

Result<Transaction> Transaction::begin(Database& database) {
    const auto started = database.execute("BEGIN IMMEDIATE");
    if (!started) return started.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
    auto done = database_->execute("COMMIT");
    if (done) database_ = nullptr;
    return done;
}

} // namespace ferry::sqlite
