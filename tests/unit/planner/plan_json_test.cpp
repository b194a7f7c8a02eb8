// The plan file that a person edits: written to be edited, read with every slip named.
// SPDX-License-Identifier: Apache-2.0
#include "core/planner/plan_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ferry::testing {

using planner::plan_from_json;
using planner::to_json;
using ::testing::HasSubstr;

namespace {

Plan sample() {
    PlanLine install;
    install.kind = LineKind::Install;
    install.software = SoftwareId{"vlc"};
    install.name = "VLC";
    install.from = PlanPackage{{{"winget"}, {"VideoLAN.VLC"}}, "3.0.23"};
    install.to = PlanPackage{{{"apt"}, {"vlc"}}, "3.0.21"};
    install.ticked = true;
    PlanLine choose;
    choose.kind = LineKind::Choose;
    choose.software = SoftwareId{"gimp"};
    choose.choices = {{{{"apt"}, {"gimp"}}, ""}, {{{"flatpak"}, {"org.gimp.GIMP"}}, "3"}};
    choose.reason = "a \"reason\"";
    choose.needs = {"a repository"};
    PlanLine depot;
    depot.kind = LineKind::Depot;
    depot.software = SoftwareId{"mytool"};
    depot.name = "My tool";
    depot.to = PlanPackage{{{"depot"}, {"mytool"}}, "1.2"};
    depot.reason = "added by laptop";
    depot.ticked = true;
    return {"office-pc", "laptop", {install, choose, depot}};
}

/// A plan of one line, which is the given text.
std::string plan_with(const std::string& line) {
    return R"({"schema":1,"from":"a","to":"b","lines":[)" + line + "]}";
}

std::string fault(const std::string& text) {
    const auto plan = plan_from_json(text);
    return plan ? "" : plan.error().message;
}

constexpr const char* kGood = R"({"line":"install","software":"vlc","ticked":true,)"
                              R"("to":{"installer":"apt","id":"vlc"}})";

} // namespace

TEST(PlanJson, IsReadBackAsItWasWritten) {
    const auto plan = sample();

    const auto read = plan_from_json(to_json(plan));

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->from, plan.from);
    EXPECT_EQ(read->to, plan.to);
    EXPECT_EQ(read->lines, plan.lines);
}

TEST(PlanJson, HasTheShapeThatScriptsRelyOn) {
    const auto json =
        nlohmann::json::parse(to_json(sample(), {{"apt", "is locked", "wait", Code::Unavailable}}));

    EXPECT_EQ(json["schema"], 1);
    const auto& line = json["lines"][0];
    EXPECT_EQ(line["line"], "install");
    EXPECT_EQ(line["software"], "vlc");
    EXPECT_EQ(line["from"]["installer"], "winget");
    EXPECT_EQ(line["to"]["id"], "vlc");
    EXPECT_EQ(line["ticked"], true);
    EXPECT_TRUE(line["reason"].is_null());
    EXPECT_EQ(json["lines"][1]["to"], nullptr);
    EXPECT_EQ(json["lines"][1]["needs"][0], "a repository");
    EXPECT_EQ(json["problems"][0]["what"], "is locked");
}

TEST(PlanJson, PutsEachLineOfThePlanOnALineOfItsOwn) {
    const auto text = to_json(sample());

    EXPECT_THAT(text, HasSubstr("\n  {\"ticked\":true,\"line\":\"install\""));
    EXPECT_THAT(text, HasSubstr("\n  {\"ticked\":false,\"line\":\"choose\""));
}

TEST(PlanJson, OfAnEmptyPlanIsReadBack) {
    EXPECT_TRUE(plan_from_json(to_json({"a", "b", {}})));
}

TEST(PlanJson, IsToldFromAManifest) {
    EXPECT_TRUE(planner::looks_like_plan(to_json(sample())));
    EXPECT_FALSE(planner::looks_like_plan(R"({"$schema":"x","Sources":[]})"));
    EXPECT_FALSE(planner::looks_like_plan("brew \"git\""));
}

TEST(PlanJson, NamesAMisspelledKeyAndItsLine) {
    EXPECT_EQ(fault(plan_with(std::string(kGood) + R"(,{"line":"install","tiked":true,)"
                                                   R"("software":"zoom"})")),
              "line 2 (zoom): unknown key \"tiked\"; did you mean \"ticked\"?");
}

TEST(PlanJson, NamesWhatIsNoJsonByLineAndColumn) {
    EXPECT_THAT(fault("{\"schema\":1,\n\"lines\":[}"), HasSubstr("line 2, column 10"));
}

TEST(PlanJson, RefusesWrongTypes) {
    EXPECT_THAT(fault("[]"), HasSubstr("a plan is a JSON object"));
    EXPECT_THAT(fault(R"({"schema":2,"lines":[]})"), HasSubstr("\"schema\" is not 1"));
    EXPECT_THAT(fault(R"({"schema":1,"lines":{}})"), HasSubstr("\"lines\" is not a list"));
    EXPECT_THAT(fault(plan_with("7")), HasSubstr("line 1: not an object"));
    EXPECT_THAT(fault(plan_with(R"({"line":"install"})")), HasSubstr("\"ticked\" is missing"));
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":"yes"})")),
                HasSubstr("not true or false"));
    EXPECT_THAT(fault(plan_with(R"({"line":"instal","ticked":true})")),
                HasSubstr("\"instal\" is no kind of line"));
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":false,"to":"apt:vlc"})")),
                HasSubstr("\"to\": not an object"));
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":false,"choices":7})")),
                HasSubstr("\"choices\" is not a list"));
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":false,"needs":[7]})")),
                HasSubstr("not a list of strings"));
}

TEST(PlanJson, RefusesDuplicateKeys) {
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":false,"ticked":true})")),
                HasSubstr("duplicate key \"ticked\""));
}

TEST(PlanJson, RefusesATickWithNothingToInstall) {
    EXPECT_EQ(fault(plan_with(R"({"line":"unmapped","name":"x","ticked":true})")),
              "line 1 (x): ticked, but there is nothing to install");
    EXPECT_THAT(fault(plan_with(R"({"line":"choose","ticked":true,"choices":)"
                                R"([{"installer":"apt","id":"vlc"}]})")),
                HasSubstr("copy one of \"choices\" there"));
}

TEST(PlanJson, RefusesIdsThatAreMoreThanANameBeforeAnythingRuns) {
    using namespace std::string_literals;
    for (const auto& id : {"--purge"s, "foo:amd64-"s, "a b"s, "a\nb"s, "a\0b"s, ""s, "; rm"s,
                           std::string(10'000, 'a')}) {
        const nlohmann::json line = {
            {"line", "install"}, {"ticked", true}, {"to", {{"installer", "apt"}, {"id", id}}}};
        const auto words = fault(plan_with(line.dump()));
        EXPECT_THAT(words, HasSubstr("is no apt id")) << id;
        EXPECT_LT(words.size(), 400u);
    }
}

TEST(PlanJson, RefusesAnInstallerThatIsNone) {
    EXPECT_THAT(fault(plan_with(R"({"line":"install","ticked":true,)"
                                R"("to":{"installer":"../apt","id":"vlc"}})")),
                HasSubstr("\"../apt\" is no installer"));
}

TEST(PlanJson, KeepsAnIdOfTheOtherSideThatIsNeverInstalledHere) {
    EXPECT_TRUE(plan_from_json(plan_with(R"({"line":"unmapped","ticked":false,)"
                                         R"("from":{"installer":"winget","id":"A&B.C"}})")));
}

TEST(PlanJson, IsRefusedWhereverItIsCutOff) {
    auto text = to_json(sample());
    text.pop_back();
    for (std::size_t size = 0; size < text.size(); ++size)
        ASSERT_FALSE(plan_from_json(text.substr(0, size))) << size;
}

} // namespace ferry::testing
