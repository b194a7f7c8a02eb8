// JSON with lines.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/json_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::HasSubstr;

JsonNode tree(std::string_view text) {
    auto parsed = parse_json_tree(text);
    EXPECT_TRUE(std::holds_alternative<JsonNode>(parsed));
    return std::holds_alternative<JsonNode>(parsed) ? std::get<JsonNode>(parsed) : JsonNode{};
}

JsonFault fault(std::string_view text) {
    const auto parsed = parse_json_tree(text);
    EXPECT_TRUE(std::holds_alternative<JsonFault>(parsed)) << text;
    return std::holds_alternative<JsonFault>(parsed) ? std::get<JsonFault>(parsed) : JsonFault{};
}

TEST(JsonTree, RemembersTheLineOfEachKeyAndValue) {
    const auto root =
        tree("{\n  \"a\":\n    \"x\",\n  \"b\": [\n    \"y\",\n    {\"c\": \"z\"}\n  ]\n}\n");

    ASSERT_EQ(root.members.size(), 2u);
    EXPECT_EQ(root.line, 1u);
    EXPECT_EQ(root.members[0].line, 2u);
    EXPECT_EQ(root.members[0].value.line, 3u);
    EXPECT_EQ(root.members[1].value.line, 4u);
    EXPECT_EQ(root.members[1].value.items[0].line, 5u);
    EXPECT_EQ(root.members[1].value.items[1].members[0].value.line, 6u);
}

TEST(JsonTree, KnowsTheLineOfANumberAtTheEndOfItsLine) {
    const auto root = tree("{\n  \"a\": 1\n,\n  \"b\": 22\n}\n");

    EXPECT_EQ(root.members[0].value.line, 2u);
    EXPECT_EQ(root.members[1].value.line, 4u);
}

TEST(JsonTree, KeepsTheOrderOfKeys) {
    const auto root = tree(R"({"z": "1", "a": "2", "m": "3"})");

    EXPECT_EQ(root.members[0].key, "z");
    EXPECT_EQ(root.members[1].key, "a");
    EXPECT_EQ(root.members[2].key, "m");
}

TEST(JsonTree, RefusesAKeyThatStandsThereTwice) {
    const auto found = fault("{\"a\": \"1\",\n \"a\": \"2\"}");

    EXPECT_EQ(found.line, 2u);
    EXPECT_THAT(found.what, HasSubstr("\"a\" stands there twice"));
}

TEST(JsonTree, RefusesDeepNestingWithoutFollowingIt) {
    EXPECT_THAT(fault(std::string(10000, '[')).what, HasSubstr("deeper than 8 levels"));
    EXPECT_THAT(fault(std::string(10000, '{')).what, HasSubstr("not valid JSON"));
}

TEST(JsonTree, RefusesWhatIsNoJson) {
    EXPECT_EQ(fault("{\n\"a\": \"b\",\n}").line, 3u);
    fault("");
    fault("{} {}");
    fault("{\"a\": \"\xff\"}");
    fault("{\"a\": 1e99999}");
    fault("// no comments\n{}");
    fault("{\"a\": \"unfinished");
}

} // namespace
} // namespace ferry::identity
