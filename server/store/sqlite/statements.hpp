// Prepared statements of one connection, made once and kept.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <map>
#include <string>

namespace ferry::server {

/// Must not outlive its database. One thread.
class Statements {
public:
    explicit Statements(sqlite::Database& database) : database_(database) {}
    sqlite::Database& database() { return database_; }
    /// Reset and ready to bind. `sql` is a string literal: its address is the key.
    Result<sqlite::Statement*> get(const char* sql);

private:
    sqlite::Database& database_;
    std::map<const char*, sqlite::Statement> prepared_;
};

} // namespace ferry::server
