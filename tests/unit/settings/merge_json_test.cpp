// Settings files in VS Code's JSON: merged by key, with everything else left as it stands.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using settings::Merged;
using settings::Side;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

Merged merge(const std::string& base, const std::string& ours, const std::string& theirs,
             Side newer = Side::Theirs) {
    const auto merged = settings::merge_three_ways("json", base, ours, theirs, newer);
    EXPECT_TRUE(merged) << merged.error().message;
    return merged ? *merged : Merged{};
}

std::string problem(const std::string& theirs) {
    const auto merged = settings::merge_three_ways("json", "{}", "{\"a\": 1}", theirs, Side::Ours);
    EXPECT_FALSE(merged);
    return merged ? merged->text : merged.error().message;
}

auto clash(const std::string& key, const std::string& kept, const std::string& other) {
    return ::testing::AllOf(Field(&settings::Clash::key, key), Field(&settings::Clash::kept, kept),
                            Field(&settings::Clash::other, other));
}

} // namespace

TEST(MergeJson, TakesWhatEitherSideChanged) {
    const auto merged =
        merge("{\n    \"a\": 1,\n    \"b\": 1\n}\n", "{\n    \"a\": 2,\n    \"b\": 1\n}\n",
              "{\n    \"a\": 1,\n    \"b\": 3\n}\n");

    EXPECT_EQ(merged.text, "{\n    \"a\": 2,\n    \"b\": 3\n}\n");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeJson, KeepsTheNewerValueAndShowsTheOther) {
    const std::string base = R"({"editor.fontSize": 12})";
    const std::string ours = R"({"editor.fontSize": 14})";
    const std::string theirs = R"({"editor.fontSize": 16})";

    const auto our_way = merge(base, ours, theirs, Side::Ours);
    const auto their_way = merge(base, ours, theirs, Side::Theirs);
    EXPECT_EQ(our_way.text, ours);
    EXPECT_THAT(our_way.clashes, ElementsAre(clash("editor.fontSize", "14", "16")));
    EXPECT_EQ(their_way.text, theirs);
    EXPECT_THAT(their_way.clashes, ElementsAre(clash("editor.fontSize", "16", "14")));
}

TEST(MergeJson, SeesNoClashWhereBothChangedToTheSame) {
    const auto merged = merge(R"({"a": 1})", R"({"a": [1, 2]})", R"({"a": [1,2.0,], "b": 0})");

    EXPECT_EQ(merged.text, R"({"a": [1, 2], "b": 0})");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeJson, LetsADeletionClashWithAChange) {
    const auto kept =
        merge(R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})", R"({"b": 1})", Side::Ours);
    const auto gone = merge(R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})", R"({"b": 1})");

    EXPECT_EQ(kept.text, R"({"a": 2, "b": 1})");
    EXPECT_THAT(kept.clashes, ElementsAre(clash("a", "2", "(not there)")));
    EXPECT_EQ(gone.text, R"({"b": 1})");
    EXPECT_THAT(gone.clashes, ElementsAre(clash("a", "(not there)", "2")));
}

TEST(MergeJson, BringsBackWhatTheNewerSideChanged) {
    const auto merged = merge(R"({"a": 1, "b": 1})", R"({"b": 1})", R"({"a": 2, "b": 1})");

    EXPECT_EQ(merged.text, R"({"b": 1, "a": 2})");
    EXPECT_THAT(merged.clashes, ElementsAre(clash("a", "2", "(not there)")));
}

TEST(MergeJson, LeavesCommentsAndSpacingOfOurTextAlone) {
    const auto merged =
        merge("{\"a\": 1, \"b\": 1}",
              "// mine\n{\n  /* sizes */\n  \"a\" :1, // one\n\n  \"b\": 1 // two\n}\n// end\n",
              "{\"a\": 5, \"b\": 1, \"c\": true}");

    EXPECT_EQ(merged.text, "// mine\n{\n  /* sizes */\n  \"a\" :5, // one\n\n  \"b\": 1, // two\n"
                           "  \"c\": true\n}\n// end\n");
}

TEST(MergeJson, RemovesAMemberWithItsLineAndTheCommaBefore) {
    const auto merged =
        merge("{\"a\": 1, \"b\": 1, \"c\": 1}",
              "{\n  // of a\n  \"a\": 1,\n  \"b\": 1, // two\n  \"c\": 1\n}", "{\"a\": 1}");

    EXPECT_EQ(merged.text, "{\n  // of a\n  \"a\": 1\n}");
}

TEST(MergeJson, KeepsATrailingComma) {
    const auto more = merge("{\n  \"a\": 1\n}", "{\n  \"a\": 1,\n}", "{\"a\": 1, \"b\": 1}");
    const auto less = merge("{\"a\": 1, \"b\": 1}", "{\n  \"a\": 1,\n  \"b\": 1,\n}", "{\"a\": 1}");

    EXPECT_EQ(more.text, "{\n  \"a\": 1,\n  \"b\": 1,\n}");
    EXPECT_EQ(less.text, "{\n  \"a\": 1,\n}");
}

TEST(MergeJson, ExchangesTheLastMemberOfASingleLine) {
    const auto merged =
        merge(R"({"a": 1, "b": 1})", R"({ "a": 1, "b": 1 })", R"({"a": 1, "c": 1})");
    const auto only = merge(R"({"a": 1})", R"({ "a": 1 })", R"({"b": 1})");

    EXPECT_EQ(merged.text, R"({ "a": 1, "c": 1 })");
    EXPECT_EQ(only.text, R"({ "b": 1 })");
}

TEST(MergeJson, GoesDownIntoObjects) {
    const auto merged =
        merge("{\"[python]\": {\"tabSize\": 4, \"rulers\": [80]}}",
              "{\n\t\"[python]\": {\n\t\t\"tabSize\": 8,\n\t\t\"rulers\": [80]\n\t}\n}",
              "{\"[python]\": {\"tabSize\": 2, \"rulers\": [80], \"wrap\": true}}", Side::Ours);

    EXPECT_EQ(merged.text, "{\n\t\"[python]\": {\n\t\t\"tabSize\": 8,\n\t\t\"rulers\": [80],\n"
                           "\t\t\"wrap\": true\n\t}\n}");
    EXPECT_THAT(merged.clashes, ElementsAre(clash("[python].tabSize", "8", "2")));
}

TEST(MergeJson, JoinsObjectsThatBothSidesAdded) {
    const auto merged = merge("{}", R"({"o": {"a": 1}})", R"({"o": {"b": 2}})");

    EXPECT_EQ(merged.text, R"({"o": {"a": 1, "b": 2}})");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeJson, PutsAnObjectInWithOurIndentationAndLineEnds) {
    const auto merged = merge("{\r\n  \"a\": 1\r\n}\r\n", "{\r\n  \"a\": 2\r\n}\r\n",
                              "{\n    \"a\": 1,\n    \"o\": {\n        \"b\": 1\n    }\n}\n");

    EXPECT_EQ(merged.text, "{\r\n  \"a\": 2,\r\n  \"o\": {\r\n      \"b\": 1\r\n  }\r\n}\r\n");
}

TEST(MergeJson, OpensAnEmptyObject) {
    const auto root = merge("", "{ }", "{\n  \"a\": 1\n}");
    const auto deep = merge("{}", "{\n  \"o\": {}\n}", "{\n  \"o\": {\n    \"a\": 1\n  }\n}");

    EXPECT_EQ(root.text, "{\n  \"a\": 1\n}");
    EXPECT_EQ(deep.text, "{\n  \"o\": {\n    \"a\": 1\n  }\n}");
}

TEST(MergeJson, CountsAFileOfCommentsAsAnEmptyObject) {
    const auto begun = merge("", "// mine", R"({"a": 1, "b": {}})");
    const auto emptied = merge(R"({"a": 1, "b": 1})", "", R"({"a": 1, "b": 2})");

    EXPECT_EQ(begun.text, "// mine\n{\n    \"a\": 1,\n    \"b\": {}\n}\n");
    EXPECT_EQ(emptied.text, "{\n    \"b\": 2\n}\n");
}

TEST(MergeJson, TakesAFileThatIsNoObjectAsAWhole) {
    const auto merged = merge("[]", "[{\"key\": \"f1\"}]\n", "[{\"key\": \"f2\"}]\n");

    EXPECT_EQ(merged.text, "[{\"key\": \"f2\"}]\n");
    EXPECT_THAT(merged.clashes, ElementsAre(clash("(the whole file)", "[{\"key\": \"f2\"}]",
                                                  "[{\"key\": \"f1\"}]")));
}

TEST(MergeJson, ReadsKeysAsTheyAreMeant) {
    const auto merged = merge(R"({"A": 1})", R"({"\u0041": 1, "b": 1})", R"({"A": 2})");

    EXPECT_EQ(merged.text, R"({"\u0041": 2, "b": 1})");
}

TEST(MergeJson, ReadsNumbersAsTheyAreMeant) {
    const auto merged = merge(R"({"a": [100, -0.5], "b": 1})", R"({"a": [1e2, -5e-1], "b": 2})",
                              R"({"a": [7], "b": 1})", Side::Ours);

    EXPECT_EQ(merged.text, R"({"a": [7], "b": 2})");
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeJson, KeepsOurByteOrderMark) {
    const std::string mark = "\xEF\xBB\xBF";

    EXPECT_EQ(merge("{}", mark + "{\"a\": 1}", "{\"b\": 1}").text, mark + "{\"a\": 1, \"b\": 1}");
}

TEST(MergeJson, NamesTheSideAndTheLineOfWhatItCannotRead) {
    EXPECT_EQ(problem("{\n\"a\": 1\n\"b\": 2}"), "theirs: line 3: a comma or } is missing");
    EXPECT_EQ(problem("{\"a\": 1,\n \"a\": 2}"), "theirs: line 2: the key \"a\" stands here twice");
    EXPECT_EQ(problem("{\"a\": /* open"), "theirs: line 1: the comment has no end");
    EXPECT_EQ(problem("{\"a\": yes}"), "theirs: line 1: not valid JSON at \"yes\"");
    EXPECT_EQ(problem("{\"a\": 1e999}"), "theirs: line 1: not valid JSON at \"1e999\"");
    EXPECT_EQ(problem("{\"a\": \"\xFF\"}"), "theirs: line 1: the string is not valid JSON");
    EXPECT_EQ(problem("{} x"), "theirs: line 1: something stands behind the end of the value");
    EXPECT_EQ(problem("{\n\"a\": \"x\n\"}"), "theirs: line 2: the string has no end");
}

TEST(MergeJson, GoesDown64LevelsAndNoFurther) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };

    EXPECT_EQ(merge("{}", "[]", nested(64)).text, nested(64));
    EXPECT_EQ(problem(nested(65)), "theirs: line 1: deeper than 64 levels");
}

TEST(MergeJson, RefusesAFormatThatItDoesNotKnow) {
    const auto merged = settings::merge_three_ways("xml", "", "a", "b", Side::Ours);

    ASSERT_FALSE(merged);
    EXPECT_EQ(merged.error().code, Code::NotSupported);
    EXPECT_THAT(merged.error().message, HasSubstr("\"xml\" cannot be merged; choose one side"));
}

TEST(MergeJson, ReadsNothingWhereOneSideIsUnchanged) {
    EXPECT_EQ(merge("{,", "anything", "{,").text, "anything");
    EXPECT_EQ(merge("{,", "{,", "anything").text, "anything");
    EXPECT_EQ(merge("{,", "alike", "alike").text, "alike");
}

} // namespace ferry::testing
