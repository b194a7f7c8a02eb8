// What lint finds between files; what it finds in one file is the parser's test.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/lint.hpp"
#include "core/identity/open.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ferry::testing::entry_file;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> told(const std::vector<EntryFile>& files, const Catalog* below = nullptr) {
    std::vector<std::string> all;
    for (const auto& finding : lint(files, below))
        all.push_back(finding.text());
    return all;
}

class OnlyFirefox final : public Catalog {
public:
    std::optional<Recognition> recognise(const PackageRef&) const override { return std::nullopt; }
    std::optional<Recognition> recognise(const Trace&, const std::string&) const override {
        return std::nullopt;
    }
    std::optional<Software> find(const SoftwareId& id) const override {
        if (id.text != "firefox") return std::nullopt;
        return Software{};
    }
    std::vector<SoftwareId> search(const std::string&, std::size_t) const override { return {}; }
    std::size_t size() const override { return 1; }
    std::string origin() const override { return "a test"; }
};

TEST(Lint, PackageThatNoInstallerOffersSaysWhy) {
    const std::set<PackageRef> index = {{{"winget"}, {"a.one"}}, {{"apt"}, {"one"}}};
    const std::vector<EntryFile> files = {
        entry_file(
            "one",
            "\"packages\": {\"apt\": \"oen\", \"dnf\": \"anything\", \"winget\": \"A.One\"}"),
        entry_file("two",
                   "\"packages\": {\"apt\": {\"id\": \"two\", \"note\": \"of Ubuntu only\"}}"),
        entry_file("six", "\"packages\": {\"apt\": {\"id\": \"six\", \"needs\": [\"the vendor's "
                          "repository\"]}}")};
    const auto findings = lint(files, nullptr, &index);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_THAT(findings[0].text(),
                HasSubstr("software/o/one.json:7: apt oen is in no index table"));
}

TEST(Lint, SaysNothingAboutGoodEntries) {
    EXPECT_THAT(told({entry_file("one", "\"packages\": {\"apt\": \"one\"}, \"like\": [\"two\"]"),
                      entry_file("two", "\"packages\": {\"apt\": \"two\"}")}),
                IsEmpty());
}

TEST(Lint, FindsAPackageThatTwoSoftwareClaim) {
    EXPECT_THAT(
        told(
            {entry_file("one", "\"packages\": {\n  \"winget\": \"A.Thing\"}"),
             entry_file("two", "\"packages\": {\n\n  \"winget\": [\"B.Thing\",\n  \"a.thing\"]}")}),
        ElementsAre(
            "software/t/two.json:10: winget a.thing is claimed by software/o/one.json:8 too"));
}

TEST(Lint, LetsTwoSoftwareClaimOnePackageOnSystemsThatExcludeEachOther) {
    EXPECT_THAT(
        told({entry_file("one", R"("packages": {"apt": {"id": "thing", "on": "debian"}})"),
              entry_file("two", R"("packages": {"apt": {"id": "thing", "on": "ubuntu"}})")}),
        IsEmpty());
    EXPECT_THAT(told({entry_file("one", R"("packages": {"apt": {"id": "thing", "on": "debian"}})"),
                      entry_file("two", R"("packages": {"apt": {"id": "thing", "on": "linux"}})")}),
                ElementsAre(HasSubstr("claimed by")));
}

TEST(Lint, FindsAnIdThatTwoFilesHave) {
    EXPECT_THAT(
        told({entry_file("one", "\"packages\": {\"apt\": \"one\"}"),
              entry_file("one", "\"packages\": {\"apt\": \"uno\"}, \"evidence\": [\"x\"]",
                         "proposed")}),
        ElementsAre("proposed/o/one.json:3: the id \"one\" is taken by software/o/one.json"));
}

TEST(Lint, FindsALikeThatNoEntryHas) {
    const std::vector<EntryFile> files{
        entry_file("one", "\"packages\": {\"apt\": \"one\"},\n\"like\": [\n\"firefox\"]")};

    EXPECT_THAT(
        told(files),
        ElementsAre("software/o/one.json:9: \"like\" names \"firefox\", which no entry has"));
}

TEST(Lint, LetsAnOverlayNameWhatTheCatalogBelowHas) {
    const OnlyFirefox below;

    EXPECT_THAT(
        told({entry_file("one", "\"packages\": {\"apt\": \"one\"}, \"like\": [\"firefox\"]")},
             &below),
        IsEmpty());
}

TEST(Lint, SortsByFileAndLine) {
    const auto findings = lint({entry_file("two", "\"packages\": {\"apt\": \"X\"}, \"bad\": \"x\""),
                                entry_file("one", "\"packages\": {\"apt\": \"Y\"}")});

    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].file, "software/o/one.json");
    EXPECT_EQ(findings[1].file, "software/t/two.json");
}

} // namespace
} // namespace ferry::identity
