// A SQLite database that lies in memory, read only. The only user of SQLite in plugins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::kit {

/// The cells of one row; numbers as their digits, null as empty. Views until the next row.
using Cells = std::vector<std::string_view>;

class SqliteImage {
public:
    /// `image`: as with_log() gives it. Errors: BadData, Internal (no memory).
    static Result<SqliteImage> open(std::string_view image);
    SqliteImage(SqliteImage&&) noexcept;
    SqliteImage& operator=(SqliteImage&&) = delete;
    ~SqliteImage();

    /// Calls `on_row` for every row until it gives an error, which is then given back.
    /// Errors also: BadData in SQLite's words (a damaged page, an unknown table).
    Result<void> each(const char* sql, const std::function<Result<void>(const Cells&)>& on_row);

private:
    struct Connection;
    explicit SqliteImage(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

} // namespace ferry::kit
