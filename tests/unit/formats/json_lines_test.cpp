// Lines of values in a JSON text.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/json_lines.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {

using formats::JsonLines;

TEST(JsonLines, KnowsTheLineOfObjectsListsAndMembers) {
    const JsonLines lines("{\n\"a\": [\n1,\n{\"b\": 2},\n{\n\"b\":\n\"x\\\"y\"}]\n,\"c\":{}}");

    EXPECT_EQ(lines.line_of(""), 1u);
    EXPECT_EQ(lines.line_of("/a"), 2u);
    EXPECT_EQ(lines.line_of("/a/1"), 4u);
    EXPECT_EQ(lines.line_of("/a/2"), 5u);
    EXPECT_EQ(lines.line_of("/a/2/b"), 7u);
    EXPECT_EQ(lines.line_of("/c"), 8u);
}

TEST(JsonLines, FallsBackToWhatIsAround) {
    const JsonLines lines("{\n\"a\": {\n\"b\": 1}}");

    EXPECT_EQ(lines.line_of("/a/none/deeper"), 2u);
    EXPECT_EQ(lines.line_of("/none"), 1u);
}

TEST(JsonLines, IsNotMisledByBracketsInsideStrings) {
    const JsonLines lines("{\"a\": \"{[,]}\\\\\",\n\"b\": 1}");

    EXPECT_EQ(lines.line_of("/b"), 2u);
}

} // namespace ferry::testing
