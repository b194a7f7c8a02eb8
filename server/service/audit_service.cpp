// Chaining entries.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/audit_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kPage = 500;
constexpr UnixMillis kAuditLife = 365LL * 86'400'000;

} // namespace

Result<void> write_audit(Tables& tables, const Caller& who, const AuditNote& note, UnixMillis now) {
    const auto last = tables.audit().last(who.account);
    if (!last) return last.error();
    AuditRow row{{1, now, who.device, note.action, note.subject, note.detail, {}}, {}};
    if (*last) {
        row.previous = (*last)->entry.hash;
        row.entry.sequence = (*last)->entry.sequence + 1;
        // A clock that was set back must not make holes when the old is forgotten.
        row.entry.at = std::max(now, (*last)->entry.at);
    }
    row.entry.hash =
        hex(vault::hash(protocol::canonical_entry(who.account, row.previous, row.entry)));
    return tables.audit().add(who.account, row);
}

Served<protocol::AuditLog> AuditService::after(const Caller& caller, std::uint64_t sequence) {
    using protocol::AuditLog;
    return in_transaction<AuditLog>(store_, Access::Read, [&](Tables& tables) -> Served<AuditLog> {
        auto rows = tables.audit().after(caller.account, sequence, kPage);
        if (!rows) return refusal_of(rows.error());
        AuditLog log;
        log.more = rows->size() == kPage;
        if (!rows->empty()) log.previous = rows->front().previous;
        for (auto& row : *rows)
            log.entries.push_back(std::move(row.entry));
        return log;
    });
}

Result<void> AuditService::forget_old() {
    return store_.write(
        [&](Tables& tables) { return tables.audit().forget_before(clock_.now() - kAuditLife); });
}

} // namespace ferry::server
