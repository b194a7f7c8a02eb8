// The server's interface for requests between devices, a function per call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/requests.hpp"
#include "core/sync/connection.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

// Errors of all: as those of calls.hpp. Nothing of the answers is checked here.

/// Those for `device`; of the whole account where it is empty.
Result<std::vector<protocol::StoredRequest>> stored_requests(Connection& server,
                                                             const std::string& device);
/// May be repeated: the same bytes are stored once.
Result<protocol::StoredRequest> add_request(Connection& server,
                                            const protocol::SignedHeader& request);
/// May be repeated: the same result counts once. Errors also: Conflict (another result is there).
Result<protocol::StoredRequest> add_result(Connection& server, const std::string& id,
                                           const protocol::SignedHeader& result);
Result<void> withdraw_request(Connection& server, const std::string& id);

} // namespace ferry::sync
