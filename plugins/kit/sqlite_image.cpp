// Through sqlite3_deserialize: the host reads the file, nothing here opens one.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/sqlite_image.hpp"

#include <sqlite3.h>

#include <cstring>
#include <utility>

namespace ferry::kit {
namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

std::string_view cell(sqlite3_stmt* statement, int column) {
    const bool blob = sqlite3_column_type(statement, column) == SQLITE_BLOB;
    const auto* bytes = blob
                            ? static_cast<const char*>(sqlite3_column_blob(statement, column))
                            : reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

} // namespace

struct SqliteImage::Connection {
    sqlite3* handle = nullptr;
    ~Connection() { sqlite3_close(handle); }

    Error error() const { return Error{Code::BadData, sqlite3_errmsg(handle)}; }
};

SqliteImage::SqliteImage(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
SqliteImage::SqliteImage(SqliteImage&&) noexcept = default;
SqliteImage::~SqliteImage() = default;

Result<SqliteImage> SqliteImage::open(std::string_view image) {
    auto connection = std::make_unique<Connection>();
    if (sqlite3_open(":memory:", &connection->handle) != SQLITE_OK) return connection->error();
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(image.size()));
    if (copy == nullptr) return Error{Code::Internal, "no memory for the database"};
    std::memcpy(copy, image.data(), image.size());
    const auto size = static_cast<sqlite3_int64>(image.size());
    // SQLite owns the copy from here, also where it refuses.
    if (sqlite3_deserialize(connection->handle, "main", copy, size, size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) !=
        SQLITE_OK)
        return connection->error();
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return SqliteImage(std::move(connection));
}

Result<void> SqliteImage::each(const char* sql,
                               const std::function<Result<void>(const Cells&)>& on_row) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(connection_->handle, sql, -1, &raw, nullptr) != SQLITE_OK)
        return connection_->error();
    const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
    for (;;) {
        const int step = sqlite3_step(raw);
        if (step == SQLITE_DONE) return {};
        if (step != SQLITE_ROW) return connection_->error();
        Cells cells;
        for (int i = 0; i < sqlite3_column_count(raw); ++i)
            cells.push_back(cell(raw, i));
        if (auto taken = on_row(cells); !taken) return taken;
    }
}

} // namespace ferry::kit
