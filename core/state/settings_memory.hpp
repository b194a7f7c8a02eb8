// Whose settings may travel, and which revisions this device has seen.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/model/ids.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <map>
#include <optional>
#include <string>

namespace ferry::state {

struct SettingsSeen {
    std::string base;    // revision that the settings here come from; empty: none
    std::string content; // hash of what was captured or restored then
    std::string newest;  // revision that the server showed as the head: it may not vanish

    bool operator==(const SettingsSeen&) const = default;
};

class SettingsMemory {
public:
    explicit SettingsMemory(sqlite::Database& database) : database_(database) {}
    /// What the person said; software that was never asked about is absent.
    Result<std::map<SoftwareId, bool>> consents();
    Result<void> consent(const SoftwareId& software, bool allowed, UnixMillis when);
    Result<std::optional<SettingsSeen>> seen(const SoftwareId& software);
    Result<void> remember(const SoftwareId& software, const SettingsSeen& seen);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
