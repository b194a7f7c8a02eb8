// What `winget export` writes, and what people and attackers make of it.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/winget_reader.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::read_winget;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

/// An export of winget's own source with the given text between the brackets of "Packages".
std::string export_of(const std::string& packages) {
    return R"({"$schema":"https://aka.ms/winget-packages.schema.2.0.json","Sources":[{
"SourceDetails":{"Identifier":"Microsoft.Winget.Source_8wekyb3d8bbwe","Name":"winget",
"Argument":"https://cdn.winget.microsoft.com/cache","Type":"Microsoft.PreIndexed.Package"},
"Packages":[
)" + packages +
           "\n]}]}";
}

} // namespace

TEST(WingetReader, TakesIdsVersionsSourcesAndScopes) {
    const auto read = read_winget(fixture("formats/winget-2.0.json"), {});

    ASSERT_TRUE(read);
    EXPECT_EQ(read->value.format, "winget");
    EXPECT_THAT(refs(read->value), ElementsAre("winget:7zip.7zip", "winget:Example.Editor",
                                               "winget:Example.Tool", "winget:9NEXAMPLE001"));
    const auto& editor = read->value.entries[1];
    EXPECT_EQ(editor.version, "4.2.0");
    EXPECT_EQ(editor.origin, "winget");
    EXPECT_EQ(editor.scope, Scope::System);
    EXPECT_EQ(editor.line, 13u);
    EXPECT_EQ(read->value.entries[3].origin, "msstore");
}

TEST(WingetReader, NamesWhatItDropsWithItsLine) {
    const auto read = read_winget(fixture("formats/winget-2.0.json"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(notes(*read),
                ElementsAre(AllOf(HasSubstr("line 20"), HasSubstr("InitialOverrideArguments"),
                                  Not(HasSubstr("evil"))),
                            AllOf(HasSubstr("line 58"), HasSubstr("\"example\""),
                                  HasSubstr("2 packages"))));
}

TEST(WingetReader, ReadsSchemaOne) {
    const auto read = read_winget(fixture("formats/winget-1.0.json"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre("winget:Git.Git", "winget:Mozilla.Firefox"));
    EXPECT_THAT(notes(*read), IsEmpty());
}

TEST(WingetReader, ReadsTheExampleWithoutAComplaint) {
    std::ifstream file(FERRY_SOURCE_DIR "/examples/office-pc.winget.json", std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});

    const auto read = read_winget(text, {});

    ASSERT_TRUE(read);
    EXPECT_EQ(read->value.entries.size(), 44u);
    EXPECT_THAT(notes(*read), IsEmpty());
}

TEST(WingetReader, RefusesAnotherSchemaByItsLine) {
    const auto read =
        read_winget("{\n\"$schema\":\"https://aka.ms/winget-packages.schema.3.0.json\"}", {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, AllOf(HasSubstr("line 2"), HasSubstr("schema.3.0")));
}

TEST(WingetReader, RefusesDuplicateKeys) {
    const auto read =
        read_winget(export_of(R"({"PackageIdentifier":"A.B","PackageIdentifier":"C.D"})"), {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("duplicate key \"PackageIdentifier\""));
}

struct BadType {
    std::string packages;
    std::string words;
};

class WingetBadTypes : public ::testing::TestWithParam<BadType> {};

TEST_P(WingetBadTypes, AreRefusedWithTheirLine) {
    const auto read = read_winget(export_of(GetParam().packages), {});

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::BadData);
    EXPECT_THAT(read.error().message, AllOf(HasSubstr("line 6"), HasSubstr(GetParam().words)));
}

INSTANTIATE_TEST_SUITE_P(
    Winget, WingetBadTypes,
    ::testing::Values(BadType{"\n[7]", "a package is an object"},
                      BadType{"\n{\"Version\":\"1\"}", "\"PackageIdentifier\" is missing"},
                      BadType{"\n{\"PackageIdentifier\":7}",
                              "\"PackageIdentifier\" is not a string"},
                      BadType{"\n{\"PackageIdentifier\":\"A.B\",\"Version\":[1]}",
                              "\"Version\" is not a string"}));

TEST(WingetReader, RefusesSourcesThatAreNoList) {
    const auto read = read_winget(
        R"({"$schema":"https://aka.ms/winget-packages.schema.2.0.json","Sources":{}})", {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("\"Sources\" is not a list"));
}

TEST(WingetReader, LeavesOutAnIdThatIsNoneAndTakesTheRest) {
    const auto read = read_winget(
        export_of(R"({"PackageIdentifier":"--purge"},{"PackageIdentifier":"Git.Git"})"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre("winget:Git.Git"));
    EXPECT_THAT(notes(*read), ElementsAre(HasSubstr("line 5: \"--purge\" is no winget id")));
}

TEST(WingetReader, TakesTheSamePackageOnceWhateverItsSpelling) {
    const auto read = read_winget(
        export_of(R"({"PackageIdentifier":"Git.Git"},{"PackageIdentifier":"git.GIT"})"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre("winget:Git.Git"));
}

TEST(WingetReader, SaysWhenASecondEntryDiffers) {
    const auto read = read_winget(export_of("{\"PackageIdentifier\":\"A.B\",\"Version\":\"1\"},\n"
                                            "{\"PackageIdentifier\":\"A.B\",\"Version\":\"2\"}"),
                                  {});

    ASSERT_TRUE(read);
    EXPECT_THAT(notes(*read), ElementsAre(HasSubstr("line 6: winget:A.B is named twice; line 5")));
}

TEST(WingetReader, NamesKeysThatItDoesNotKnow) {
    const auto read =
        read_winget(export_of(R"({"PackageIdentifier":"A.B","RunAfter":"evil.exe"})"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(notes(*read), ElementsAre(HasSubstr("\"RunAfter\" is not understood")));
}

TEST(WingetReader, ReadsPastAByteOrderMark) {
    EXPECT_TRUE(read_winget("\xEF\xBB\xBF" + export_of(""), {}));
}

} // namespace ferry::testing
