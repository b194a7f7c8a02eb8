// A change of the catalog in a person's words.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/identity/compile.hpp"
#include "core/identity/difference.hpp"
#include "tests/support/entry_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace identity;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> told(const std::vector<EntryFile>& before,
                              const std::vector<EntryFile>& after) {
    std::vector<std::string> all;
    for (const auto& change : difference(usable_entries(before).value, usable_entries(after).value))
        all.push_back(change.software.text + ": " + join(change.words, ", "));
    return all;
}

TEST(Difference, NamesWhatIsNewGoneAndChanged) {
    const auto same = entry_file("same", R"(  "packages": {"apt": "same"})");
    EXPECT_THAT(
        told({same, entry_file("old", R"(  "packages": {"apt": "old"})"),
              entry_file("app", R"(  "packages": {"apt": "app", "winget": "A.App"})")},
             {same, entry_file("fresh", R"(  "packages": {"apt": "fresh"})"),
              entry_file("app",
                         R"(  "packages": {"apt": "app", "winget": "B.App"}, "like": ["same"])")}),
        ElementsAre("app: winget B.App added, winget A.App no longer, alternatives", "fresh: new",
                    "old: gone"));
}

TEST(Difference, ConfirmingAProposalIsAChange) {
    EXPECT_THAT(
        told({entry_file("app", R"(  "packages": {"apt": "app"}, "evidence": ["x"])", "proposed")},
             {entry_file("app", R"(  "packages": {"apt": "app"})")}),
        ElementsAre("app: confirmed now"));
}

TEST(Difference, OrderMattersAndNothingElseDoes) {
    const auto one = entry_file("app", R"(  "packages": {"apt": ["a1", "b1"]})");
    EXPECT_THAT(told({one}, {entry_file("app", R"(  "packages": {"apt": ["b1", "a1"]})")}),
                ElementsAre("app: order or conditions of packages"));
    EXPECT_THAT(told({one}, {one}), IsEmpty());
}

} // namespace
} // namespace ferry::testing
