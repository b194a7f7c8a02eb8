// Everything that the server has of the account and that the person can read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/depot.hpp"
#include "core/protocol/messages.hpp"
#include "core/sync/audit.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

struct ExportedStream {
    std::string device_id;
    std::string installer;
    protocol::Snapshot snapshot;
};

struct AccountExport {
    protocol::AccountInfo account;
    std::vector<protocol::DeviceInfo> devices; // the revoked ones too
    std::vector<ExportedStream> streams;
    std::vector<protocol::RemovedPackage> history; // by device, newest first
    AuditTrail log{};                              // empty from a server that keeps none
    std::vector<protocol::DepotItem> depot{};      // as the server shows them, unchecked
    bool whole_history = true; // false: of some device there is more than the server gives
};

/// Not one moment: what changes meanwhile is as it was when it was asked for. Errors: NotFound (not
/// logged in), and those of the network.
Result<AccountExport> export_account(const Parts& parts);

} // namespace ferry::sync
