// Everything that is installed below the root, as one row per package.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/inventory.hpp"

#include "plugins/apt/database.hpp"

#include <string>

namespace ferry::apt {

Result<void> inventory(const sdk::Host& host) {
    const auto database = Database::read(host);
    if (!database) return database.error();
    if (database->journal_open())
        host.log(FERRY_LOG_WARNING,
                 "dpkg is at work or was interrupted: its journal was read too; if nothing runs, "
                 "'dpkg --configure -a' finishes what it began");

    for (const auto& entry : database->entries()) {
        if (entry.state == State::Absent) continue;
        const auto id = id_of(entry.name, entry.arch, database->native_arch());
        sdk::Package row;
        row.native_id = id;
        row.version = entry.version;
        row.arch = entry.arch;
        row.scope = FERRY_SCOPE_SYSTEM;
        row.reason = entry.automatic ? FERRY_REASON_DEPENDENCY : FERRY_REASON_EXPLICIT;
        row.condition =
            entry.state == State::Installed ? FERRY_CONDITION_OK : FERRY_CONDITION_BROKEN;
        row.held = entry.held;
        row.base = entry.base;
        host.emit(row);
    }
    return {};
}

} // namespace ferry::apt
