// The server's interface for installer files, a function per request.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/depot.hpp"
#include "core/sync/connection.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ferry::sync {

// Errors of all: as those of calls.hpp. Nothing of the answers is checked here.

/// May be repeated.
Result<protocol::UploadState> begin_upload(Connection& server,
                                           const protocol::UploadRequest& request);
/// Errors also: Conflict (the server has another part of it than that up to `offset`).
Result<protocol::UploadState> send_piece(Connection& server, const std::string& sha256,
                                         std::uint64_t offset, const std::string& bytes);
/// May be repeated: the same item is stored once.
Result<protocol::DepotItem> add_depot_item(Connection& server, const protocol::DepotItem& item);
/// An empty software means all.
Result<std::vector<protocol::DepotItem>> depot_items(Connection& server,
                                                     const std::string& software);
Result<void> remove_depot_item(Connection& server, const std::string& id);
/// At most `size` bytes from `offset` on, as many as the server gives at once.
Result<std::string> depot_piece(Connection& server, const std::string& sha256, std::uint64_t offset,
                                std::size_t size);

} // namespace ferry::sync
