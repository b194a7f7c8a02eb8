// A row per request.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/request_memory.hpp"

namespace ferry::state {
namespace {

AnsweredRequest row_of(const sqlite::Statement& row) {
    return {row.text(0), row.text(1), row.integer(2),     row.text(3),
            row.text(4), row.text(5), row.integer(6) != 0};
}

} // namespace

Result<std::optional<AnsweredRequest>> RequestMemory::find(const std::string& id) {
    auto select = database_.prepare("SELECT id, nonce, begun, draft, result, signature, sent FROM "
                                    "answered_request WHERE id = ?");
    if (!select) return select.error();
    const auto row = select->bind(1, id).step();
    if (!row) return row.error();
    if (!*row) return std::optional<AnsweredRequest>();
    return std::optional(row_of(*select));
}

Result<bool> RequestMemory::knows_nonce(const std::string& nonce) {
    auto select = database_.prepare("SELECT 1 FROM answered_request WHERE nonce = ?");
    if (!select) return select.error();
    return select->bind_blob(1, nonce).step();
}

Result<void> RequestMemory::begin(const AnsweredRequest& row) {
    auto insert = database_.prepare("INSERT INTO answered_request(id, nonce, begun, draft, result, "
                                    "signature, sent) VALUES(?, ?, ?, ?, ?, ?, ?)");
    if (!insert) return insert.error();
    return insert->bind(1, row.id)
        .bind_blob(2, row.nonce)
        .bind(3, row.begun)
        .bind(4, row.draft)
        .bind_blob(5, row.result)
        .bind_blob(6, row.signature)
        .bind(7, std::int64_t{row.sent})
        .run();
}

Result<void> RequestMemory::finish(const std::string& id, const std::string& result,
                                   const std::string& signature) {
    auto update =
        database_.prepare("UPDATE answered_request SET result = ?, signature = ? WHERE id = ?");
    if (!update) return update.error();
    return update->bind_blob(1, result).bind_blob(2, signature).bind(3, id).run();
}

Result<void> RequestMemory::mark_sent(const std::string& id) {
    auto update = database_.prepare("UPDATE answered_request SET sent = 1 WHERE id = ?");
    if (!update) return update.error();
    return update->bind(1, id).run();
}

Result<std::vector<AnsweredRequest>> RequestMemory::unsent() {
    auto select = database_.prepare("SELECT id, nonce, begun, draft, result, signature, sent FROM "
                                    "answered_request WHERE sent = 0 AND length(result) > 0");
    if (!select) return select.error();
    std::vector<AnsweredRequest> all;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return all;
        all.push_back(row_of(*select));
    }
}

Result<void> RequestMemory::remember_waiting(const std::vector<WaitingRequest>& waiting) {
    auto transaction = sqlite::Transaction::begin(database_);
    if (!transaction) return transaction.error();
    if (auto done = database_.execute("DELETE FROM waiting_request"); !done) return done;
    auto insert =
        database_.prepare("INSERT OR REPLACE INTO waiting_request(id, expires) VALUES(?, ?)");
    if (!insert) return insert.error();
    for (const auto& one : waiting)
        if (auto done = insert->bind(1, one.id).bind(2, one.expires).run(); !done) return done;
    return transaction->commit();
}

Result<std::size_t> RequestMemory::waiting(UnixMillis now) {
    auto select =
        database_.prepare("SELECT count(*) FROM waiting_request WHERE expires > ? AND id "
                          "NOT IN (SELECT id FROM answered_request WHERE length(result) > 0)");
    if (!select) return select.error();
    const auto row = select->bind(1, now).step();
    if (!row) return row.error();
    return static_cast<std::size_t>(select->integer(0));
}

} // namespace ferry::state
