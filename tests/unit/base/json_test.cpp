// What the strict JSON reader refuses, and where it says the fault is.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ferry::testing {

using ::testing::HasSubstr;

std::string refusal(std::string_view text) {
    const auto value = parse_json(text);
    return value ? "accepted" : value.error().message;
}

TEST(ParseJson, ReadsAnOrdinaryDocument) {
    const auto value = parse_json(R"({"a":[1,{"b":"ü"}],"c":null})");

    ASSERT_TRUE(value);
    EXPECT_EQ((*value)["a"][1]["b"], "ü");
}

TEST(ParseJson, RefusesDuplicateKeysAtAnyLevel) {
    EXPECT_THAT(refusal(R"({"a":1,"a":2})"), HasSubstr("duplicate key \"a\""));
    EXPECT_THAT(refusal(R"([{"x":{"k":1,"k":1}}])"), HasSubstr("duplicate key \"k\""));
    EXPECT_EQ(refusal(R"([{"k":1},{"k":1}])"), "accepted");
}

TEST(ParseJson, RefusesDepthWithoutFollowingIt) {
    EXPECT_THAT(refusal(std::string(10'000, '[')), HasSubstr("deeper than 16 levels"));
    EXPECT_EQ(refusal(std::string(16, '[') + std::string(16, ']')), "accepted");
}

TEST(ParseJson, NamesLineAndColumnOfAFault) {
    EXPECT_THAT(refusal("{\n  \"a\": tru\n}"), HasSubstr("line 2"));
}

TEST(ParseJson, RefusesBadUtf8RestsAndComments) {
    EXPECT_THAT(refusal("\"\xC3\x28\""), HasSubstr("UTF-8"));
    EXPECT_NE(refusal("{} x"), "accepted");
    EXPECT_NE(refusal("{} // c"), "accepted");
    EXPECT_NE(refusal(""), "accepted");
    EXPECT_NE(refusal("1e99999"), "accepted");
}

TEST(ParseJson, RefusesEveryTruncation) {
    const std::string whole = R"({"a":[1,2,{"b":"c"}],"d":true})";

    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(parse_json(whole.substr(0, size))) << size;
}

TEST(ParseJson, RefusesMoreThanTheByteLimit) {
    EXPECT_FALSE(parse_json("[1,2,3]", {16, 3}));
}

TEST(RequiredText, TellsMissingFromWrong) {
    const auto value = parse_json(R"({"n":1})");

    EXPECT_EQ(required_text(*value, "id").error().message, "\"id\" is missing");
    EXPECT_EQ(required_text(*value, "n").error().message, "\"n\" is not a string");
}

} // namespace ferry::testing
