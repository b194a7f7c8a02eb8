// A row per installer.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/outbox.hpp"

namespace ferry::state {

Result<std::vector<PendingWrite>> Outbox::list() {
    auto select = database_.prepare(
        "SELECT installer, kind, idempotency_key, body FROM outbox ORDER BY installer");
    if (!select) return select.error();
    std::vector<PendingWrite> writes;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return writes;
        const auto kind = select->integer(1) == 0 ? WriteKind::Delta : WriteKind::Snapshot;
        writes.push_back({{select->text(0)}, kind, select->text(2), select->text(3)});
    }
}

Result<void> Outbox::put(const PendingWrite& write) {
    auto replace = database_.prepare("INSERT OR REPLACE INTO outbox(installer, kind, "
                                     "idempotency_key, body) VALUES(?, ?, ?, ?)");
    if (!replace) return replace.error();
    replace->bind(1, write.installer.text)
        .bind(2, write.kind == WriteKind::Delta ? 0 : 1)
        .bind(3, write.idempotency_key)
        .bind_blob(4, write.body);
    return replace->run();
}

Result<void> Outbox::remove(const InstallerId& installer) {
    auto remove = database_.prepare("DELETE FROM outbox WHERE installer = ?");
    if (!remove) return remove.error();
    remove->bind(1, installer.text);
    return remove->run();
}

} // namespace ferry::state
