// What counts as found, wrong and missing.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/assertion.hpp"
#include "core/identity/compile.hpp"
#include "core/identity/coverage.hpp"
#include "core/identity/index_reader.hpp"
#include "core/identity/index_writer.hpp"
#include "core/identity/layered_catalog.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace ferry::testing {
namespace {

using namespace identity;
using ::testing::HasSubstr;

const std::vector<EntryFile> kFiles = {
    entry_file("one", R"(  "packages": {"apt": "one", "brew": ["cask:one", "formula:one"],
                "choco": "One", "winget": "A.One"},
  "traces": {"macos": {"bundle": "org.one"}},
  "settings": [{"name": "a", "paths": {"windows": "{roaming}/One", "macos": "{home}/.one", "flatpak": "{home}/.one"}}],
  "like": ["two"])"),
    entry_file("two", R"(  "packages": {"apt": "two", "dnf": "two"})"),
    entry_file("three",
               R"(  "packages": {"apt": "three", "brew": "formula:three", "choco": "three"},
  "evidence": ["same page"])",
               "proposed")};

class Judge : public ::testing::Test {
protected:
    Judge() : bytes_(*write_index(usable_entries(kFiles).value, "test")) {
        std::vector<IndexReader> layers;
        layers.push_back(*IndexReader::over(bytes_));
        catalog_ = std::make_unique<LayeredCatalog>(std::move(layers));
    }
    Verdict verdict(const AssertedPackage& left, const AssertedPackage& right) const {
        return judge(*catalog_, {left, right}).verdict;
    }

    std::string bytes_;
    std::unique_ptr<LayeredCatalog> catalog_;
};

TEST_F(Judge, FoundWhateverTheCaseWhereItsInstallerIgnoresIt) {
    EXPECT_EQ(verdict({"winget", "a.one"}, {"choco", "one"}), Verdict::Found);
    EXPECT_EQ(verdict({"brew_cask", "one"}, {"apt", "one"}), Verdict::Found);
    EXPECT_EQ(verdict({"apt", "three"}, {"brew_formula", "three"}), Verdict::Found);
}

TEST_F(Judge, WrongOnlyWhereTheCatalogSaysAnotherOfThatKind) {
    EXPECT_EQ(verdict({"apt", "one"}, {"winget", "B.One"}), Verdict::Wrong);
    EXPECT_EQ(verdict({"apt", "one"}, {"brew_formula", "one@2"}), Verdict::Wrong);
    EXPECT_EQ(verdict({"apt", "one"}, {"flatpak", "org.one.One"}), Verdict::Missing);
    EXPECT_EQ(verdict({"apt", "three"}, {"brew_cask", "three"}), Verdict::Missing);
    EXPECT_EQ(verdict({"apt", "nosuch"}, {"dnf", "nosuch"}), Verdict::Missing);
}

TEST(AssertionFile, OtherKindsAreCountedAndARowWithoutAnIdIsNamed) {
    const std::string header = "left_kind\tleft_id\tright_kind\tright_id\n";
    const auto all = parse_assertions(header + "apt\ta\tdnf\tb\nscoop\ta\tapt\tb\n");
    ASSERT_TRUE(all);
    EXPECT_EQ(all->pairs.size(), 1u);
    EXPECT_EQ(all->other_kinds, 1u);
    const auto broken = parse_assertions(header + "apt\ta\tdnf\t\n");
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().message, HasSubstr("line 2"));
}

TEST(Score, AnswersNothingIsNotWrong) {
    EXPECT_DOUBLE_EQ((Score{4, 0, 0}).precision(), 1.0);
    EXPECT_DOUBLE_EQ((Score{4, 2, 1}).precision(), 2.0 / 3);
    EXPECT_DOUBLE_EQ((Score{4, 2, 1}).recall(), 0.5);
}

TEST(Coverage, CountsSystemsSettingsAndWhatIsProposedApart) {
    const auto sum = coverage_of(usable_entries(kFiles).value);
    EXPECT_EQ(sum.curated, 2u);
    EXPECT_EQ(sum.proposed, 1u);
    EXPECT_EQ(sum.windows, 1u);
    EXPECT_EQ(sum.macos, 1u);
    EXPECT_EQ(sum.linux, 2u);
    EXPECT_EQ(sum.all_three, 1u);
    EXPECT_EQ(sum.proposed_all_three, 1u);
    EXPECT_EQ(sum.like, 1u);
    EXPECT_EQ(sum.traces, 1u);
    EXPECT_EQ(sum.settings_two, 1u);
    EXPECT_EQ(sum.settings_three, 1u); // a flatpak is Linux
}

} // namespace
} // namespace ferry::testing
