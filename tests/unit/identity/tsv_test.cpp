// Columns by name, lines by number.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/tsv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Tsv, ColumnsStandWhereTheyWant) {
    const auto table = parse_tsv("name\tother\tid\nGit\tx\tgit\r\n\nVim\ty\tvim\n", {"id", "name"});
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 2u);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("git", "Git"));
    EXPECT_THAT(table->rows[1].cells, ElementsAre("vim", "Vim"));
    EXPECT_EQ(table->rows[1].line, 4u);
}

TEST(Tsv, ShortRowHasEmptyCells) {
    const auto table = parse_tsv("id\tname\ngit", {"id", "name"});
    ASSERT_TRUE(table);
    EXPECT_THAT(table->rows.at(0).cells, ElementsAre("git", ""));
}

TEST(Tsv, MissingColumnIsNamed) {
    for (const auto* text : {"id\tnames\n", "", "\n"}) {
        const auto table = parse_tsv(text, {"id", "name"});
        ASSERT_FALSE(table);
        EXPECT_EQ(table.error().code, Code::BadData);
        EXPECT_THAT(table.error().message, HasSubstr("the column"));
    }
}

} // namespace
} // namespace ferry::identity
