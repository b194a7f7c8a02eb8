// Settings of several files that both sides changed.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge_bundles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Files = std::vector<SettingsFile>;

const std::vector<identity::SettingsRule> kRules{
    {"ini", "ini", {}, {}, {}}, {"other", "lua", {}, {}, {}}, {"mixed", "", {}, {}, {}}};

MergedFiles merge(const Files& base, const Files& ours, const Files& theirs) {
    return merge_files(base, ours, theirs, kRules, Side::Theirs);
}

TEST(MergeFiles, TakesEachFileFromTheSideThatChangedIt) {
    const auto merged = merge({{"other", "a", "1"}, {"other", "b", "1"}},
                              {{"other", "a", "2"}, {"other", "b", "1"}},
                              {{"other", "a", "1"}, {"other", "b", "3"}, {"other", "c", "new"}});

    EXPECT_THAT(merged.files,
                ElementsAre(SettingsFile{"other", "a", "2"}, SettingsFile{"other", "b", "3"},
                            SettingsFile{"other", "c", "new"}));
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeFiles, FileThatOneSideRemovedAndTheOtherLeftAloneIsGone) {
    const Files base{{"other", "a", "1"}, {"other", "b", "1"}};

    EXPECT_THAT(merge(base, {{"other", "a", "1"}}, {{"other", "b", "1"}}).files, IsEmpty());
}

TEST(MergeFiles, JoinsByKeyWhereTheFormatIsKnown) {
    const auto merged = merge({{"ini", "f", "[s]\na=1\nb=1\n"}}, {{"ini", "f", "[s]\na=2\nb=1\n"}},
                              {{"ini", "f", "[s]\na=1\nb=3\n"}});

    EXPECT_THAT(merged.files, ElementsAre(SettingsFile{"ini", "f", "[s]\na=2\nb=3\n"}));
    EXPECT_THAT(merged.clashes, IsEmpty());
}

TEST(MergeFiles, KnowsJsonByItsNameWhereTheRuleHasSeveralFormats) {
    const auto merged =
        merge({{"mixed", "k.json", R"({"a":1,"b":1})"}}, {{"mixed", "k.json", R"({"a":2,"b":1})"}},
              {{"mixed", "k.json", R"({"a":1,"b":3})"}});

    EXPECT_THAT(merged.files, ElementsAre(SettingsFile{"mixed", "k.json", R"({"a":2,"b":3})"}));
}

TEST(MergeFiles, NamesTheFileThatItCannotJoinAndTakesTheNewerWhole) {
    const auto merged = merge({{"other", "a", "1"}}, {{"other", "a", "2"}}, {{"other", "a", "3"}});

    EXPECT_THAT(merged.files, ElementsAre(SettingsFile{"other", "a", "3"}));
    ASSERT_THAT(merged.clashes, SizeIs(1));
    EXPECT_EQ(merged.clashes[0].file, "other/a");
    EXPECT_EQ(merged.clashes[0].key, "");
}

TEST(MergeFiles, NamesTheKeyThatBothChanged) {
    const auto merged =
        merge({{"ini", "f", "a=1\n"}}, {{"ini", "f", "a=2\n"}}, {{"ini", "f", "a=3\n"}});

    ASSERT_THAT(merged.clashes, SizeIs(1));
    EXPECT_EQ(merged.clashes[0].kept, "3");
    EXPECT_EQ(merged.clashes[0].other, "2");
}

} // namespace
} // namespace ferry::settings
