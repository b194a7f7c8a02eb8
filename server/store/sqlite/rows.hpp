// Reading rows of a query into values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <optional>
#include <vector>

namespace ferry::server {

template <typename Row, typename Read>
Result<std::vector<Row>> all_rows(sqlite::Statement& query, Read read) {
    std::vector<Row> rows;
    for (;;) {
        const auto there = query.step();
        if (!there) return there.error();
        if (!*there) break;
        rows.push_back(read(query));
    }
    query.reset(); // an open read would keep the write-ahead log from being trimmed
    return rows;
}

template <typename Row, typename Read>
Result<std::optional<Row>> first_row(sqlite::Statement& query, Read read) {
    const auto there = query.step();
    if (!there) return there.error();
    std::optional<Row> row;
    if (*there) row = read(query);
    query.reset();
    return row;
}

} // namespace ferry::server
