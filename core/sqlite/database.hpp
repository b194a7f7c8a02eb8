// SQLite behind two small classes: Database and Statement. The only user of sqlite3.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace ferry::sqlite {

/// One prepared statement. Bind by position from 1, then step. Must not outlive its Database.
class Statement {
public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(int at, std::int64_t value);
    Statement& bind(int at, std::string_view text); // copied
    Statement& bind_blob(int at, std::string_view bytes);
    Statement& bind_null(int at);

    /// True: a row is there. Errors: Conflict (a constraint), Io (disk full, broken file),
    /// Internal.
    Result<bool> step();
    /// Steps to the end and resets, for statements that give no rows.
    Result<void> run();
    void reset(); // and forgets what was bound

    std::int64_t integer(int column) const; // from 0
    std::string text(int column) const;     // also blobs
    bool is_null(int column) const;

private:
    friend class Database;
    Statement(sqlite3* database, sqlite3_stmt* statement);
    sqlite3* database_;
    sqlite3_stmt* statement_;
};

/// One connection. Not thread-safe: one thread at a time.
class Database {
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// WAL, synchronous=FULL, foreign keys on. A reader never checkpoints (SQLite before 3.51.3 can
    /// lose a commit when two connections write or checkpoint at once).
    /// Errors: Io, Denied, BadData (no database), NotFound (ReadOnly and absent).
    static Result<Database> open(const std::filesystem::path& file, Mode mode);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// One or more statements without results.
    Result<void> execute(std::string_view sql);
    Result<Statement> prepare(std::string_view sql);
    std::int64_t changes() const; // of the last statement
    sqlite3* handle() const { return database_; }

private:
    explicit Database(sqlite3* database) : database_(database) {}
    sqlite3* database_;
};

/// Rolls back unless committed. IMMEDIATE, so that it fails at its start if at all.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&&) noexcept;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

} // namespace ferry::sqlite
