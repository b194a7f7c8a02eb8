// From a ticked plan to what each installer is asked.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/apply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using apply::requests_of;
using ::testing::ElementsAre;

namespace {

PlanLine line_to(const std::string& installer, const std::string& id, bool ticked = true) {
    PlanLine line;
    line.kind = LineKind::Install;
    line.to = PlanPackage{{{installer}, {id}}, {}};
    line.ticked = ticked;
    return line;
}

} // namespace

TEST(Requests, AreOnePerInstallerWithItsTickedPackagesOnce) {
    Plan plan;
    plan.lines = {line_to("apt", "git"), line_to("flatpak", "org.gimp.GIMP"), line_to("apt", "vlc"),
                  line_to("apt", "no", false), line_to("apt", "git")};

    const auto requests = requests_of(plan);

    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(requests[0].installer.text, "apt");
    EXPECT_EQ(requests[0].action, Action::Install);
    EXPECT_THAT(requests[0].ids, ElementsAre(NativeId{"git"}, NativeId{"vlc"}));
    EXPECT_THAT(requests[1].ids, ElementsAre(NativeId{"org.gimp.GIMP"}));
}

TEST(Requests, LeaveOutWhatIsPresentAndWhatHasNothingToInstall) {
    Plan plan;
    plan.lines = {line_to("apt", "git"), line_to("apt", "vlc")};
    plan.lines[0].kind = LineKind::Present;
    plan.lines[1].to.reset();

    EXPECT_TRUE(requests_of(plan).empty());
}

} // namespace ferry::testing
