// The server's rules over a store in memory, with a clock and randomness that tests hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/key_change.hpp"
#include "core/vault/login.hpp"
#include "core/vault/signing_key.hpp"
#include "server/service/account_service.hpp"
#include "server/service/change_service.hpp"
#include "server/service/device_service.hpp"
#include "server/service/key_service.hpp"
#include "server/service/stream_service.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/unit/server/served_matchers.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

inline constexpr const char* kOrigin = "http://127.0.0.1:7437";

/// Derived once: Argon2id takes its time even with the least that is allowed.
inline const vault::LoginKeys& login_keys() {
    static const auto keys =
        vault::derive_login_keys(vault::Secret("hunter2"), {2, 64 * 1024, std::string(16, 's')});
    return *keys;
}

/// Of the key that every account's recovery code stands for here.
inline const vault::Secret& recovery_seed() {
    static const vault::Secret seed(std::string(32, 'r'));
    return seed;
}

inline protocol::RegisterRequest registration(const std::string& account,
                                              const std::string& device = "laptop") {
    return {account,
            {"argon2id13", 2, 64 * 1024, std::string(16, 's')},
            login_keys().login_public,
            "wrapped",
            "wrapped again",
            {device, "linux", "12", "debian", "x86_64"},
            vault::SigningKey(recovery_seed().view()).open};
}

inline Package package(const std::string& id, const std::string& version = "1.0") {
    Package made;
    made.id.text = id;
    made.version = version;
    made.arch = "amd64";
    return made;
}

inline std::string state_hash(const std::vector<Package>& packages) {
    return hex(vault::hash(protocol::canonical_state(packages)));
}

inline protocol::Snapshot snapshot_of(const std::vector<Package>& packages) {
    return {0, state_hash(packages), packages};
}

/// Predictable, never the same twice.
class CountedRandom {
public:
    std::string operator()(std::size_t count) {
        std::string bytes;
        while (bytes.size() < count)
            bytes += vault::hash("random " + std::to_string(++made_));
        return bytes.substr(0, count);
    }

private:
    int made_ = 0;
};

struct World {
    FixedClock clock;
    FakeStore store;
    server::ChangeSignal signal;
    server::Activity activity;
    CountedRandom random;
    server::AccountService accounts{{store, signal, activity, clock, std::ref(random), {kOrigin}}};
    server::KeyService keys{{store, signal, activity, clock, std::ref(random), {kOrigin}},
                            accounts};
    server::DeviceService devices{store, signal, activity, clock, std::ref(random)};
    server::StreamService streams{store, signal, clock};
    server::ChangeService changes{store};

    server::Caller registered(const std::string& account, const std::string& device = "laptop") {
        const auto session = value_of(accounts.register_account(registration(account, device)));
        return {session.account_id, session.device_id};
    }

    protocol::ChallengeAnswer challenge(const std::string& account) {
        return value_of(accounts.challenge({account}));
    }

    /// A login as an honest client makes it; tests spoil it before sending.
    protocol::LoginRequest signed_login(const std::string& account, const std::string& device) {
        const auto answer = challenge(account);
        const vault::LoginStatement statement{
            answer.challenge,
            kOrigin,
            "login",
            account,
            {answer.kdf.passes, answer.kdf.memory_kib, answer.kdf.salt}};
        return {account,
                answer.challenge_id,
                kOrigin,
                vault::sign_login(login_keys(), statement),
                {device, "linux", "12", "debian", "x86_64"},
                ""};
    }
};

} // namespace ferry::testing
