// How the apt plugin drives apt-get, and how it judges what became of each package.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apt_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A machine where nothing is installed yet, and apt-get that answers as it did when recorded.
struct AptChange : ::testing::Test {
    AptChange() {
        furnish_apt(host);
        host.files[kStatusFile] = "";
        host.files.erase("/var/lib/apt/extended_states");
        host.answer({"apt-cache", "policy"}, said("policy_before"));
        host.answer({"apt-get", "APT::Status-Fd=3", "install"},
                    recorded("install", "status_healthy.txt"));
        host.answer({"apt-get", "-s", "install"}, said("simulate_install"));
    }

    /// What a run said, and the register that it left.
    Answer recorded(const std::string& name, const std::string& status, int exit_code = 0) {
        auto answer = said(name, exit_code);
        answer.effect = [this, status] { host.files[kStatusFile] = fixture("apt/" + status); };
        return answer;
    }

    SaidOutcome act(ferry_status (*function)(const ferry_host*, const ferry_str*, size_t),
                    const std::string& id) {
        const ferry_str ids[] = {sdk::to_abi(id)};
        function(host, ids, 1);
        EXPECT_EQ(host.outcomes.size(), 1u);
        return host.outcomes.empty() ? SaidOutcome{} : host.outcomes[0];
    }
    SaidOutcome install(const std::string& id) { return act(ferry_plugin_v1.install, id); }
    SaidOutcome remove(const std::string& id) { return act(ferry_plugin_v1.remove, id); }
    SaidOutcome upgrade(const std::string& id) { return act(ferry_plugin_v1.upgrade, id); }

    std::vector<RanCommand> changes() {
        std::vector<RanCommand> all;
        for (const auto& command : host.commands) {
            if (command.elevated) all.push_back(command);
        }
        return all;
    }

    FakeHost host;
};

TEST_F(AptChange, InstallGivesAptOnlyWordsThatCannotMeanAnythingElse) {
    ASSERT_EQ(install("ex-app").result, FERRY_RESULT_OK);

    ASSERT_EQ(changes().size(), 1u);
    const auto command = changes()[0];
    EXPECT_THAT(command.line(), ::testing::EndsWith("install -- ex-app:amd64"));
    EXPECT_THAT(command.argv, Contains("APT::Cmd::Pattern-Only=true"));
    EXPECT_THAT(command.argv, Contains("Dpkg::Options::=--force-confold"));
    EXPECT_THAT(command.argv, Contains("Dpkg::Options::=--force-confdef"));
    EXPECT_THAT(command.argv, Contains("Dpkg::Use-Pty=0"));
    EXPECT_THAT(command.argv, Contains("APT::Status-Fd=3"));
    EXPECT_THAT(command.argv, Contains(HasSubstr("DPkg::Lock::Timeout=")));
    EXPECT_TRUE(command.status_pipe);
    EXPECT_GT(command.interrupt_ms, 0u);
    EXPECT_EQ(command.environment.at("DEBIAN_FRONTEND"), "noninteractive");
}

TEST_F(AptChange, ProtectionsOfAptAreNeverTurnedOff) {
    install("ex-app");
    for (const auto& command : host.commands)
        EXPECT_THAT(command.argv, Not(Contains(HasSubstr("--allow")))) << command.line();
}

TEST_F(AptChange, InstallIsTriedOutBeforeItIsDone) {
    ASSERT_EQ(install("ex-app").result, FERRY_RESULT_OK);

    EXPECT_EQ(host.ran({"apt-get", "-s", "install"}).size(), 1u);
    EXPECT_FALSE(host.ran({"apt-get", "-s"})[0].elevated);
}

TEST_F(AptChange, OutcomeIsTheRegistersAndNotTheExitCodes) {
    host.answer({"apt-get", "APT::Status-Fd=3", "install"},
                recorded("install", "status_healthy.txt", 100));

    EXPECT_EQ(install("ex-app").result, FERRY_RESULT_OK);
}

TEST_F(AptChange, SuccessThatInstalledNothingIsNoSuccess) {
    host.answer({"apt-get", "APT::Status-Fd=3", "install"}, said("install"));

    EXPECT_EQ(install("ex-app").result, FERRY_RESULT_FAILED);
}

TEST_F(AptChange, ProgressNeverGoesBackAndNamesTheSteps) {
    ASSERT_EQ(install("ex-app").result, FERRY_RESULT_OK);

    std::uint32_t last = 0;
    std::set<ferry_step> seen;
    for (const auto& step : host.steps) {
        seen.insert(step.step);
        if (!step.id.empty()) continue;
        EXPECT_GE(step.permille, last) << step.text;
        last = step.permille;
    }
    EXPECT_GT(last, 900u);
    EXPECT_THAT(seen, Contains(FERRY_STEP_DOWNLOADING));
    EXPECT_THAT(seen, Contains(FERRY_STEP_INSTALLING));
    EXPECT_THAT(seen, Contains(FERRY_STEP_CONFIGURING));
}

TEST_F(AptChange, NameThatIsNotOnOfferIsNotFoundAndAptGetIsNotAsked) {
    EXPECT_EQ(install("ex-nosuch").result, FERRY_RESULT_NOT_FOUND);
    EXPECT_THAT(host.ran({"apt-get"}), IsEmpty());
}

TEST_F(AptChange, NameThatOthersProvideIsNotFoundEither) {
    EXPECT_EQ(install("ex-virtual").result, FERRY_RESULT_NOT_FOUND);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChange, UnmetDependencyIsToldInAptsWords) {
    host.answer({"apt-get", "-s", "install"}, said("simulate_unmet", 100));

    const auto outcome = install("ex-app");
    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("Depends: ex-nowhere"));
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChange, InstallThatWouldTakeAwayAnotherPackageIsRefused) {
    host.answer({"apt-get", "-s", "install"}, said("simulate_rival"));

    const auto outcome = install("ex-tool");
    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("ex-app"));
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChange, FailingScriptIsToldInDpkgsWords) {
    host.answer({"apt-get", "APT::Status-Fd=3", "install"},
                recorded("postinst_fails", "status.txt", 100));
    host.answer({"apt-cache", "policy"},
                {.out = "ex-fail:\n  Installed: (none)\n  Candidate: 1.0\n"
                        "  Version table:\n     1.0 500\n"
                        "        500 file:/srv/example/repo ./ Packages\n"});

    const auto outcome = install("ex-fail");
    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_EQ(outcome.version, "1.0");
    EXPECT_THAT(outcome.message, HasSubstr("returned error exit status 3"));
}

TEST_F(AptChange, WithoutRightsTheAnswerIsThatTheyAreNeeded) {
    host.set_elevated(false);

    EXPECT_EQ(install("ex-app").result, FERRY_RESULT_NEEDS_ELEVATION);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChange, CancelBeforeTheBeginningChangesNothing) {
    host.cancelled = true;

    EXPECT_EQ(install("ex-app").result, FERRY_RESULT_CANCELLED);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChange, TreeOfAnotherAptIsRefused) {
    host.set_root("/");

    const ferry_str ids[] = {sdk::to_abi("ex-app")};
    EXPECT_EQ(ferry_plugin_v1.install(host, ids, 1), FERRY_NOT_SUPPORTED);
    EXPECT_THAT(changes(), IsEmpty());
    EXPECT_EQ(host.outcomes.size(), 1u);
}

/// The machine as it was in the end.
struct AptChangeLater : AptChange {
    AptChangeLater() { furnish_apt(host); }
};

TEST_F(AptChangeLater, InstallOfWhatIsThereIsAlreadyDone) {
    const auto outcome = install("ex-app");

    EXPECT_EQ(outcome.result, FERRY_RESULT_ALREADY);
    EXPECT_EQ(outcome.version, "1.0-1");
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChangeLater, UpgradeToTheVersionThatIsThereIsAlreadyDone) {
    EXPECT_EQ(upgrade("ex-lib:arm64").result, FERRY_RESULT_ALREADY);
}

TEST_F(AptChangeLater, UpgradeOfWhatIsNotInstalledIsNotAnInstall) {
    EXPECT_EQ(upgrade("ex-provider").result, FERRY_RESULT_NOT_FOUND);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChangeLater, LockOfAnotherIsToldWhileWaitingAndAtTheEnd) {
    host.answer({"apt-get", "APT::Status-Fd=3", "remove"}, said("locked", 100));

    const auto outcome = remove("ex-app");
    EXPECT_EQ(outcome.result, FERRY_RESULT_BUSY);
    EXPECT_THAT(outcome.message, HasSubstr("(python3)"));
    ASSERT_FALSE(host.steps.empty());
    EXPECT_EQ(host.steps[0].step, FERRY_STEP_WAITING);
    EXPECT_THAT(host.steps[0].text, HasSubstr("(python3)"));
}

TEST_F(AptChangeLater, RemoveThatWouldTakeOthersWithItIsRefused) {
    host.answer({"apt-get", "-s", "remove"}, said("simulate_remove_library"));

    const auto outcome = remove("ex-lib");
    EXPECT_EQ(outcome.result, FERRY_RESULT_FAILED);
    EXPECT_THAT(outcome.message, HasSubstr("ex-app"));
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(AptChangeLater, RemoveOfWhatIsHeldOrEssentialIsToldInAptsWords) {
    host.answer({"apt-get", "-s", "remove"}, said("simulate_remove_essential", 100));

    EXPECT_THAT(remove("ex-core").message, HasSubstr("Essential packages were removed"));
}

} // namespace
} // namespace ferry::testing
