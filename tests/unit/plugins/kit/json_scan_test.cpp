// What is told of a document, and what ends it.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/json_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace ferry::kit {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

Result<void> scan(std::string_view text, std::map<std::string, std::string>& texts) {
    return scan_json(text, [&](std::string_view path, const JsonScalar& value) {
        if (const auto* words = std::get_if<std::string_view>(&value))
            texts[std::string(path)] = *words;
        else if (const auto* number = std::get_if<std::int64_t>(&value))
            texts[std::string(path)] = std::to_string(*number);
        else
            texts[std::string(path)] = std::get<bool>(value) ? "yes" : "no";
    });
}

TEST(JsonScan, TellsScalarsOfTheRootAndOfItsObjects) {
    std::map<std::string, std::string> texts;
    ASSERT_TRUE(scan(
        R"({"a": true, "list": [{"a": 1}, "x"], "b": {"c": "d", "deep": {"a": 2}, "e": 7}, "f": null,
                         "g": "h"})",
        texts));
    EXPECT_THAT(texts,
                ElementsAre(Pair("a", "yes"), Pair("b.c", "d"), Pair("b.e", "7"), Pair("g", "h")));
}

TEST(JsonScan, NamesTheLineThatBreaks) {
    std::map<std::string, std::string> texts;
    const auto broken = scan("{\"a\": 1,\n\"b\": }", texts);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, Code::BadData);
    EXPECT_THAT(broken.error().message, HasSubstr("line 2"));
}

TEST(JsonScan, RefusesWhatIsNoObjectAndNumbersBeyondBounds) {
    std::map<std::string, std::string> texts;
    for (const auto* text : {"", "[]", "7", "\"a\"", "{\"a\": 1e999}", "{} {}"})
        EXPECT_FALSE(scan(text, texts)) << text;
    const std::string nested(100'000, '[');
    EXPECT_FALSE(scan("{\"a\": " + nested, texts)); // and no stack that grows with it
}

TEST(JsonScan, GoesDownSixtyFourLevelsAndNoFurther) {
    std::map<std::string, std::string> texts;
    const auto nested = [](std::size_t lists) {
        return "{\"a\":\n" + std::string(lists, '[') + std::string(lists, ']') + "}";
    };
    EXPECT_TRUE(scan(nested(63), texts));
    const auto refused = scan(nested(64), texts);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("line 2: this is nested too deeply"));
}

TEST(JsonScan, RefusesWhatStandsBehindAZeroByteAndWhatIsNotUtf8) {
    using namespace std::string_view_literals;
    std::map<std::string, std::string> texts;
    for (const auto text : {"{\"a\": 1}\0"sv, "{\"a\": 1\0}"sv, "{\"a\": \"b\0c\"}"sv,
                            "{\"a\": \"\xff\"}"sv, "{\"a\": \"\xed\xa0\x80\"}"sv})
        EXPECT_FALSE(scan(text, texts)) << text;
}

TEST(JsonScan, ReadsNothingBehindACharacterThatIsCutOff) { // the sanitized build sees it
    std::map<std::string, std::string> texts;
    for (const auto* first : {"\xc3", "\xed", "\xf0", "\xf0\x9f"})
        EXPECT_FALSE(scan("{\"a name beyond the short ones\": \"" + std::string(first), texts));
}

TEST(JsonScan, CountsLinesAlsoBehindEscapes) {
    std::map<std::string, std::string> texts;
    ASSERT_TRUE(scan("{\"a\\u0062\": \"\\n\\n\\u00e9\"}", texts));
    EXPECT_THAT(texts, ElementsAre(Pair("ab", "\n\n\xc3\xa9")));

    const auto broken = scan("{\"a\": \"\\n\\n\\n\",\n\"b\": \"\\x\"}", texts);
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().message, HasSubstr("line 2"));
}

TEST(JsonScan, TellsWholeNumbersOnlyWithinTheirRange) {
    std::map<std::string, std::string> texts;
    ASSERT_TRUE(scan(R"({"a": -7, "b": 1763800000, "c": 9223372036854775807, "d": 1.5})", texts));
    EXPECT_THAT(texts, ElementsAre(Pair("a", "-7"), Pair("b", "1763800000"),
                                   Pair("c", "9223372036854775807")));
}

} // namespace
} // namespace ferry::kit
