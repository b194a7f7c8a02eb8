// A plan as it is shown to a person.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/plan_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string with_present(int count) {
    Plan plan{"pc", "laptop", {}};
    for (int i = 0; i < count; ++i) {
        PlanLine line;
        line.kind = LineKind::Present;
        line.software = SoftwareId{"tool" + std::to_string(i)};
        plan.lines.push_back(line);
    }
    return cli::plan_text(plan);
}

} // namespace

TEST(PlanWords, NameWhatIsPresent) {
    EXPECT_THAT(with_present(2), HasSubstr("Present already (2): tool0 tool1\n"));
    EXPECT_THAT(with_present(20), HasSubstr("tool18 tool19\n"));
    EXPECT_THAT(with_present(0), Not(HasSubstr("Present")));
}

TEST(PlanWords, NameTheFirstWhereHundredsArePresent) {
    const auto text = with_present(152);

    EXPECT_THAT(text, HasSubstr("Present already (152): tool0 tool1 "));
    EXPECT_THAT(text, HasSubstr(" tool19 and 132 more, which --json names\n"));
}

} // namespace ferry::testing
