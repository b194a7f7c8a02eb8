// The way to the server as the device that is logged in here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/account_record.hpp"
#include "core/sync/connection.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <memory>

namespace ferry::sync {

/// Owns the transport. Makes no request by itself.
struct Link {
    state::AccountRecord account;
    std::unique_ptr<Transport> transport;
    std::unique_ptr<Connection> server;
};

/// Errors: NotFound (not logged in, with the next step), Denied, Io, BadData.
Result<Link> make_link(const Parts& parts);

} // namespace ferry::sync
