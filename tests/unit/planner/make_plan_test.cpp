// Each kind of line: when it is, what is ticked, what it says.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "tests/support/plan_inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ferry::testing {

using planner::make_plan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

PlanLine only_line(const planner::PlanInput& input) {
    const auto plan = make_plan(input);
    EXPECT_EQ(plan.lines.size(), 1u);
    return plan.lines.empty() ? PlanLine{} : plan.lines.front();
}

} // namespace

TEST(PlanLine, IsPresentWhereAnyInstallerHasIt) {
    auto input = wanting("winget:Mozilla.Firefox", "firefox");
    input.here[{"firefox"}].present = PlanPackage{ref("apt:firefox-esr"), "140.3"};
    add_offered(input, "firefox", "apt:firefox-esr");

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Present);
    EXPECT_EQ(line.to->version, "140.3");
    EXPECT_FALSE(line.ticked);
}

TEST(PlanLine, IsPresentWhereItIsThereWithoutAnInstaller) {
    auto input = wanting("winget:Zoom.Zoom", "zoom");
    input.here[{"zoom"}].present_as_trace = true;

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Present);
    EXPECT_EQ(line.to, std::nullopt);
    EXPECT_THAT(line.reason, HasSubstr("no installer manages it"));
}

TEST(PlanLine, IsInstallAndTickedWhereAConfirmedCounterpartIsOffered) {
    auto input = wanting("winget:VideoLAN.VLC", "vlc");
    add_offered(input, "vlc", "apt:vlc", "3.0.21");

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_EQ(line.to, (PlanPackage{ref("apt:vlc"), "3.0.21"}));
    EXPECT_EQ(line.from->ref.text(), "winget:VideoLAN.VLC");
    EXPECT_TRUE(line.ticked);
    EXPECT_THAT(line.choices, IsEmpty());
}

TEST(PlanLine, TakesTheFirstCounterpartThatIsOffered) {
    auto input = wanting("winget:Mozilla.Firefox", "firefox");
    input.here[{"firefox"}].counterparts = {{ref("apt:firefox"), false, {}},
                                            {ref("apt:firefox-esr"), false, {}}};
    offer(input, "apt:firefox-esr", "140");

    EXPECT_EQ(only_line(input).to->ref.text(), "apt:firefox-esr");
}

TEST(PlanLine, IsDepotAndTickedWhereOnlyTheDepotHasIt) {
    auto input = wanting("winget:Acme.Tool", "tool");
    input.here[{"tool"}].depot = PlanPackage{ref("depot:tool"), "1.2"};
    input.here[{"tool"}].depot_words = "added by laptop";

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Depot);
    EXPECT_EQ(line.to, (PlanPackage{ref("depot:tool"), "1.2"}));
    EXPECT_EQ(line.reason, "added by laptop");
    EXPECT_TRUE(line.ticked);
}

TEST(PlanLine, IsInstallWhereAnInstallerOffersWhatTheDepotHasToo) {
    auto input = wanting("winget:Acme.Tool", "tool");
    input.here[{"tool"}].depot = PlanPackage{ref("depot:tool"), "1.2"};
    add_offered(input, "tool", "apt:tool", "1.0");

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_EQ(line.to->ref.text(), "apt:tool");
}

TEST(PlanLine, SaysWhyTheDepotsFileIsNotForThisDevice) {
    auto input = wanting("winget:Acme.Tool", "tool");
    input.here[{"tool"}].depot_words = "the depot has it for windows only";

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::NoCounterpart);
    EXPECT_FALSE(line.ticked);
    EXPECT_THAT(line.reason, HasSubstr("; the depot has it for windows only"));
}

TEST(PlanLine, IsUnconfirmedWhereTheDepotHasWhatAProposedEntryRecognised) {
    auto input = wanting("winget:Acme.Tool", "tool");
    input.wanted[0].proposed = true;
    input.here[{"tool"}].depot = PlanPackage{ref("depot:tool"), "1.2"};

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Unconfirmed);
    EXPECT_EQ(line.to->ref.text(), "depot:tool");
    EXPECT_FALSE(line.ticked);
}

TEST(PlanLine, StaysDeclinedWhereTheDepotHasIt) {
    auto input = wanting("winget:Acme.Tool", "tool");
    input.here[{"tool"}].declined = true;
    input.here[{"tool"}].depot = PlanPackage{ref("depot:tool"), "1.2"};

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Declined);
    EXPECT_EQ(line.to->ref.text(), "depot:tool");
    EXPECT_FALSE(line.ticked);
}

TEST(PlanLine, IsInstallButNotTickedWhereTheInstallerCouldNotBeAsked) {
    auto input = wanting("winget:VideoLAN.VLC", "vlc");
    input.here[{"vlc"}].counterparts = {{ref("apt:vlc"), false, {"a repository"}}};
    input.not_asked = {{"apt"}};

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_FALSE(line.ticked);
    EXPECT_THAT(line.reason, HasSubstr("apt could not be asked"));
    EXPECT_THAT(line.needs, ElementsAre("a repository"));
}

TEST(PlanLine, IsUnconfirmedWhereTheCounterpartIsProposed) {
    auto input = wanting("winget:A.B", "thing");
    add_offered(input, "thing", "apt:thing");
    input.here[{"thing"}].counterparts[0].proposed = true;

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Unconfirmed);
    EXPECT_FALSE(line.ticked);
    EXPECT_EQ(line.to->ref.text(), "apt:thing");
}

TEST(PlanLine, IsUnconfirmedWhereTheRecognitionIsProposed) {
    auto input = wanting("winget:A.B", "thing");
    input.wanted[0].proposed = true;
    add_offered(input, "thing", "apt:thing");

    EXPECT_EQ(only_line(input).kind, LineKind::Unconfirmed);
}

TEST(PlanLine, IsConfirmedWhereOneOfSeveralDevicesConfirmsIt) {
    auto input = wanting("winget:A.B", "thing");
    input.wanted[0].proposed = true;
    input.wanted.push_back(wanted("brew:formula:thing", "thing"));
    add_offered(input, "thing", "apt:thing");

    EXPECT_EQ(only_line(input).kind, LineKind::Install);
}

TEST(PlanLine, IsDeclinedAndNotTickedButCanBeHad) {
    auto input = wanting("winget:VideoLAN.VLC", "vlc");
    add_offered(input, "vlc", "apt:vlc");
    input.here[{"vlc"}].declined = true;

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Declined);
    EXPECT_FALSE(line.ticked);
    EXPECT_EQ(line.to->ref.text(), "apt:vlc");
    EXPECT_THAT(line.reason, HasSubstr("removed or refused"));
}

TEST(PlanLine, IsAlternativeWhereSomethingElseDoesTheJob) {
    auto input = wanting("winget:Notepad++.Notepad++", "notepad++");
    input.here[{"notepad++"}].like = {{"kate"}, {"geany"}};
    add_offered(input, "geany", "apt:geany");
    input.here[{"kate"}];

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Alternative);
    EXPECT_FALSE(line.ticked);
    EXPECT_EQ(line.to, std::nullopt);
    ASSERT_EQ(line.choices.size(), 1u);
    EXPECT_EQ(line.choices[0].ref.text(), "apt:geany");
    EXPECT_THAT(line.reason, HasSubstr("does the same job: geany"));
}

TEST(PlanLine, SaysThatAnAlternativeIsHereAlready) {
    auto input = wanting("winget:Notepad++.Notepad++", "notepad++");
    input.here[{"notepad++"}].like = {{"kate"}};
    input.here[{"kate"}].present = PlanPackage{ref("apt:kate"), "25"};

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::NoCounterpart);
    EXPECT_THAT(line.reason, HasSubstr("here already and does the same job: kate"));
}

TEST(PlanLine, HasNoCounterpartAndSaysWhereItIsKnown) {
    auto input = wanting("winget:Microsoft.PowerToys", "powertoys");

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::NoCounterpart);
    EXPECT_EQ(line.reason, "the catalog knows it only under winget");
}

TEST(PlanLine, HasNoCounterpartWhereItIsNotOfferedAndSaysWhatItNeeds) {
    auto input = wanting("winget:Google.Chrome", "google-chrome");
    input.here[{"google-chrome"}].counterparts = {
        {ref("apt:google-chrome-stable"), false, {"the Google Chrome repository"}}};

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::NoCounterpart);
    EXPECT_EQ(line.reason, "apt:google-chrome-stable is not offered here now");
    EXPECT_THAT(line.needs, ElementsAre("the Google Chrome repository"));
}

TEST(PlanLine, NeedsNothingMoreWhereItIsOfferedNow) {
    auto input = wanting("winget:Google.Chrome", "google-chrome");
    input.here[{"google-chrome"}].counterparts = {
        {ref("apt:google-chrome-stable"), false, {"the Google Chrome repository"}}};
    offer(input, "apt:google-chrome-stable", "151");

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Install);
    EXPECT_THAT(line.needs, IsEmpty());
}

TEST(PlanLine, IsUnmappedWithTheReasonItWasGiven) {
    planner::PlanInput input;
    input.wanted.resize(1);
    input.wanted[0].package = ref("winget:Acme.Internal");
    input.wanted[0].name = "Acme Internal";
    input.wanted[0].unmapped_reason = "the catalog does not know it";

    const auto line = only_line(input);

    EXPECT_EQ(line.kind, LineKind::Unmapped);
    EXPECT_EQ(line.software, std::nullopt);
    EXPECT_EQ(line.reason, "the catalog does not know it");
}

TEST(Plan, HasOneLinePerSoftwareAndPerUnmappedPackage) {
    auto input = wanting("winget:VideoLAN.VLC", "vlc");
    input.wanted.push_back(wanted("brew:cask:vlc", "vlc"));
    planner::Wanted unknown;
    unknown.package = ref("winget:Acme.Internal");
    input.wanted.push_back(unknown);
    input.wanted.push_back(unknown);

    EXPECT_EQ(make_plan(input).lines.size(), 2u);
}

TEST(Plan, IsTheSameWhateverTheOrderOfTheQuestion) {
    planner::PlanInput input;
    for (const std::string name : {"vlc", "Git", "audacity", "zoom"}) {
        input.wanted.push_back(wanted("winget:X." + name, lower(name)));
        input.wanted.back().name = name;
        if (name != "zoom") add_offered(input, lower(name), "apt:" + lower(name));
    }
    auto turned = input;
    std::reverse(turned.wanted.begin(), turned.wanted.end());

    const auto plan = make_plan(input);

    EXPECT_EQ(plan.lines, make_plan(turned).lines);
    std::vector<std::string> names;
    for (const auto& line : plan.lines)
        names.push_back(line.name);
    EXPECT_THAT(names, ElementsAre("audacity", "Git", "vlc", "zoom"));
}

TEST(AskedFor, LeavesOutDependenciesAndTheSystemItself) {
    Package package;
    package.reason = Reason::Explicit;
    EXPECT_TRUE(planner::asked_for(package));
    package.base = true;
    EXPECT_FALSE(planner::asked_for(package));
    package.base = false;
    package.reason = Reason::Dependency;
    EXPECT_FALSE(planner::asked_for(package));
}

TEST(AskedFor, TakesWhatAnInstallerWithoutReasonsHas) {
    EXPECT_TRUE(planner::asked_for(Package{}));
}

} // namespace ferry::testing
