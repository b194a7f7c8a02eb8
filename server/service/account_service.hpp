// Accounts, logins, tokens. The password never comes here; a login is a signature.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/activity.hpp"
#include "server/service/challenges.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

using Random = std::function<std::string(std::size_t)>; // that many unpredictable bytes

struct AccountSeams {
    Store& store;
    ChangeSignal& signal;
    Activity& activity;
    const Clock& clock;
    Random random;
    std::vector<std::string> origins; // under which clients may know this server
};

enum class Proof { Password, RecoveryCode, Pairing };

/// Thread-safe.
class AccountService {
public:
    /// Everything in `seams` outlives it.
    explicit AccountService(AccountSeams seams);

    Served<protocol::Session> register_account(const protocol::RegisterRequest& request);
    /// For an unknown account the same shape, with a salt that is always the same for that name.
    Served<protocol::ChallengeAnswer> challenge(const protocol::ChallengeRequest& request);
    Served<protocol::Session> log_in(const protocol::LoginRequest& request);
    Served<Caller> authenticate(const std::string& token);
    Served<Nothing> log_out(const Caller& caller);
    Served<protocol::AccountInfo> who_am_i(const Caller& caller);
    /// Writes which devices were heard of, so that their tokens live on. Errors: those of the
    /// store.
    Result<void> write_activity();

    // For KeyService, which proves who asks in its own ways.
    Challenges& challenges() { return challenges_; }
    Served<std::optional<AccountRow>> find(const std::string& name);
    /// The device that asks gets a new token, and becomes one of the account where it is none.
    Served<protocol::Session> open_session(const AccountRow& account,
                                           const protocol::LoginRequest& request,
                                           const std::string& wrapped_key,
                                           Proof proof = Proof::Password);

private:
    struct NewToken {
        std::string token;
        TokenRow row;
    };
    NewToken new_token(const std::string& account, const std::string& device) const;
    std::string token_hash(const std::string& token) const;
    protocol::Kdf fake_kdf(const std::string& name) const;
    bool proves_password(const std::optional<AccountRow>& account,
                         const std::optional<OpenChallenge>& open,
                         const protocol::LoginRequest& request) const;
    Served<DeviceRow> device_for_login(Tables& tables, const AccountRow& account,
                                       const protocol::LoginRequest& request);
    std::string new_id() const;

    AccountSeams seams_;
    Challenges challenges_;
};

bool valid_account_name(const std::string& name);

} // namespace ferry::server
