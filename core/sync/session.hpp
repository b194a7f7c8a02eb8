// Registering, logging in and out: the password becomes keys here and goes no further.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/protocol/messages.hpp"
#include "core/state/account_record.hpp"
#include "core/sync/parts.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::sync {

struct LoginWish {
    std::string server;  // as the person wrote it
    std::string account; // [a-z0-9][a-z0-9._-]{1,62}
    vault::Secret password;
    Device device; // a new device's name and facts; a known one keeps the name it has
    AcceptCertificate accept{};
};

struct Registered {
    state::AccountRecord account;
    vault::Secret recovery_code; // to be shown once; it is kept nowhere
};

/// Makes the account with this device as its first. Takes half a second and 256 MiB for the keys.
/// Nothing is saved unless all went well. Errors: Conflict (logged in already, or the name is
/// taken), Denied (certificate), BadData (address, account name), Network, TimedOut, Unavailable,
/// Io; each with the next step.
Result<Registered> register_account(const Parts& parts, const LoginWish& wish);

/// As above. A device that was in this account before comes back as itself; one that was in
/// another forgets that one. Errors also: Denied (wrong account or password, weak key parameters,
/// an account key that does not open), Conflict (another device has the name).
Result<state::AccountRecord> log_in(const Parts& parts, const LoginWish& wish);

struct LoggedOut {
    bool server_told = false; // false: the token lives there until it expires or is revoked
    std::string why_not;      // in words
};

/// Forgets the token and the account key here, whether or not the server can be told. Errors:
/// NotFound (not logged in), Io.
Result<LoggedOut> log_out(const Parts& parts);

/// Without the network. Errors: NotFound (not logged in, with the next step).
Result<state::AccountRecord> current_account(const Parts& parts);

/// Asks the server who this is. Errors: NotFound (not logged in), Denied (revoked, expired), and
/// those of the network.
Result<protocol::AccountInfo> who_am_i(const Parts& parts);

} // namespace ferry::sync
