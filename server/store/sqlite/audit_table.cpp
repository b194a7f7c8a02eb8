// The audit log.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

#include <algorithm>
#include <limits>

namespace ferry::server {
namespace {

using sqlite::Statement;

constexpr const char* kLast =
    "SELECT sequence, at, device, action, subject, detail, hash, previous FROM audit"
    " WHERE account = ? ORDER BY sequence DESC LIMIT 1";
constexpr const char* kAfter =
    "SELECT sequence, at, device, action, subject, detail, hash, previous FROM audit"
    " WHERE account = ? AND sequence > ? ORDER BY sequence LIMIT ?";
constexpr const char* kAdd =
    "INSERT INTO audit (account, sequence, at, device, action, subject, detail, hash, previous)"
    " VALUES (?,?,?,?,?,?,?,?,?)";
constexpr const char* kForget =
    "DELETE FROM audit WHERE at < ? AND sequence <"
    " (SELECT max(sequence) FROM audit AS own WHERE own.account = audit.account)";

AuditRow row_of(const Statement& row) {
    return {{static_cast<std::uint64_t>(row.integer(0)), row.integer(1), row.text(2), row.text(3),
             row.text(4), row.text(5), row.text(6)},
            row.text(7)};
}

} // namespace

Result<std::optional<AuditRow>> SqliteAudit::last(const std::string& account) {
    const auto query = statements_.get(kLast);
    if (!query) return query.error();
    return first_row<AuditRow>((*query)->bind(1, account), row_of);
}

Result<std::vector<AuditRow>> SqliteAudit::after(const std::string& account, std::uint64_t sequence,
                                                 std::size_t limit) {
    const auto query = statements_.get(kAfter);
    if (!query) return query.error();
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    auto& bound = (*query)
                      ->bind(1, account)
                      .bind(2, static_cast<std::int64_t>(std::min(sequence, most)))
                      .bind(3, static_cast<std::int64_t>(limit));
    return all_rows<AuditRow>(bound, row_of);
}

Result<void> SqliteAudit::add(const std::string& account, const AuditRow& row) {
    const auto insert = statements_.get(kAdd);
    if (!insert) return insert.error();
    const auto& entry = row.entry;
    return (*insert)
        ->bind(1, account)
        .bind(2, static_cast<std::int64_t>(entry.sequence))
        .bind(3, entry.at)
        .bind(4, entry.device_id)
        .bind(5, entry.action)
        .bind(6, entry.subject)
        .bind(7, entry.detail)
        .bind(8, entry.hash)
        .bind(9, row.previous)
        .run();
}

Result<void> SqliteAudit::forget_before(std::int64_t time) {
    const auto remove = statements_.get(kForget);
    if (!remove) return remove.error();
    return (*remove)->bind(1, time).run();
}

} // namespace ferry::server
