// A row per software.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/declined_software.hpp"

namespace ferry::state {

Result<std::set<SoftwareId>> DeclinedSoftware::list() {
    auto select = database_.prepare("SELECT software FROM declined_software");
    if (!select) return select.error();
    std::set<SoftwareId> declined;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return declined;
        declined.insert({select->text(0)});
    }
}

Result<void> DeclinedSoftware::add(const SoftwareId& software, UnixMillis when) {
    auto insert =
        database_.prepare("INSERT OR IGNORE INTO declined_software(software, since) VALUES(?, ?)");
    if (!insert) return insert.error();
    return insert->bind(1, software.text).bind(2, when).run();
}

Result<void> DeclinedSoftware::remove(const SoftwareId& software) {
    auto remove = database_.prepare("DELETE FROM declined_software WHERE software = ?");
    if (!remove) return remove.error();
    return remove->bind(1, software.text).run();
}

} // namespace ferry::state
