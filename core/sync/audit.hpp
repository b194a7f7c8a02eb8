// The account's audit log, read whole and checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/audit.hpp"
#include "core/sync/connection.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ferry::sync {

struct AuditTrail {
    std::string previous; // hash of the entry before the first; empty: the log is whole
    std::vector<protocol::AuditEntry> entries{};  // oldest first
    std::optional<std::uint64_t> first_altered{}; // sequence of the first that does not fit
};

/// The first entry whose number or hash does not follow from the one before.
std::optional<std::uint64_t> first_altered(const std::string& account_id, const AuditTrail& trail);

/// Errors: those of Connection::ask; NotFound (the server keeps no log), BadData.
Result<AuditTrail> audit_trail(Connection& server, const std::string& account_id);

} // namespace ferry::sync
