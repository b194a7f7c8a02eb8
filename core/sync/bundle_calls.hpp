// The server's interface for settings, a function per request.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/bundles.hpp"
#include "core/sync/connection.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

// Errors of all: as those of calls.hpp. Nothing of the answers is checked here.

Result<std::vector<protocol::DeviceKeys>> device_keys(Connection& server);
Result<void> put_device_keys(Connection& server, const protocol::DeviceKeys& keys);
Result<std::vector<protocol::BundleHead>> bundle_heads(Connection& server);
/// Errors also: NotFound.
Result<std::vector<protocol::BundleRevision>> bundle_history(Connection& server,
                                                             const std::string& bundle);
Result<protocol::Envelope> bundle_revision(Connection& server, const std::string& bundle,
                                           const std::string& hash);
/// May be repeated: the same bytes are stored once.
Result<protocol::BundleStored> add_bundle(Connection& server, const std::string& bundle,
                                          const protocol::Envelope& envelope);

} // namespace ferry::sync
