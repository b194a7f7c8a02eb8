// Changing the account's password and recovery code, coming back by that code, ending the account.
// Password and code become keys here and go no further.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/account_record.hpp"
#include "core/sync/parts.hpp"
#include "core/sync/session.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::sync {

// Errors of all: those of the network, each with the next step. Of those that take the present
// password also: NotFound (not logged in), Denied (wrong password, weak key parameters).

/// The account key stays the same, and so do the tokens of all devices.
Result<void> change_password(const Parts& parts, const vault::Secret& present,
                             const vault::Secret& fresh);

struct NewCode {
    vault::Secret code; // to be shown once; it is kept nowhere
    std::string doubt;  // not empty: the answer was lost, in words; this code or the old one counts
};
Result<NewCode> change_recovery_code(const Parts& parts, const vault::Secret& password);

struct RecoveryWish {
    LoginWish login; // with the new password
    vault::Secret code;
};
struct Recovered {
    state::AccountRecord account;
    NewCode fresh;
};
/// This device is logged in once the code is proven; then password and code are made anew. Errors
/// also: Denied (wrong account or code), Conflict (as of log_in; or the code is of an older ferry),
/// BadData (no recovery code, by its form).
Result<Recovered> recover_account(const Parts& parts, const RecoveryWish& wish);

/// On the server, then here: nothing is left of it. Errors also: Io.
Result<void> delete_account(const Parts& parts, const vault::Secret& password);

} // namespace ferry::sync
