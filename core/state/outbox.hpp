// What is about to be sent, stored before the first byte leaves: a lost answer can be asked again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ferry::state {

enum class WriteKind { Delta, Snapshot };

struct PendingWrite {
    InstallerId installer;
    WriteKind kind = WriteKind::Delta;
    std::string idempotency_key;
    std::string body; // the very bytes: the server compares them

    bool operator==(const PendingWrite&) const = default;
};

/// At most one write per installer.
class Outbox {
public:
    explicit Outbox(sqlite::Database& database) : database_(database) {}
    Result<std::vector<PendingWrite>> list(); // sorted by installer
    /// Replaces an earlier one of the same installer.
    Result<void> put(const PendingWrite& write);
    Result<void> remove(const InstallerId& installer);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
