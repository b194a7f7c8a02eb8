// What include and never mean, with patterns that stand in the catalog.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/selection.hpp"

#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

identity::SettingsRule rule_of(std::vector<std::string> include,
                               std::vector<std::string> never = {}) {
    identity::SettingsRule rule;
    rule.include = std::move(include);
    rule.never = std::move(never);
    return rule;
}

TEST(Selection, TakesAllWhereNothingIsIncluded) {
    EXPECT_TRUE(is_selected(rule_of({}), ".psqlrc"));
    EXPECT_TRUE(is_selected(rule_of({}), "a/b/c"));
    EXPECT_FALSE(is_selected(rule_of({"x"}), "a/b/c"));
}

TEST(Selection, TakesANameThatStandsAlone) {
    const auto rule = rule_of({"settings.json", "lfrc"});

    EXPECT_TRUE(is_selected(rule, "settings.json"));
    EXPECT_TRUE(is_selected(rule, "Settings.JSON"));
    EXPECT_FALSE(is_selected(rule, "old/settings.json"));
    EXPECT_FALSE(is_selected(rule, "settings.json.bak"));
    EXPECT_FALSE(is_selected(rule, "lfrc/x"));
}

TEST(Selection, TakesAFolderAtAnyDepth) {
    const auto rule = rule_of({"lua/*"});

    EXPECT_TRUE(is_selected(rule, "lua/init.lua"));
    EXPECT_TRUE(is_selected(rule, "lua/a/b/c.lua"));
    EXPECT_FALSE(is_selected(rule, "lua"));
    EXPECT_FALSE(is_selected(rule, "after/lua/x"));
    EXPECT_FALSE(is_selected(rule, "luajit/x"));
}

TEST(Selection, WantsAFolderInFrontWhereAStarStandsThere) {
    const auto rule = rule_of({"*/prefs.js", "*/chrome/*"});

    EXPECT_TRUE(is_selected(rule, "abc.default/prefs.js"));
    EXPECT_TRUE(is_selected(rule, "Profiles/abc.default/prefs.js"));
    EXPECT_TRUE(is_selected(rule, "Profiles/abc/chrome/icons/x.css"));
    EXPECT_FALSE(is_selected(rule, "prefs.js"));
    EXPECT_FALSE(is_selected(rule, "abc/prefs.js/x"));
    EXPECT_FALSE(is_selected(rule, "chrome/x"));
}

TEST(Selection, FindsTheRightStarAmongSeveralPlaces) {
    const auto rule = rule_of({"basic/profiles/*/basic.ini"});

    EXPECT_TRUE(is_selected(rule, "basic/profiles/a/basic.ini"));
    EXPECT_TRUE(is_selected(rule, "basic/profiles/basic.ini/basic.ini"));
    EXPECT_FALSE(is_selected(rule, "basic/profiles/basic.ini"));
    EXPECT_FALSE(is_selected(rule, "basic/profiles/a/service.json"));
}

TEST(Selection, KeepsAStarWithinItsName) {
    const auto rule = rule_of({"*.ini", "Config/*.ini", "prefs*.xml"});

    EXPECT_TRUE(is_selected(rule, "a.ini"));
    EXPECT_TRUE(is_selected(rule, "config/a.ini"));
    EXPECT_TRUE(is_selected(rule, "prefs150.xml"));
    EXPECT_FALSE(is_selected(rule, "cache/a.ini"));
    EXPECT_FALSE(is_selected(rule, "config/deep/a.ini"));
    EXPECT_FALSE(is_selected(rule, "prefs/a.xml"));
}

TEST(Selection, LetsNeverWin) {
    const auto rule = rule_of({"*", "key4.db"}, {"*/key4.db", "key4.db"});

    EXPECT_FALSE(is_selected(rule, "key4.db"));
    EXPECT_FALSE(is_selected(rule, "abc/key4.db"));
    EXPECT_TRUE(is_selected(rule, "abc/prefs.js"));
}

TEST(Selection, ReadsNeverWidely) {
    const auto rule = rule_of({}, {"cache", "*.pem", "log/*", "*/tmp/*", "*token*"});

    for (const auto* path : {"cache", "cache/a/b", "deep/cache/a", "x.pem", "keys/X.PEM", "log/a/b",
                             "a/b/tmp/c", "a/tmp/b/c", "auth/my-token.txt"})
        EXPECT_FALSE(is_selected(rule, path)) << path;
    for (const auto* path : {"cached", "x.pem.txt", "user/log/a", "tmp/a", "log"})
        EXPECT_TRUE(is_selected(rule, path)) << path;
}

TEST(Selection, KnowsWhichFoldersAreWorthAWalk) {
    const auto rule =
        rule_of({"init.lua", "lua/*", "a/b/c.ini", "*/deep.ini"}, {"lua/cache/*", "tmp"});

    EXPECT_TRUE(may_select_below(rule, "lua"));
    EXPECT_TRUE(may_select_below(rule, "lua/sub"));
    EXPECT_TRUE(may_select_below(rule_of({"a/b/c.ini"}), "a/b"));
    EXPECT_FALSE(may_select_below(rule_of({"a/b/c.ini"}), "a/x"));
    EXPECT_FALSE(may_select_below(rule_of({"a/b/c.ini"}), "a/b/c.ini"));
    EXPECT_FALSE(may_select_below(rule_of({"init.lua"}), "lua"));
    EXPECT_FALSE(may_select_below(rule, "lua/cache"));
    EXPECT_FALSE(may_select_below(rule, "lua/tmp"));
    EXPECT_TRUE(may_select_below(rule_of({}, {"log/*"}), "user/log"));
}

TEST(Selection, AnswersHostilePatternsSoon) {
    std::string stars;
    std::string path;
    for (int i = 0; i < 60; ++i) {
        stars += "*/a*a*a/";
        path += "aaaaaaaa/";
    }

    EXPECT_FALSE(is_selected(rule_of({stars + "b"}), path + "c"));
}

} // namespace
} // namespace ferry::settings
