// server/openapi.json says what the server does: its routes, its messages and its refusals.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/openapi_document.hpp"
#include "tests/unit/protocol/sample_messages.hpp"
#include "tests/unit/server/api_server.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace ferry::testing {
namespace {

constexpr const char* kDocument = "server/openapi.json";

std::map<std::string, bool> documented() { // and whether it is open
    std::map<std::string, bool> all;
    for (const auto& operation : operations())
        all[operation.name()] = operation.open();
    return all;
}

TEST(OpenApi, NamesEveryRouteOfTheServer) {
    Server server;
    const auto paths = documented();

    for (const auto& route : server.api.router().routes()) {
        const auto name = route.method + " " + route.pattern;
        ASSERT_TRUE(paths.contains(name))
            << kDocument << ": under \"paths\" add \"" << route.pattern << "\" with the method of "
            << name << ", its parameters, bodies and answers";
        EXPECT_EQ(paths.at(name), route.open)
            << kDocument << ": " << name << " needs "
            << (route.open ? "\"security\": []" : "no \"security\" of its own");
    }
}

TEST(OpenApi, NamesNoRouteThatTheServerDoesNotHave) {
    Server server;
    std::set<std::string> routes;
    for (const auto& route : server.api.router().routes())
        routes.insert(route.method + " " + route.pattern);

    for (const auto& [name, open] : documented())
        EXPECT_TRUE(routes.contains(name))
            << kDocument << ": take out " << name << ", or add it in server/http/*_handlers.cpp";
}

TEST(OpenApi, DescribesTheParametersOfEveryPath) {
    static const std::regex hole(R"(\{([^}]*)\})");
    for (const auto& operation : operations()) {
        std::vector<std::string> holes;
        for (std::sregex_iterator at(operation.path.begin(), operation.path.end(), hole), end;
             at != end; ++at)
            holes.push_back((*at)[1]);
        EXPECT_EQ(operation.parameters("path"), holes)
            << kDocument << ": \"parameters\" of " << operation.name()
            << " are not those of its path, in their order";
    }
}

TEST(OpenApi, IsServedAsItStands) {
    Server server;

    const auto answer = server.ask("GET", "/v1/openapi.json");

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, openapi_text());
}

void check_references(const json& node, std::set<std::string>& used) {
    if (node.is_object() && node.contains("$ref")) {
        const auto reference = node.at("$ref").get<std::string>();
        used.insert(reference.substr(reference.rfind('/') + 1));
        EXPECT_TRUE(openapi_document().contains(json::json_pointer(reference.substr(1))))
            << kDocument << ": there is no " << reference;
    }
    for (const auto& inner : node)
        if (inner.is_structured()) check_references(inner, used);
}

TEST(OpenApi, RefersToWhatThereIsAndHasNothingUnused) {
    std::set<std::string> used;
    check_references(openapi_document(), used);

    for (const auto& kind : {"schemas", "parameters", "responses"})
        for (const auto& [name, node] : openapi_document().at("components").at(kind).items())
            EXPECT_TRUE(used.contains(name) || name.ends_with("Header") ||
                        name == "DepotManifest") // within a signed whole
                << kDocument << ": nothing refers to " << kind << " " << name;
}

TEST(OpenApi, StatesTheLimitsOfTheServer) {
    const auto& limits = openapi_document().at("x-limits");

    EXPECT_EQ(limits.at("head_bytes"), server::kLargestHead);
    EXPECT_EQ(limits.at("settings_bytes_per_account"), server::kSettingsQuota);
    EXPECT_EQ(limits.at("revisions_per_bundle"), server::kMostRevisions);
    EXPECT_EQ(limits.at("device_requests_per_minute"),
              server::ApiOptions{}.device_requests_per_minute);
    EXPECT_EQ(limits.at("logins_burst_per_address"), server::ApiOptions{}.login_burst);
}

using Problems = std::set<std::pair<std::string, int>>; // title, status

Problems problems_of_the_document() {
    Problems all;
    for (const auto& [title, problem] : openapi_document().at("x-problems").items())
        for (const auto& status : problem.at("status"))
            all.insert({title, status.get<int>()});
    return all;
}

/// Every refusal is written as {409, "title", ...: that is what this looks for.
Problems problems_of_the_sources() {
    static const std::regex refusal(R"re(\b([45]\d\d),\s*"([a-z]+(-[a-z]+)*)"(?!:))re");
    Problems all;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(FERRY_SOURCE_DIR "/server")) {
        const auto ending = file.path().extension();
        if (ending != ".cpp" && ending != ".hpp") continue;
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        for (std::sregex_iterator at(text.begin(), text.end(), refusal), end; at != end; ++at)
            all.insert({(*at)[2], std::stoi((*at)[1])});
    }
    return all;
}

TEST(OpenApi, ListsEveryProblemOfTheServerAndNoOther) {
    const auto listed = problems_of_the_document();
    const auto used = problems_of_the_sources();

    EXPECT_GT(used.size(), 30u) << "the sources were not found";
    for (const auto& [title, status] : used)
        EXPECT_TRUE(listed.contains({title, status}))
            << kDocument << ": in \"x-problems\" add \"" << title << "\" with status " << status
            << ", and name it in the answers of its paths";
    for (const auto& [title, status] : listed)
        EXPECT_TRUE(used.contains({title, status}))
            << kDocument << ": \"x-problems\": nothing answers " << status << " " << title;
}

TEST(OpenApi, NamesAProblemOnlyUnderAStatusThatItHas) {
    static const std::regex word("[a-z]+(-[a-z]+)+|busy|internal|twice");
    const auto listed = problems_of_the_document();
    for (const auto& operation : operations())
        for (const auto& [status, answer] : operation.node->at("responses").items()) {
            if (status < "400" || status == "default") continue;
            const auto text = answer.at("description").get<std::string>();
            for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at)
                EXPECT_TRUE(listed.contains({at->str(), std::stoi(status)}))
                    << kDocument << ": " << operation.name() << ": " << status << " is never "
                    << at->str();
        }
}

TEST(OpenApi, DescribesEveryFieldOfEveryMessage) {
    for (const auto& one : protocol::sample_messages()) {
        ASSERT_TRUE(openapi_document().at("components").at("schemas").contains(one.name))
            << kDocument << ": under \"components\", \"schemas\" add \"" << one.name
            << "\": " << one.text;
        for (const auto& fault : faults_of(*parse_json(one.text), schema_named(one.name), one.name))
            ADD_FAILURE() << fault;
    }
}

/// Walks over a message along its schema: `visit` gets each object, its schema and its place.
template <typename Visit>
void each_object(json& value, const json& reference, const std::string& at, Visit visit) {
    const auto& schema = resolved(reference);
    if (value.is_array())
        for (auto& item : value)
            each_object(item, schema.at("items"), at + "[]", visit);
    if (!value.is_object() || schema.contains("anyOf")) return; // of those the fields depend
    visit(value, schema, at);
    for (const auto& [key, inner] : schema.at("properties").items())
        if (value.contains(key)) each_object(value.at(key), inner, at + "." + key, visit);
}

TEST(OpenApi, RequiresExactlyWhatTheReaderInsistsOn) {
    for (const auto& one : protocol::sample_messages()) {
        auto whole = *parse_json(one.text);
        each_object(whole, schema_named(one.name), one.name,
                    [&](json& object, const json& schema, const std::string& at) {
                        for (const auto& [key, inner] : schema.at("properties").items()) {
                            ASSERT_TRUE(object.contains(key))
                                << at << "." << key << ": is in " << kDocument
                                << ", but not in tests/unit/protocol/sample_messages.hpp";
                            const auto kept = object.at(key);
                            object.erase(key);
                            EXPECT_EQ(!one.again(dump_json(whole)), is_required(schema, key))
                                << kDocument << ": " << at << "." << key
                                << ": \"required\" and the reader in core/protocol differ";
                            object[key] = kept;
                        }
                    });
    }
}

TEST(OpenApi, StatesTheLengthOfTextThatTheReaderTakes) {
    for (const auto& one : protocol::sample_messages()) {
        auto whole = *parse_json(one.text);
        each_object(
            whole, schema_named(one.name), one.name,
            [&](json& object, const json& schema, const std::string& at) {
                for (const auto& [key, inner] : schema.at("properties").items()) {
                    const auto& field = resolved(inner);
                    if (!field.contains("maxLength")) continue;
                    const auto most = field.at("maxLength").get<std::size_t>();
                    const bool base64 = field.contains("contentEncoding");
                    const auto kept = object.at(key);
                    object[key] = std::string(most + (base64 ? 4 : 1), 'A');
                    EXPECT_FALSE(one.again(dump_json(whole)))
                        << kDocument << ": " << at << "." << key << ": takes more";
                    object[key] = std::string(most, 'a');
                    EXPECT_TRUE(base64 || field.contains("const") || one.again(dump_json(whole)))
                        << kDocument << ": " << at << "." << key << ": takes less";
                    object[key] = kept;
                }
            });
    }
}

} // namespace
} // namespace ferry::testing
