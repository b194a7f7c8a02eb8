// Which findings concern a change.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/finding.hpp"

#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

const std::vector<Finding> kFindings{
    {"software/a/ab.json", 3, Severity::Error, "\"homepage\" is empty"},
    {"software/b/ab.json", 3, Severity::Error, "apt x is claimed by software/c/cd.json:8 too"},
    {"software/e/ef.json", 9, Severity::Error, "\"like\" names \"gone\", which no entry has"}};

std::vector<std::string> concerned(const std::vector<std::string>& files) {
    std::vector<std::string> names;
    for (const auto& finding : concerning(kFindings, files))
        names.push_back(finding.file);
    return names;
}

TEST(Concerning, FileIsFoundWithFoldersInFrontAndWithout) {
    const std::vector<std::string> one{"software/a/ab.json"};
    EXPECT_EQ(concerned({"software/a/ab.json"}), one);
    EXPECT_EQ(concerned({"catalog/software/a/ab.json"}), one);
    EXPECT_EQ(concerned({"/somewhere/catalog/software/a/ab.json"}), one);
}

TEST(Concerning, OtherSideOfAFindingCounts) {
    EXPECT_EQ(concerned({"software/c/cd.json"}), std::vector<std::string>{"software/b/ab.json"});
    EXPECT_EQ(concerned({"software/g/gone.json"}), std::vector<std::string>{"software/e/ef.json"});
}

TEST(Concerning, OthersAreLeftOut) {
    EXPECT_TRUE(concerned({"software/z/zz.json", "b.json"}).empty());
    EXPECT_EQ(concerned({}).size(), 3u);
}

} // namespace
} // namespace ferry::identity
