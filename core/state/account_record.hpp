// The account that this device belongs to, and as which device.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/model/device.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ferry::state {

/// Stays after a logout, so that the next login comes back as the same device. The secrets are not
/// here: see core/sync/credentials.hpp.
struct AccountRecord {
    std::string server;      // origin: "https://host:port"
    std::string fingerprint; // SHA-256 of the pinned certificate, 64 hex digits; empty: none pinned
    std::string account;     // login name
    std::string account_id;
    std::string device_id;
    Device device;            // as the server was last told
    std::uint64_t cursor = 0; // the account's changes are known up to here
    UnixMillis last_sync = 0; // 0: never

    bool operator==(const AccountRecord&) const = default;
};

class AccountMemory {
public:
    explicit AccountMemory(sqlite::Database& database) : database_(database) {}
    Result<std::optional<AccountRecord>> load();
    Result<void> save(const AccountRecord& record);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
