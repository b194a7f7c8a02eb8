// Folders of entries, and what is compiled from them.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/compile.hpp"
#include "core/identity/loader.hpp"
#include "tests/support/entry_folder.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ferry::identity {
namespace {

using ferry::testing::entry_file;
using ferry::testing::EntryFolder;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kPackages = "\"packages\": {\"apt\": \"thing\"}";

TEST(Loader, ReadsSoftwareAndProposedSortedByPath) {
    const EntryFolder folder;
    folder.write("software/z/z.json", "z");
    folder.write("software/a/a.json", "a");
    folder.write("proposed/b/b.json", "b");
    folder.write("software/a/README.md", "not an entry");
    folder.write("schema/software-1.json", "not an entry");

    const auto files = read_entries(folder.path());

    EXPECT_THAT(files.problems, IsEmpty());
    EXPECT_THAT(files.value, ElementsAre(Field(&EntryFile::path, "proposed/b/b.json"),
                                         Field(&EntryFile::path, "software/a/a.json"),
                                         Field(&EntryFile::path, "software/z/z.json")));
}

TEST(Loader, FollowsNoLinks) {
    const EntryFolder folder;
    const auto secret = folder.write("secret.json", "secret");
    folder.write("software/a/a.json", "a");
    std::filesystem::create_symlink(secret, folder.path() / "software/a/b.json");

    EXPECT_THAT(read_entries(folder.path()).value, ElementsAre(Field(&EntryFile::text, "a")));
}

TEST(Loader, SaysThatAFolderIsNoCatalog) {
    const EntryFolder folder;

    const auto files = read_entries(folder.path());

    ASSERT_EQ(files.problems.size(), 1u);
    EXPECT_EQ(files.problems[0].code, Code::NotFound);
}

TEST(Compile, LeavesOutAMalformedEntryAndCountsIt) {
    const auto compiled = compile_catalog({entry_file("good", "\"packages\": {\"apt\": \"good\"}"),
                                           entry_file("bad", "\"packages\": 1")},
                                          "a test");

    ASSERT_EQ(compiled.problems.size(), 1u);
    EXPECT_EQ(compiled.problems[0].subject, "software/b/bad.json");
    EXPECT_THAT(compiled.problems[0].what, HasSubstr("entry left out: line 7: "));
    EXPECT_FALSE(compiled.value.empty());
}

TEST(Compile, TakesTheConfirmedEntryWhereAProposedOneHasItsId) {
    const auto entries =
        usable_entries({entry_file("thing", kPackages + ", \"evidence\": [\"x\"]", "proposed"),
                        entry_file("thing", kPackages)});

    ASSERT_EQ(entries.value.size(), 1u);
    EXPECT_FALSE(entries.value[0].proposed);
    ASSERT_EQ(entries.problems.size(), 1u);
    EXPECT_EQ(entries.problems[0].subject, "proposed/t/thing.json");
}

TEST(Compile, GivesEqualBytesForEqualFilesInAnyOrder) {
    std::vector<EntryFile> files{entry_file("one", "\"packages\": {\"apt\": \"one\"}"),
                                 entry_file("two", "\"packages\": {\"apt\": \"two\"}"),
                                 entry_file("three", "\"packages\": {\"apt\": \"three\"}")};
    const auto first = compile_catalog(files, "a test").value;

    std::reverse(files.begin(), files.end());
    EXPECT_EQ(compile_catalog(files, "a test").value, first);
}

TEST(Compile, WritesTheIndexAndNothingBesideIt) {
    const EntryFolder folder;
    folder.write("software/t/thing.json", entry_file("thing", kPackages).text);

    const auto written = compile_folder(folder.path(), folder.path() / "out/index.bin", "a test");

    EXPECT_TRUE(written.clean());
    EXPECT_EQ(written.value, 1u);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "out/index.bin"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out/index.bin.new"));
}

TEST(Compile, SaysThatTheIndexCannotBeWritten) {
    const EntryFolder folder;
    folder.write("software/t/thing.json", entry_file("thing", kPackages).text);
    folder.write("out", "a file where a folder is wanted");

    const auto written = compile_folder(folder.path(), folder.path() / "out/index.bin", "a test");

    ASSERT_EQ(written.problems.size(), 1u);
    EXPECT_EQ(written.problems[0].code, Code::Io);
    EXPECT_EQ(written.value, 0u);
}

} // namespace
} // namespace ferry::identity
