// What has to hold for every merge, tried on many small documents made from a fixed seed.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

using nlohmann::json;
using settings::merge_three_ways;
using settings::Side;

namespace {

constexpr int kRounds = 3000;

class Dice {
public:
    /// From 0 to `sides` - 1, the same on every standard library.
    std::size_t roll(std::size_t sides) { return engine_() % sides; }
    bool one_in(std::size_t sides) { return roll(sides) == 0; }
    template <typename T>
    T pick(std::initializer_list<T> choices) {
        return *(choices.begin() + static_cast<std::ptrdiff_t>(roll(choices.size())));
    }

private:
    std::mt19937 engine_{20260727};
};

/// Blanks and comments as they may stand between two tokens.
std::string gap(Dice& dice) {
    return dice.pick<const char*>(
        {"", "", "", " ", "\n", "\n  ", "\r\n\t", " /* a */ ", " // b\n", "\n  /* c\n */\n"});
}

std::string some_object(Dice& dice, int depth);

std::string some_value(Dice& dice, int depth) {
    if (depth < 3 && dice.one_in(3)) return some_object(dice, depth + 1);
    return dice.pick<const char*>({"1", "2", "null", "\"x\"", "[1, 2]", "[1,2,]", "[{\"a\": {}}]"});
}

std::string some_object(Dice& dice, int depth) {
    std::string text = "{";
    bool comma = true;
    for (const char* key : {"a", "b", "c", "d", "e"}) {
        if (dice.one_in(2)) continue;
        if (!comma) text += "," + gap(dice);
        text += gap(dice) + "\"" + key + "\"" + gap(dice) + ":" + gap(dice);
        text += some_value(dice, depth) + gap(dice);
        comma = dice.one_in(2);
        if (comma) text += "," + gap(dice);
    }
    return text + gap(dice) + "}";
}

/// A document that may be read plainly: no trailing commas, no comments.
json meaning(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "//") == 0)
            i = text.find('\n', i);
        else if (text.compare(i, 2, "/*") == 0)
            i = text.find("*/", i) + 1;
        else if (std::string_view(" \t\r\n").find(text[i]) == std::string_view::npos)
            plain += text[i];
    }
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
        if (plain[i] == ',' && (plain[i + 1] == '}' || plain[i + 1] == ']')) plain.erase(i, 1);
    }
    return json::parse(plain, nullptr, false);
}

/// The rule, over plain values; discarded stands for "not there".
json reference(const json& base, const json& ours, const json& theirs, Side newer) {
    if (!ours.is_object() || !theirs.is_object()) {
        if (ours == theirs || theirs == base) return ours;
        return ours == base || newer == Side::Theirs ? theirs : ours;
    }
    json result = json::object();
    for (const char* key : {"a", "b", "c", "d", "e"}) {
        const auto at = [&](const json& object) {
            return object.is_object() && object.contains(key) ? object[key] : json("not there");
        };
        const auto value = reference(at(base), at(ours), at(theirs), newer);
        if (value != "not there") result[key] = value;
    }
    return result;
}

std::string some_ini(Dice& dice) {
    std::string text;
    const auto end = dice.pick<const char*>({"\n", "\r\n"});
    for (const char* section : {"", "[s]", "[t]", "[s]"}) {
        if (dice.one_in(3)) continue;
        if (*section != '\0') text += std::string(section) + end;
        for (const char* key : {"a", "b", "a", "c"}) {
            if (dice.one_in(6))
                text += dice.pick<const char*>({"# note", "", "; note"}) + std::string(end);
            if (dice.one_in(2)) continue;
            text += dice.pick<const char*>({"", "  "}) + std::string(key);
            text += dice.pick<const char*>({"", "=", " = 1", "=1", "= 2", " = 1 \\\n 2"});
            text += end;
        }
    }
    if (dice.one_in(4) && text.size() > 2 && text[text.size() - 2] != '\n')
        text.resize(text.rfind(end));
    return text;
}

/// "[s] a" to its values, in order, without a reader of ours.
std::map<std::string, std::vector<std::string>> ini_keys(std::string text) {
    std::map<std::string, std::vector<std::string>> keys;
    std::erase(text, '\r');
    for (auto at = text.find("\\\n"); at != std::string::npos; at = text.find("\\\n"))
        text.replace(at, 2, "+");
    std::erase(text, ' ');
    std::string section;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty() || line[0] == '#' || line[0] == ';') continue;
        if (line[0] == '[')
            section = line;
        else
            keys[section + " " + line.substr(0, line.find('='))].push_back(line.substr(1));
    }
    return keys;
}

std::string some_lines(Dice& dice) {
    std::string text;
    for (int i = 0; i < 6; ++i)
        text += dice.pick<const char*>({"a\n", "b\n", "c\r\n", "d\n", "e\n", "\n", " a\n", ""});
    if (dice.one_in(4)) text += "last";
    return text;
}

using Make = std::string (*)(Dice&);
constexpr std::pair<const char*, Make> kFormats[] = {
    {"json", [](Dice& dice) { return gap(dice) + some_object(dice, 0) + gap(dice); }},
    {"ini", some_ini},
    {"lines", some_lines},
};

} // namespace

TEST(MergeProperty, ReturnsTheOtherSideWhereOneIsUnchanged) {
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        const auto& [format, make] = kFormats[dice.roll(3)];
        const auto base = make(dice);
        const auto changed = make(dice);
        EXPECT_EQ(merge_three_ways(format, base, changed, base, Side::Theirs)->text, changed);
        EXPECT_EQ(merge_three_ways(format, base, base, changed, Side::Ours)->text, changed);
        EXPECT_EQ(merge_three_ways(format, base, changed, changed, Side::Ours)->text, changed);
    }
}

TEST(MergeProperty, HasNothingToDoASecondTime) {
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        const auto& [format, make] = kFormats[dice.roll(3)];
        const auto base = make(dice);
        const auto ours = make(dice);
        const auto theirs = make(dice);
        const auto newer = dice.pick({Side::Ours, Side::Theirs});
        const auto merged = merge_three_ways(format, base, ours, theirs, newer);
        ASSERT_TRUE(merged) << merged.error().message << "\n" << base << ours << theirs;
        const auto again = merge_three_ways(format, base, merged->text, theirs, newer);
        ASSERT_TRUE(again) << again.error().message << "\n" << merged->text;
        ASSERT_EQ(again->text, merged->text) << base << "\n---\n" << ours << "\n---\n" << theirs;
    }
}

TEST(MergeProperty, GivesTheValuesThatTheRuleGivesForJson) {
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        const auto base = kFormats[0].second(dice);
        const auto ours = kFormats[0].second(dice);
        const auto theirs = kFormats[0].second(dice);
        const auto newer = dice.pick({Side::Ours, Side::Theirs});
        const auto merged = merge_three_ways("json", base, ours, theirs, newer);
        ASSERT_TRUE(merged) << merged.error().message;
        ASSERT_EQ(meaning(merged->text),
                  reference(meaning(base), meaning(ours), meaning(theirs), newer))
            << base << "\n---\n"
            << ours << "\n---\n"
            << theirs << "\n---\n"
            << merged->text;
    }
}

TEST(MergeProperty, GivesTheValuesThatTheRuleGivesForIni) {
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        const std::string texts[] = {some_ini(dice), some_ini(dice), some_ini(dice)};
        auto base = ini_keys(texts[0]);
        auto ours = ini_keys(texts[1]);
        auto theirs = ini_keys(texts[2]);
        const auto newer = dice.pick({Side::Ours, Side::Theirs});
        const auto merged = merge_three_ways("ini", texts[0], texts[1], texts[2], newer);
        ASSERT_TRUE(merged) << merged.error().message;
        auto result = ini_keys(merged->text);
        for (const auto section : {"", "[s]", "[t]"}) {
            for (const auto key : {" a", " b", " c"}) {
                const auto name = std::string(section) + key;
                const auto wanted = reference(base[name], ours[name], theirs[name], newer);
                ASSERT_EQ(json(result[name]), wanted) << name << "\n"
                                                      << texts[0] << "\n---\n"
                                                      << texts[1] << "\n---\n"
                                                      << texts[2] << "\n---\n"
                                                      << merged->text;
            }
        }
    }
}

TEST(MergeProperty, KeepsEveryCommentOfOursThatStandsAlone) {
    Dice dice;
    for (int round = 0; round < kRounds; ++round) {
        const auto ours = "; top\n" + some_ini(dice) + "\n# end\n";
        const auto merged =
            merge_three_ways("ini", some_ini(dice), ours, some_ini(dice), Side::Theirs);
        ASSERT_TRUE(merged) << merged.error().message;
        const auto count = [](const std::string& text) {
            return std::count(text.begin(), text.end(), '#') +
                   std::count(text.begin(), text.end(), ';');
        };
        ASSERT_EQ(count(merged->text), count(ours)) << ours << "\n---\n" << merged->text;
    }
}

} // namespace ferry::testing
