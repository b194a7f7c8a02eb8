// What holds for every route, made from the document of the interface: a new route cannot be
// forgotten.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/compression.hpp"
#include "tests/support/openapi_document.hpp"
#include "tests/unit/protocol/sample_messages.hpp"
#include "tests/unit/server/api_server.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using Values = std::map<std::string, std::string>; // of the names in braces

const std::map<std::string, std::string> kHeaders = {{"idempotency-key", "k"}};

std::string filled(std::string path, const Values& values) {
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto name = path.substr(open + 1, path.find('}') - open - 1);
        const auto value = values.find(name);
        if (value == values.end()) {
            ADD_FAILURE() << "tests/unit/server/route_test.cpp: values_of has no {" << name
                          << "}: add a thing of the account that is asked for";
            return path.substr(0, open);
        }
        path.replace(open, name.size() + 2, value->second);
    }
    return path;
}

/// A body that can be read: the sample of its message, or the example of the document.
std::string body_of(const Operation& operation) {
    const auto name = operation.body_schema();
    if (name.empty()) return "";
    for (const auto& one : protocol::sample_messages())
        if (one.name == name) return one.text;
    const auto& schema = schema_named(name);
    if (schema.contains("example")) return dump_json(schema.at("example"));
    ADD_FAILURE() << "tests/unit/protocol/sample_messages.hpp: add a sample \"" << name << "\"";
    return "";
}

std::string id_of(const server::Response& answer) {
    const auto json = parse_json(answer.body);
    EXPECT_TRUE(json && json->contains("id")) << answer.body;
    return json && json->contains("id") ? json->at("id").get<std::string>() : "";
}

std::string bundle_revision_of(Server& server, const std::string& account,
                               const std::string& bundle) {
    protocol::BundleHeader header;
    header.account_id = account;
    header.bundle = bundle;
    header.author = server.device;
    header.content_key = "wrapped";
    header.cipher_hash = hex(vault::hash(""));
    const auto stored =
        server.ask("POST", "/v1/bundles/" + bundle,
                   protocol::to_bytes({protocol::encode(header), std::string(64, 's'), ""}));
    EXPECT_EQ(stored.status, 201) << stored.body;
    return protocol::decode<protocol::BundleStored>(stored.body)->hash;
}

std::string request_of(Server& server, const std::string& account) {
    auto header = protocol::sample_request();
    header.account_id = account;
    header.from = header.to = server.device;
    header.created = server.clock.now();
    header.expires = header.created + 1000;
    return id_of(server.ask(
        "POST", "/v1/requests",
        protocol::encode(protocol::SignedHeader{protocol::encode(header), std::string(64, 's')})));
}

/// Uploads `content` and adds it.
std::string depot_item_of(Server& server, const std::string& account, const std::string& content) {
    auto manifest = protocol::sample_manifest();
    manifest.account_id = account;
    manifest.author = server.device;
    manifest.sha256 = hex(vault::sha256(content));
    manifest.size = content.size();
    (void)server.ask("POST", "/v1/depot/uploads",
                     protocol::encode(protocol::UploadRequest{manifest.sha256, manifest.size}));
    (void)server.ask("PUT", "/v1/depot/uploads/" + manifest.sha256 + "?offset=0", content);
    protocol::DepotItem item{{}, protocol::encode(manifest), std::string(64, 's'), 0};
    item.id = hex(vault::hash(item.manifest));
    return id_of(server.ask("POST", "/v1/depot/items", protocol::encode(item)));
}

/// One thing of each kind in the account of `server`, by the name that paths have for it.
Values values_of(Server& server) {
    const std::string bundle(64, 'a'), content = "file of " + server.device;
    const auto account =
        protocol::decode<protocol::AccountInfo>(server.ask("GET", "/v1/account").body)->account_id;
    EXPECT_EQ(server.ask("PUT", server.apt(), protocol::encode(snapshot_of({}))).status, 201);
    protocol::PairingOffer offer{std::string(64, 'b'), protocol::sample_device(),
                                 std::string(32, 's'), std::string(32, 'b'), std::string(32, 'p')};
    (void)server.ask("POST", "/v1/pairings", protocol::encode(offer)); // of no account yet
    return {{"id", server.device},
            {"installer", "apt"},
            {"name", bundle},
            {"hash", bundle_revision_of(server, account, bundle)},
            {"pairing", offer.name},
            {"request", request_of(server, account)},
            {"item", depot_item_of(server, account, content)},
            {"sha256", hex(vault::sha256(content))}};
}

TEST(EveryRoute, AnswersAForeignIdAsIfItDidNotExist) {
    Server server;
    server.log_in("bob");
    const auto foreign = values_of(server);
    server.log_in("ann");

    for (const auto& operation : operations()) {
        // What a client names itself may be named so in two accounts.
        if (operation.parameters("path").empty() || operation.node->contains("x-makes")) continue;
        const auto answer = server.ask(operation.method, filled(operation.path, foreign),
                                       body_of(operation), kHeaders);
        EXPECT_EQ(title(answer), "404 not-found") << operation.name() << " " << answer.body;
    }
    EXPECT_EQ(title(server.ask("GET", "/v1/history?device=" + foreign.at("id"))), "404 not-found");
}

TEST(EveryRoute, AnswersAForeignIdInTheVeryWordsForOneThatIsMadeUp) {
    Server server;
    server.log_in("bob");
    const auto foreign = values_of(server);
    server.log_in("ann");
    auto made_up = foreign;
    char digit = '0';
    for (auto& [name, value] : made_up)
        if (name != "installer") value.assign(value.size(), digit++);

    for (const auto& operation : operations()) {
        if (operation.parameters("path").empty() || operation.node->contains("x-makes")) continue;
        const auto ask = [&](const Values& values) {
            auto text = server
                            .ask(operation.method, filled(operation.path, values),
                                 body_of(operation), kHeaders)
                            .body;
            for (const auto& [name, value] : values)
                if (const auto at = text.find(value); name != "installer" && at < text.size())
                    text.replace(at, value.size(), name);
            return text;
        };
        EXPECT_EQ(ask(foreign), ask(made_up)) << operation.name();
    }
}

void expect_refused_everywhere(Server& server, const Values& values, const std::string& token) {
    std::map<std::string, std::string> headers = kHeaders;
    if (!token.empty()) headers["authorization"] = "Bearer " + token;
    server.token.clear();
    for (const auto& operation : operations()) {
        if (operation.open()) continue;
        const auto answer = server.ask(operation.method, filled(operation.path, values),
                                       body_of(operation), headers);
        EXPECT_EQ(title(answer), "401 not-logged-in") << operation.name();
    }
}

TEST(EveryRoute, ThatIsNotOpenWantsAToken) {
    Server server;
    server.log_in();
    const auto values = values_of(server);

    expect_refused_everywhere(server, values, "");
    expect_refused_everywhere(server, values, "ferry_madeup");
}

TEST(EveryRoute, RefusesTheTokenOfARevokedDevice) {
    Server server;
    server.log_in();
    const auto values = values_of(server);
    const auto token = server.token;

    ASSERT_EQ(server.ask("DELETE", "/v1/devices/" + server.device).status, 204);
    expect_refused_everywhere(server, values, token);
}

TEST(EveryRoute, RefusesATokenThatWasNotUsedForNinetyDays) {
    Server server;
    server.log_in();
    const auto values = values_of(server);
    const auto token = server.token;

    server.clock.advance(91LL * 86'400'000);
    expect_refused_everywhere(server, values, token);
}

/// Asks an operation that takes JSON with each of `bodies`. All must be refused with `wanted`.
void expect_bodies_refused(const Operation& operation, const std::vector<std::string>& bodies,
                           const std::map<std::string, std::string>& more,
                           const std::string& wanted) {
    Server server;
    server.log_in();
    const auto values = values_of(server);
    auto headers = kHeaders;
    headers.insert(more.begin(), more.end());
    for (const auto& body : bodies) {
        server.clock.advance(60'000); // past the limit of logins
        const auto answer =
            server.ask(operation.method, filled(operation.path, values), body, headers);
        EXPECT_EQ(title(answer), wanted) << operation.name() << " " << body.substr(0, 60);
    }
}

TEST(EveryRoute, RefusesJsonThatIsDeepCutTwiceOrNoText) {
    const std::string deep = std::string(5'000, '[') + std::string(5'000, ']');
    for (const auto& operation : operations()) {
        if (operation.body_schema().empty()) continue;
        const auto good = body_of(operation);
        const auto with = [&](const std::string& field) {
            return "{" + field + "," + good.substr(1);
        };
        expect_bodies_refused(operation,
                              {with(R"("x":)" + deep), with(R"("x":1,"x":2)"),
                               with("\"x\":\"\xff\""), good.substr(0, good.size() - 1),
                               good + " {}", "[]", "null", "", "not JSON"},
                              {}, "400 bad-request");
    }
}

TEST(EveryRoute, RefusesABodyOneByteOverItsLimitAndReadsOneOfThatSize) {
    for (const auto& operation : operations()) {
        if (operation.body_schema().empty()) continue;
        const auto wire = operation.body_limit("wire_bytes");
        const auto decoded = operation.body_limit("decoded_bytes");

        expect_bodies_refused(operation, {std::string(wire + 1, ' ')}, {}, "413 too-large");
        expect_bodies_refused(operation, {std::string(wire, ' ')}, {}, "400 bad-request");
        expect_bodies_refused(operation, {protocol::compress(std::string(decoded + 1, ' '))},
                              {{"content-encoding", "zstd"}}, "413 too-large");
        expect_bodies_refused(operation, {protocol::compress(std::string(decoded, ' '))},
                              {{"content-encoding", "zstd"}}, "400 bad-request");
    }
}

/// The schema of what `status` answers, or nothing where it answers no JSON.
const json* answered_schema(const Operation& operation, int status) {
    const auto& answers = operation.node->at("responses");
    const auto key = std::to_string(status);
    const auto& answer = resolved(answers.contains(key) ? answers.at(key) : answers.at("default"));
    if (!answer.contains("content")) return nullptr;
    for (const auto& [type, content] : answer.at("content").items())
        if (type.ends_with("json")) return &content.at("schema");
    return nullptr;
}

void expect_as_documented(const Operation& operation, const server::Response& answer) {
    const auto name = operation.name() + " " + std::to_string(answer.status);
    const auto& answers = operation.node->at("responses");
    const bool listed = answers.contains(std::to_string(answer.status));
    EXPECT_TRUE(listed) << "server/openapi.json: " << name << ": is not in \"responses\"; "
                        << answer.body;
    const auto* schema = answered_schema(operation, answer.status);
    if (schema == nullptr) return;
    const auto body = parse_json(answer.body);
    ASSERT_TRUE(body) << name << ": " << answer.body;
    for (const auto& fault : faults_of(*body, *schema, name))
        ADD_FAILURE() << fault;
}

TEST(EveryRoute, AnswersAsItsDocumentSays) {
    for (const auto& operation : operations()) {
        Server server;
        server.log_in();
        const auto values = values_of(server);
        for (const auto& target : {filled(operation.path, values), operation.path})
            expect_as_documented(
                operation, server.ask(operation.method, target, body_of(operation), kHeaders));
        const auto token = std::exchange(server.token, "");
        expect_as_documented(operation, server.ask(operation.method, filled(operation.path, values),
                                                   body_of(operation), kHeaders));
        server.token = token;
        const auto wrong = server.ask(operation.method, filled(operation.path, values), "{}");
        if (!operation.body_schema().empty()) expect_as_documented(operation, wrong);
    }
}

TEST(EveryRoute, ThatReadsSucceedsAndAnswersAsItsDocumentSays) {
    Server server;
    server.log_in();
    const auto values = values_of(server);

    for (const auto& operation : operations()) {
        if (operation.method != "GET") continue;
        const auto answer = server.ask("GET", filled(operation.path, values));
        EXPECT_EQ(answer.status, 200) << operation.name() << " " << answer.body;
        expect_as_documented(operation, answer);
    }
}

} // namespace
} // namespace ferry::testing
