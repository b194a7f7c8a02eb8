// New passwords, recovery, and the end of an account. Each is proven by a signature that covers
// what will be new; neither a password nor a recovery code comes here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/service/account_service.hpp"
#include "server/service/challenges.hpp"
#include "server/service/served.hpp"

#include <string>
#include <vector>

namespace ferry::server {

/// Thread-safe. The challenges are those of AccountService. A change that arrives a second time,
/// since its answer was lost, is answered as done.
class KeyService {
public:
    /// Everything in `seams`, and `accounts`, outlives it.
    KeyService(AccountSeams seams, AccountService& accounts);

    /// Signed by the recovery code's key. Answers as a login does, with the account key as that
    /// code wrapped it, and the ticket for put_recovered.
    Served<protocol::Session> recover(const protocol::LoginRequest& request);
    /// Password and recovery code anew, with the ticket. Signed by the old code's key.
    Served<Nothing> put_recovered(const Caller& caller, const protocol::KeyChange& change);
    /// Signed by the old password's key, as are the two below. All devices stay logged in.
    Served<Nothing> put_password(const Caller& caller, const protocol::KeyChange& change);
    Served<Nothing> put_recovery_code(const Caller& caller, const protocol::KeyChange& change);
    /// A new account key under both, mostly since a device is revoked, which is done with it.
    Served<Nothing> put_rotation(const Caller& caller, const protocol::KeyChange& change);
    /// By key version, each with what is sealed for the asking device.
    Served<std::vector<protocol::Rotation>> rotations(const Caller& caller);
    /// Nothing of the account is left; all its tokens are dead at once.
    Served<Nothing> remove_account(const Caller& caller, const protocol::KeyChange& change);

private:
    Served<AccountRow> account_of(const Caller& caller);
    Served<Nothing> put_by_password(const Caller& caller, const protocol::KeyChange& change,
                                    const char* action);
    Served<OpenChallenge> prove_password(const AccountRow& account,
                                         const protocol::KeyChange& change, const char* action);
    Served<Nothing> or_once_more(Challenges& of, const std::string& id, const OpenChallenge& open,
                                 Served<Nothing> done);
    Served<Nothing> store(const AccountRow& proven, const protocol::KeyChange& change,
                          const Caller& caller, const char* word);
    template <typename Write>
    Served<Nothing> if_unchanged(const AccountRow& proven, Write write);

    AccountSeams seams_;
    AccountService& accounts_;
    Challenges tickets_;
};

} // namespace ferry::server
