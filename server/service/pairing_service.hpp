// Where a new device and a trusted one of an account meet. The server passes on what it can
// neither open nor make.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/pairings.hpp"
#include "server/service/account_service.hpp"
#include "server/service/served.hpp"

#include <map>
#include <mutex>
#include <string>

namespace ferry::server {

constexpr UnixMillis kPairingLife = 600'000;
constexpr int kPairingTries = 5; // wrong words, of an account within kPairingLife

/// Thread-safe. Kept in memory: after a restart the devices begin again.
class PairingService {
public:
    /// Everything in `seams`, and `accounts`, outlives it.
    PairingService(AccountSeams seams, AccountService& accounts);

    /// By anybody; 409 where the name is taken.
    Served<protocol::PairingOpened> open(const protocol::PairingOffer& offer);
    /// 404 where nothing waits under that name: wrong words, or too late; 429 after five of them.
    Served<protocol::PairingOffer> see(const Caller& caller, const std::string& name);
    /// Once. The new device is one of the account then. 409 where its name is taken there, or the
    /// account key was changed meanwhile.
    Served<Nothing> grant(const Caller& caller, const std::string& name,
                          const protocol::PairingGrant& grant);
    /// As often as it takes: the answer may be lost on its way.
    Served<protocol::PairingAnswer> collect(const std::string& name, const std::string& secret);

private:
    struct Waiting {
        protocol::PairingOffer offer;
        std::string secret;
        UnixMillis expires = 0;
        protocol::PairingAnswer answer{};
    };
    struct Misses {
        int count = 0;
        UnixMillis until = 0;
    };
    void forget_old(UnixMillis now);
    Served<protocol::PairingOffer> waiting(const std::string& name);
    Served<AccountRow> account_for(const Caller& caller, const protocol::PairingGrant& grant);

    AccountSeams seams_;
    AccountService& accounts_;
    std::mutex mutex_;
    std::map<std::string, Waiting> waiting_;
    std::map<std::string, Misses> misses_; // by account
};

} // namespace ferry::server
