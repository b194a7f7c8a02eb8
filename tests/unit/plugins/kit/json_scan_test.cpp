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

} // namespace
} // namespace ferry::kit
