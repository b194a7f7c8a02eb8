// Where logging in begins and ends: the server that a wish names, and what is remembered after it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/account_record.hpp"
#include "core/sync/connection.hpp"
#include "core/sync/session.hpp"

#include <ferry/result.hpp>

#include <memory>

namespace ferry::sync {

struct Desk {
    ServerAddress address;
    std::unique_ptr<Transport> transport;
    state::AccountRecord before; // empty where this device was never in this account
};

enum class Arrival { Register, LogIn };

/// Makes no request. Errors: BadData (address), Conflict (logged in already, with the next step).
Result<Desk> open_desk(const Parts& parts, const LoginWish& wish, Arrival arrival);

/// Memory first, secrets last: with them the login exists. Errors: Io.
Result<state::AccountRecord> remember(const Parts& parts, const Desk& desk, const LoginWish& wish,
                                      const protocol::Session& session,
                                      const vault::Secret& account_key);

} // namespace ferry::sync
