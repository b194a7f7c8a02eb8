// Requests between devices as a client meets them over the interface.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"
#include "server/http/head.hpp"
#include "tests/unit/server/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

/// An API over a store in memory, with one device of "ann".
struct Server {
    World world;
    server::Api api{world.store,
                    world.signal,
                    world.clock,
                    std::ref(world.random),
                    {{kOrigin}, 600, 10, "1.0"}};
    protocol::Session ann = value_of(world.accounts.register_account(registration("ann")));

    server::Response ask(const std::string& method, const std::string& target,
                         const std::string& body = "") {
        const auto parsed = value_of(server::parse_target(target));
        return api.handle({method,
                           parsed.path,
                           parsed.query,
                           {{"authorization", "Bearer " + ann.token}},
                           body,
                           "192.0.2.1"});
    }
};

TEST(RequestApi, TakesARequestAndGivesItToWhoAsks) {
    Server server;
    const auto now = server.world.clock.now();
    const auto& account = server.ann.account_id;
    const auto& device = server.ann.device_id;
    const protocol::RequestHeader header{
        account, device, device, std::string(16, 'n'), now, now + 1000, 1, "install", {{"git"}}};
    const protocol::SignedHeader sent{protocol::encode(header), std::string(64, 's')};

    const auto made = server.ask("POST", "/v1/requests", protocol::encode(sent));

    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = protocol::decode<protocol::StoredRequest>(made.body)->id;
    const auto shown = server.ask("GET", "/v1/requests/" + id);
    EXPECT_EQ(protocol::decode<protocol::StoredRequest>(shown.body)->request, sent);
    EXPECT_THAT(server.ask("GET", "/v1/requests?device=" + device).body, HasSubstr(id));
    EXPECT_EQ(server.ask("DELETE", "/v1/requests/" + id).status, 204);
}

TEST(RequestApi, RefusesWhatIsNotSignedAtAll) {
    Server server;

    EXPECT_EQ(server.ask("POST", "/v1/requests", R"({"header":"","signature":""})").status, 400);
    EXPECT_EQ(server.ask("POST", "/v1/requests", "{}").status, 400);
}

} // namespace
} // namespace ferry::testing
