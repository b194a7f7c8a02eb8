// The stanza reader: what it keeps, and every way in which a text can be broken.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/deb822.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace ferry::apt {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::array<std::string_view, 2> kFields = {"Package", "Version"};

Result<std::vector<std::string>> read(std::string_view text, Ending ending = Ending::EmptyLine) {
    std::vector<std::string> all;
    StanzaReader stanza(text, kFields, ending);
    for (;;) {
        const auto more = stanza.next();
        if (!more) return more.error();
        if (!*more) return all;
        all.push_back(std::string(stanza.value(0)) + " " + std::string(stanza.value(1)) + " " +
                      std::to_string(stanza.line()));
    }
}

std::string problem(std::string_view text) {
    const auto all = read(text);
    return all ? "none" : all.error().message;
}

TEST(StanzaReader, KeepsTheWantedFieldsAndTheLineOfEachEntry) {
    const auto all = read("Package: a\nDescription: x\n more\nVersion: 1\n\n\n\nPackage:b\n\n");

    ASSERT_TRUE(all);
    EXPECT_THAT(*all, ElementsAre("a 1 1", "b  8"));
}

TEST(StanzaReader, KnowsFieldsInAnyCaseAndCutsSpaces) {
    const auto all = read("PACKAGE: \t a \t\nversion:1\n\n");

    ASSERT_TRUE(all);
    EXPECT_THAT(*all, ElementsAre("a 1 1"));
}

TEST(StanzaReader, PointsIntoTheTextInsteadOfCopying) {
    const std::string text = "Package: a\n\n";
    StanzaReader stanza(text, kFields);

    ASSERT_TRUE(stanza.next());
    EXPECT_EQ(stanza.value(0).data(), text.data() + 9);
}

TEST(StanzaReader, HasNothingToSayOfAnEmptyText) {
    EXPECT_TRUE(read("")->empty());
    EXPECT_TRUE(read("\n\n")->empty());
}

TEST(StanzaReader, NamesTheLineThatIsNoField) {
    EXPECT_THAT(problem("Package: a\nnonsense\n\n"), HasSubstr("line 2: not a field: 'nonsense'"));
    EXPECT_THAT(problem(": a\n\n"), HasSubstr("line 1: not a field"));
}

TEST(StanzaReader, RefusesAFieldForTheSecondTimeInOneEntry) {
    EXPECT_THAT(problem("Package: a\nPackage: b\n\n"), HasSubstr("line 2: a field for the second"));
}

TEST(StanzaReader, RefusesContinuationsOfNothing) {
    EXPECT_THAT(problem(" a\n\n"), HasSubstr("begins with a continuation"));
    EXPECT_THAT(problem("Package: a\n \t\n\n"), HasSubstr("line 2: a line of spaces only"));
}

TEST(StanzaReader, RefusesATextThatWasCutOff) {
    EXPECT_THAT(problem("Package: a\n\nPackage: b"),
                HasSubstr("line 3: the text ends in the middle"));
    EXPECT_THAT(problem("Package: a\n"), HasSubstr("line 1: the text ends in the middle"));
}

TEST(StanzaReader, LetsAJournalFileEndWithItsLastLine) {
    EXPECT_THAT(*read("Package: a\nVersion: 1\n", Ending::Line), ElementsAre("a 1 1"));
    EXPECT_FALSE(read("Package: a\nVersion: 1", Ending::Line));
}

TEST(StanzaReader, SeesEveryCutOfARealFileButThoseBetweenEntries) {
    const auto text = testing::fixture("apt/status.txt");
    ASSERT_FALSE(text.empty());

    for (std::size_t size = 1; size < text.size(); ++size) {
        const auto whole = read(std::string_view(text).substr(0, size)).ok();
        const bool between = text.substr(0, size).ends_with("\n\n");
        EXPECT_EQ(whole, between) << "cut after " << size << " bytes";
    }
}

} // namespace
} // namespace ferry::apt
