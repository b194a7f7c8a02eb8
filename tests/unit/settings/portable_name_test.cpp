// Names that travel, and names that are one on some system.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/portable_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

using ::testing::HasSubstr;

TEST(PortableName, TakesOrdinaryNames) {
    for (const auto* path : {"a", ".vimrc", "a/b/c.d", "Local Storage/x", "console", "com", "com10",
                             "lpt0", "nullable.txt", "..a", "a..b",
                             "gr\xC3\xBC\xC3\x9F"
                             "e"})
        EXPECT_FALSE(name_problem(path)) << path;
}

TEST(PortableName, RefusesNamesThatWindowsKeeps) {
    for (const auto* path : {"con", "PRN.txt", "x/Aux", "nul.tar.gz", "COM1", "lpt9.x", "con .txt",
                             "com\xC2\xB9", "a/nul/b"})
        EXPECT_THAT(name_problem(path).value_or(""), HasSubstr("devices")) << path;
}

TEST(PortableName, RefusesPathsThatLeadElsewhere) {
    for (const auto* path :
         {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "a/./b", "a\\b", "c:a"})
        EXPECT_TRUE(name_problem(path)) << path;
}

TEST(PortableName, RefusesBytesThatNobodyCanRead) {
    for (const auto* path : {"a\nb", "a\x7F", "\x1B[2J", "\xC3", "\xED\xA0\x80", "a*", "a|b"})
        EXPECT_TRUE(name_problem(path)) << path;
    EXPECT_TRUE(name_problem(std::string_view("a\0b", 3)));
}

TEST(PortableName, HoldsItsLengths) {
    const std::string name(255, 'n');

    EXPECT_FALSE(name_problem(name));
    EXPECT_TRUE(name_problem(name + "n"));
    EXPECT_FALSE(name_problem(name + "/" + name + "/" + name + "/" + name));
    EXPECT_TRUE(name_problem(name + "/" + name + "/" + name + "/" + name + "/n"));
}

TEST(PortableName, FoldsTheCaseOfManyScripts) {
    EXPECT_EQ(folded("Abc/XYZ.9"), "abc/xyz.9");
    EXPECT_EQ(folded("\xC3\x84\xC3\x96\xC3\x9C"), "\xC3\xA4\xC3\xB6\xC3\xBC");
    EXPECT_EQ(folded("\xC5\x81\xC5\xB9"), "\xC5\x82\xC5\xBA"); // Polish
    EXPECT_EQ(folded("\xD0\x81\xD0\x96"), "\xD1\x91\xD0\xB6"); // Cyrillic
    EXPECT_EQ(folded("\xCE\x91\xCE\xA9"), "\xCE\xB1\xCF\x89"); // Greek
    EXPECT_EQ(folded("\xE2\x84\xAA"), "k");                    // Kelvin
    EXPECT_EQ(folded("\xEF\xBC\xA1"), "\xEF\xBD\x81");         // full width
    EXPECT_EQ(folded("\xF0\x90\x90\x80"), "\xF0\x90\x90\xA8"); // Deseret
    EXPECT_EQ(folded("\xC3\x97\xE6\xBC\xA2\xF0\x9F\x98\x80"),
              "\xC3\x97\xE6\xBC\xA2\xF0\x9F\x98\x80");
}

} // namespace
} // namespace ferry::settings
