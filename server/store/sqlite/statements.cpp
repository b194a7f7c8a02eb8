// Keeping prepared statements.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/statements.hpp"

#include <utility>

namespace ferry::server {

Result<sqlite::Statement*> Statements::get(const char* sql) {
    auto found = prepared_.find(sql);
    if (found == prepared_.end()) {
        auto statement = database_.prepare(sql);
        if (!statement) return statement.error();
        found = prepared_.emplace(sql, std::move(*statement)).first;
    }
    found->second.reset();
    return &found->second;
}

} // namespace ferry::server
