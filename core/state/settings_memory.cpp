// A row per software in each of two tables.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/settings_memory.hpp"

namespace ferry::state {

Result<std::map<SoftwareId, bool>> SettingsMemory::consents() {
    auto select = database_.prepare("SELECT software, allowed FROM settings_consent");
    if (!select) return select.error();
    std::map<SoftwareId, bool> all;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return all;
        all[{select->text(0)}] = select->integer(1) != 0;
    }
}

Result<void> SettingsMemory::consent(const SoftwareId& software, bool allowed, UnixMillis when) {
    auto insert = database_.prepare(
        "INSERT OR REPLACE INTO settings_consent(software, allowed, since) VALUES(?, ?, ?)");
    if (!insert) return insert.error();
    return insert->bind(1, software.text).bind(2, std::int64_t{allowed}).bind(3, when).run();
}

Result<std::optional<SettingsSeen>> SettingsMemory::seen(const SoftwareId& software) {
    auto select =
        database_.prepare("SELECT base, content, newest FROM settings_seen WHERE software = ?");
    if (!select) return select.error();
    const auto row = select->bind(1, software.text).step();
    if (!row) return row.error();
    if (!*row) return std::optional<SettingsSeen>();
    return std::optional(SettingsSeen{select->text(0), select->text(1), select->text(2)});
}

Result<void> SettingsMemory::remember(const SoftwareId& software, const SettingsSeen& seen) {
    auto insert = database_.prepare(
        "INSERT OR REPLACE INTO settings_seen(software, base, content, newest) VALUES(?, ?, ?, ?)");
    if (!insert) return insert.error();
    return insert->bind(1, software.text)
        .bind(2, seen.base)
        .bind(3, seen.content)
        .bind(4, seen.newest)
        .run();
}

} // namespace ferry::state
