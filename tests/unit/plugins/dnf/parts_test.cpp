// The pure parsers of the dnf plugin, one by one.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/names.hpp"
#include "plugins/dnf/reasons.hpp"
#include "plugins/dnf/rows.hpp"
#include "plugins/dnf/rpm_header.hpp"
#include "plugins/dnf/transaction.hpp"
#include "plugins/kit/wal.hpp"
#include "tests/support/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::dnf {
namespace {

using ::testing::ElementsAre;
using testing::fixture;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

bool has(const std::string& image, const char* text) {
    return image.find(text) != std::string::npos;
}

TEST(RpmHeader, OfTheRealRpmIsRead) {
    const auto blob = fixture("dnf/ex-app.header");
    const auto package = parse_rpm_header(blob);

    ASSERT_TRUE(package) << package.error().message;
    EXPECT_EQ(package->name, "ex-app");
    EXPECT_EQ(package->evr(), "1.0-1");
    EXPECT_EQ(package->arch, "noarch");
    EXPECT_EQ(package->summary, "test package ex-app");
    EXPECT_GT(package->installed_at, 0u);
}

TEST(RpmHeader, CutOffAnywhereIsAnErrorWithItsPlace) {
    const auto blob = fixture("dnf/ex-app.header");
    for (std::size_t size = 0; size < blob.size(); ++size) {
        const auto package = parse_rpm_header(std::string_view(blob).substr(0, size));
        ASSERT_FALSE(package) << size;
        EXPECT_THAT(package.error().message, HasSubstr("byte "));
    }
}

TEST(RpmHeader, TagThatPointsOutsideIsAnError) {
    auto blob = fixture("dnf/ex-app.header");
    for (std::size_t at = 8; at + 16 <= blob.size(); at += 16) {
        if (blob.substr(at, 4) != std::string("\0\0\x03\xe8", 4)) continue; // the name
        blob[at + 8] = '\x7f';
        EXPECT_FALSE(parse_rpm_header(blob));
        return;
    }
    FAIL() << "the fixture has no name";
}

TEST(WriteAheadLog, BringsWhatWasCommittedAfterTheLastCheckpoint) {
    const auto with = kit::with_log(fixture("dnf/small.sqlite"), fixture("dnf/small.sqlite-wal"));
    ASSERT_TRUE(with);

    EXPECT_TRUE(has(*with, "three"));
    EXPECT_EQ((*with)[18], 1);
}

TEST(WriteAheadLog, CutOffAnywhereLosesOnlyWholeTransactions) {
    const auto database = fixture("dnf/small.sqlite");
    const auto log = fixture("dnf/small.sqlite-wal");
    for (std::size_t size = 0; size < log.size(); size += 7) {
        const auto with = kit::with_log(database, std::string_view(log).substr(0, size));
        ASSERT_TRUE(with) << size;
        EXPECT_EQ(with->size() % 512, 0u);
        EXPECT_FALSE(has(*with, "three"));
    }
}

TEST(WriteAheadLog, FrameWithAWrongChecksumEndsIt) {
    auto log = fixture("dnf/small.sqlite-wal");
    log[log.find("three")] = 'T';
    const auto with = kit::with_log(fixture("dnf/small.sqlite"), log);
    ASSERT_TRUE(with);

    EXPECT_FALSE(has(*with, "Three"));
    EXPECT_TRUE(has(*with, "two"));
}

TEST(WriteAheadLog, SomethingElseIsNoDatabase) {
    EXPECT_FALSE(kit::with_log("hello", ""));
    EXPECT_FALSE(kit::with_log(std::string(4096, 'x'), ""));
}

TEST(DnfReasons, OfDnf5ComeFromItsFiles) {
    Memories memories;
    ASSERT_TRUE(read_packages_toml("version = \"1.0\"\n[packages]\n"
                                   "\"a.noarch\" = {reason = \"External User\"}\n"
                                   "\"b.x86_64\" = {reason = \"Weak Dependency\"}\n",
                                   memories));
    ASSERT_TRUE(read_nevras_toml(
        "[nevras]\n\"b-x-1:4.2.0-1.fc43.x86_64\" = {from_repo = \"updates\"}\n", memories));

    EXPECT_EQ(memories["a.noarch"].reason, FERRY_REASON_EXPLICIT);
    EXPECT_EQ(memories["b.x86_64"].reason, FERRY_REASON_DEPENDENCY);
    EXPECT_EQ(memories["b-x.x86_64"].repository, "updates");
}

TEST(DnfReasons, LineThatIsNotUnderstoodIsNamed) {
    Memories memories;
    const auto read = read_packages_toml("[packages]\n\"a.noarch\" = {reason\n", memories);

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("line 2"));
}

TEST(DnfReasons, LastRowOfTheHistoryDecides) {
    Memories memories;
    take_history({"a", "noarch", "1", "1", "local"}, memories);
    take_history({"a", "noarch", "11", "2", "@System"}, memories);
    EXPECT_EQ(memories["a.noarch"].reason, FERRY_REASON_EXPLICIT);
    EXPECT_EQ(memories["a.noarch"].repository, "local");

    take_history({"a", "noarch", "8", "2", "@System"}, memories);
    EXPECT_EQ(memories["a.noarch"].reason, FERRY_REASON_UNKNOWN);
}

TEST(DnfLocks, AreReadInBothForms) {
    EXPECT_THAT(locked_in_list("# comment\nex-app-0:1.0-1.*\n!ex-lib-0:1-1.*\n"),
                ElementsAre("ex-app"));
    EXPECT_THAT(locked_in_toml("version = \"1.0\"\n[[packages]]\nname = \"ex-app\"\n"),
                ElementsAre("ex-app"));
}

TEST(DnfNames, HaveAnArchitectureOnlyWhereRpmKnowsIt) {
    EXPECT_EQ(parse_id("python3.11"), (Target{"python3.11", ""}));
    EXPECT_EQ(parse_id("glibc.i686"), (Target{"glibc", "i686"}));
    EXPECT_EQ(id_of("glibc", "i686", "x86_64"), "glibc.i686");
    EXPECT_EQ(id_of("glibc", "x86_64", "x86_64"), "glibc");
    EXPECT_EQ(parse_id("-y"), std::nullopt);
}

TEST(DnfRows, ComeFromRpmAndFromBothKindsOfRepoquery) {
    const auto list = parse_rpm_list("ex-app|0|1.0|1|noarch|1795394815|(none)|a | b\n");
    ASSERT_TRUE(list);
    EXPECT_EQ(list->at(0).evr, "1.0-1");
    EXPECT_EQ(list->at(0).summary, "a | b");
    EXPECT_FALSE(parse_rpm_list("ex-app|0|1.0\n"));

    const auto offers = parse_repoquery("a|2|1.0|1|noarch|local|5|6\n\n");
    ASSERT_TRUE(offers);
    EXPECT_EQ(offers->at(0).evr, "2:1.0-1");
}

TEST(DnfFailure, IsToldInItsOwnWordsWithItsClass) {
    const auto unknown =
        classify(1, "No match for argument: x\n", "Error: Unable to find a match: x\n");
    EXPECT_EQ(unknown.result, FERRY_RESULT_NOT_FOUND);
    EXPECT_EQ(unknown.words, "Error: Unable to find a match: x");

    const auto unmet = classify(1, "",
                                "Error: \n Problem: conflicting requests\n  - nothing provides y "
                                "needed by x-1.0-1.noarch\n(try to add '--skip-broken')\n");
    EXPECT_THAT(unmet.words, HasSubstr("nothing provides y needed by x-1.0-1.noarch"));
    EXPECT_EQ(classify(200, "", "RPMDB already locked by 12\n").result, FERRY_RESULT_BUSY);
    EXPECT_EQ(classify(1, "", "The requested operation requires superuser privileges.\n").result,
              FERRY_RESULT_NEEDS_ELEVATION);
}

TEST(DnfTransaction, IsReadFromTheTableAlsoWhereALongNameBreaksIt) {
    const auto plan = parse_transaction(
        "Dependencies resolved.\n==========\n Package   Arch    Version  Repository  Size\n"
        "==========\nInstalling:\n ex-new    noarch  1.0-1    local      5.5 k\n"
        "     replacing  ex-old.noarch 1.0-1\nInstalling dependencies:\n"
        " ex-a-name-that-is-really-long\n           x86_64  1.0-1    local      5.5 k\n"
        "Removing dependent packages:\n ex-app    noarch  1.0-1    @local     0\n\n"
        "Transaction Summary\n==========\nInstall  2 Packages\n");

    EXPECT_THAT(plan.comes,
                ElementsAre(Transaction::Row{"ex-new", "noarch"},
                            Transaction::Row{"ex-a-name-that-is-really-long", "x86_64"}));
    EXPECT_THAT(plan.goes, ElementsAre(Transaction::Row{"ex-app", "noarch"}));
    EXPECT_THAT(plan.replaced, ElementsAre(Transaction::Replacement{"ex-new", "ex-old"}));
}

TEST(DnfTransaction, NewerVersionOfItselfReplacesNobody) {
    const auto plan = parse_transaction("Upgrading:\n bash x86_64 5.3-1.fc43 updates 8.2 MiB\n"
                                        "   replacing bash x86_64 5.2-1.fc43 fedora 8.1 MiB\n");
    EXPECT_THAT(plan.replaced, IsEmpty());
}

TEST(DnfProgress, IsReadFromBothGenerations) {
    const auto four = step_in("  Installing       : pmb-lib-1.0-1.noarch                 1/2 ");
    EXPECT_EQ(four.package, "pmb-lib-1.0-1.noarch");
    EXPECT_EQ(four.of, 2u);
    const auto five = step_in("[3/4] Installing foo-lib-1:2.0-3.noarch 100% | 1.1 MiB/s");
    EXPECT_EQ(five.package, "foo-lib-1:2.0-3.noarch");
    EXPECT_EQ(five.done, 3u);
    EXPECT_EQ(step_in("Complete!").of, 0u);
}

} // namespace
} // namespace ferry::dnf
