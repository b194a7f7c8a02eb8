// The interface over a store in memory, as tests ask it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/api.hpp"
#include "server/http/head.hpp"
#include "tests/support/fake_blobs.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace ferry::testing {

/// An API over a store in memory; `token` is that of the first device of "ann".
struct Server {
    FixedClock clock;
    FakeStore store;
    server::ChangeSignal signal;
    CountedRandom random;
    FakeBlobs blobs;
    server::Api api{store, signal, clock, std::ref(random), {{kOrigin}, 600, 10, "1.0", &blobs}};
    std::string token;
    std::string device;

    server::Response ask(const std::string& method, const std::string& target,
                         const std::string& body = "",
                         std::map<std::string, std::string> headers = {}) {
        const auto parsed = value_of(server::parse_target(target));
        if (!token.empty()) headers.try_emplace("authorization", "Bearer " + token);
        return api.handle({method, parsed.path, parsed.query, headers, body, "192.0.2.1"});
    }
    void log_in(const std::string& account = "ann") {
        token.clear();
        const auto answer = ask("POST", "/v1/accounts", protocol::encode(registration(account)));
        const auto session = protocol::decode<protocol::Session>(answer.body);
        ASSERT_TRUE(session) << answer.body;
        token = session->token;
        device = session->device_id;
    }
    /// With the key that all accounts here have, and nothing new.
    protocol::KeyChange signed_change(const std::string& account, const std::string& action) {
        const auto asked = ask("POST", "/v1/login/challenge",
                               protocol::encode(protocol::ChallengeRequest{account}));
        const auto challenge = protocol::decode<protocol::ChallengeAnswer>(asked.body);
        EXPECT_TRUE(challenge) << asked.body;
        const vault::KdfParameters kdf{challenge->kdf.passes, challenge->kdf.memory_kib,
                                       challenge->kdf.salt};
        const vault::ChangeStatement statement{
            {challenge->challenge, kOrigin, action, account, kdf}, vault::NewKeys{}.hash()};
        return {challenge->challenge_id, kOrigin,
                vault::sign_change(login_keys().login_seed, statement)};
    }
    std::string apt() const { return "/v1/devices/" + device + "/streams/apt"; }
};

inline std::string title(const server::Response& response) {
    const auto problem = protocol::decode<protocol::Problem>(response.body);
    return problem ? std::to_string(problem->status) + " " + problem->title : response.body;
}

} // namespace ferry::testing
