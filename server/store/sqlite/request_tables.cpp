// Requests between devices.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

namespace ferry::server {
namespace {

using protocol::StoredRequest;
using sqlite::Statement;

constexpr const char* kFind =
    "SELECT id, state, received, header, signature, result, result_signature, answered,"
    " account, author, device, expires FROM request WHERE account = ? AND id = ?";
constexpr const char* kList =
    "SELECT id, state, received, header, signature, result, result_signature, answered"
    " FROM request WHERE account = ?1 AND (?2 = '' OR device = ?2)"
    " ORDER BY state != 'open', received DESC, rowid DESC LIMIT ?3";
constexpr const char* kOpen =
    "SELECT count(*) FROM request WHERE account = ? AND state = 'open' AND expires > ?";
constexpr const char* kAdd =
    "INSERT INTO request (account, id, author, device, state, received, expires, header, signature,"
    " result, result_signature, answered) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kUpdate =
    "UPDATE request SET state = ?, result = ?, result_signature = ?, answered = ?"
    " WHERE account = ? AND id = ?";
constexpr const char* kForget = "DELETE FROM request WHERE expires < ?";

StoredRequest stored_of(const Statement& row) {
    return {row.text(0),
            row.text(1),
            row.integer(2),
            {row.text(3), row.text(4)},
            {row.text(5), row.text(6)},
            row.integer(7)};
}

RequestRow row_of(const Statement& row) {
    return {row.text(8), row.text(9), row.text(10), row.integer(11), stored_of(row)};
}

} // namespace

Result<std::optional<RequestRow>> SqliteRequests::find(const std::string& account,
                                                       const std::string& id) {
    const auto query = statements_.get(kFind);
    if (!query) return query.error();
    return first_row<RequestRow>((*query)->bind(1, account).bind(2, id), row_of);
}

Result<std::vector<StoredRequest>>
SqliteRequests::list(const std::string& account, const std::string& device, std::size_t limit) {
    const auto query = statements_.get(kList);
    if (!query) return query.error();
    return all_rows<StoredRequest>(
        (*query)->bind(1, account).bind(2, device).bind(3, static_cast<std::int64_t>(limit)),
        stored_of);
}

Result<std::uint64_t> SqliteRequests::open(const std::string& account, std::int64_t now) {
    const auto query = statements_.get(kOpen);
    if (!query) return query.error();
    const auto count = first_row<std::int64_t>((*query)->bind(1, account).bind(2, now),
                                               [](const Statement& row) { return row.integer(0); });
    if (!count) return count.error();
    return static_cast<std::uint64_t>(count->value_or(0));
}

Result<void> SqliteRequests::add(const RequestRow& row) {
    const auto insert = statements_.get(kAdd);
    if (!insert) return insert.error();
    const auto& stored = row.stored;
    return (*insert)
        ->bind(1, row.account)
        .bind(2, stored.id)
        .bind(3, row.author)
        .bind(4, row.device)
        .bind(5, stored.state)
        .bind(6, stored.received)
        .bind(7, row.expires)
        .bind_blob(8, stored.request.header)
        .bind_blob(9, stored.request.signature)
        .bind_blob(10, stored.result.header)
        .bind_blob(11, stored.result.signature)
        .bind(12, stored.answered)
        .run();
}

Result<void> SqliteRequests::update(const RequestRow& row) {
    const auto update = statements_.get(kUpdate);
    if (!update) return update.error();
    return (*update)
        ->bind(1, row.stored.state)
        .bind_blob(2, row.stored.result.header)
        .bind_blob(3, row.stored.result.signature)
        .bind(4, row.stored.answered)
        .bind(5, row.account)
        .bind(6, row.stored.id)
        .run();
}

Result<void> SqliteRequests::forget_expired_before(std::int64_t time) {
    const auto forget = statements_.get(kForget);
    if (!forget) return forget.error();
    return (*forget)->bind(1, time).run();
}

} // namespace ferry::server
