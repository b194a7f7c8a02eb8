// Installing, upgrading and removing with the real dnf 4, offline.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/dnf/dnf_root.hpp"

#include <gmock/gmock.h>

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

class DnfChanges : public DnfRoot {};

auto is(ResultClass result, const std::string& version) {
    return AllOf(Field(&Outcome::result, result), Field(&Outcome::version, version));
}

TEST_F(DnfChanges, InstallBringsThePackageAndWhatItNeeds) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Requires: ex-lib\n"}});

    EXPECT_THAT(install("ex-app"), is(ResultClass::Ok, "1.0-1"));
    EXPECT_EQ(listed(), "ex-app 1.0-1\nex-lib 1.0-1\n");
    EXPECT_THAT(steps, Contains(Field(&Progress::step, Step::Installing)));
}

TEST_F(DnfChanges, WhatIsThereAlreadyStaysAtItsVersion) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "2.0"}});

    EXPECT_THAT(install("ex-app"), is(ResultClass::Already, "1.0-1"));
}

TEST_F(DnfChanges, UpgradeBringsTheNewerVersionAndThenNothingIsLeft) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "1.5", .fields = "Epoch: 2\n"}});

    EXPECT_THAT(upgrade("ex-app"), is(ResultClass::Ok, "2:1.5-1"));
    EXPECT_THAT(upgrade("ex-app"), is(ResultClass::Already, "2:1.5-1"));
}

TEST_F(DnfChanges, RemoveTakesOnlyWhatWasAsked) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Requires: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(remove("ex-app"), is(ResultClass::Ok, ""));
    EXPECT_EQ(listed(), "ex-lib 1.0-1\n");
    EXPECT_THAT(remove("ex-app"), is(ResultClass::Already, ""));
}

TEST_F(DnfChanges, RemovingWhatOthersNeedIsRefusedAndNamesThem) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Requires: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    const auto outcome = remove("ex-lib");

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, HasSubstr("ex-app"));
    EXPECT_THAT(listed(), HasSubstr("ex-lib"));
}

TEST_F(DnfChanges, InstallThatWouldReplaceAnotherPackageIsRefused) {
    publish({{.name = "ex-old"}});
    ASSERT_TRUE(succeeded(install("ex-old").result));
    publish({{.name = "ex-new", .fields = "Obsoletes: ex-old\n"}});
    const auto outcome = install("ex-new");

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, AllOf(HasSubstr("ex-new"), HasSubstr("ex-old")));
    EXPECT_EQ(listed(), "ex-old 1.0-1\n");
}

TEST_F(DnfChanges, NameThatOthersMerelyProvideIsNotFound) {
    publish({{.name = "ex-app", .fields = "Provides: ex-virtual\n"}});
    const auto outcome = install("ex-virtual");

    EXPECT_EQ(outcome.result, ResultClass::NotFound);
    EXPECT_THAT(outcome.message, HasSubstr("ex-app"));
    EXPECT_EQ(listed(), "");
}

TEST_F(DnfChanges, OfSeveralInstalledVersionsOneIsRemovedByItsId) {
    configure("installonlypkgs=ex-kernel");
    publish({{.name = "ex-kernel"}});
    ASSERT_TRUE(succeeded(install("ex-kernel").result));
    publish({{.name = "ex-kernel", .version = "2.0~rc1", .fields = "Epoch: 3\n"}});
    dnf({"-y", "-q", "upgrade"});
    publish({{.name = "ex-kernel", .version = "2.0~rc2", .fields = "Epoch: 3\n"}});
    dnf({"-y", "-q", "upgrade"});

    EXPECT_THAT(remove("ex-kernel").message, HasSubstr("ex-kernel-"));
    EXPECT_THAT(remove("ex-kernel-3:2.0~rc1-1"), is(ResultClass::Ok, ""));
    EXPECT_EQ(listed(), "ex-kernel 1.0-1\nex-kernel 3:2.0~rc2-1\n");
}

TEST_F(DnfChanges, DependencyThatIsAskedForIsKeptFromThenOn) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Requires: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(install("ex-lib"), is(ResultClass::Already, "1.0-1"));
    EXPECT_THAT(dnf({"-q", "repoquery", "--userinstalled"}), HasSubstr("ex-lib"));
}

TEST_F(DnfChanges, ScriptThatFailsAfterInstallingIsTold) {
    publish({{.name = "ex-post", .sections = "%post -p <lua>\nerror('made up')\n"}});
    const auto outcome = install("ex-post");

    EXPECT_THAT(outcome, is(ResultClass::Failed, "1.0-1"));
    EXPECT_THAT(outcome.message, HasSubstr("POSTIN script failed"));
}

TEST_F(DnfChanges, UnknownNameIsNotFoundAndTheOthersGoOn) {
    publish({{.name = "ex-app"}, {.name = "ex-tool"}});

    EXPECT_THAT(act(Action::Install, {"ex-nosuch", "ex-app", "ex-tool"}),
                ElementsAre(Field(&Outcome::result, ResultClass::NotFound),
                            is(ResultClass::Ok, "1.0-1"), is(ResultClass::Ok, "1.0-1")));
}

TEST_F(DnfChanges, UnmetDependencyIsToldInDnfsWords) {
    publish({{.name = "ex-app", .fields = "Requires: ex-nowhere\n"}});
    const auto outcome = install("ex-app");

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, HasSubstr("nothing provides ex-nowhere"));
}

TEST_F(DnfChanges, ScriptThatFailsBeforeInstallingKeepsThePackageOut) {
    publish({{.name = "ex-fail", .sections = "%pre -p <lua>\nerror('made up')\n"}});
    const auto outcome = install("ex-fail");

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_EQ(listed(), "");
}

TEST_F(DnfChanges, ExcludedPackageKeepsItsVersion) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "2.0"}});
    configure("excludepkgs=ex-app");

    EXPECT_THAT(upgrade("ex-app"), is(ResultClass::Already, "1.0-1"));
}

TEST_F(DnfChanges, UnsignedPackageIsRefusedWhereSignaturesAreWanted) {
    publish({{.name = "ex-app"}});
    write_file(root / "etc/yum.repos.d/local.repo", [&] {
        auto text = read_file(root / "etc/yum.repos.d/local.repo");
        return text.replace(text.find("gpgcheck=0"), 10, "gpgcheck=1");
    }());

    EXPECT_EQ(install("ex-app").result, ResultClass::HashMismatch);
}

TEST_F(DnfChanges, RepositoryThatIsGoneIsAnErrorOfTheNetwork) {
    publish({{.name = "ex-app"}});
    write_file(root / "etc/yum.repos.d/local.repo",
               "[local]\nname=Local\nenabled=1\ngpgcheck=0\nbaseurl=file:///nowhere\n");

    EXPECT_EQ(install("ex-app").result, ResultClass::Network);
}

TEST_F(DnfChanges, CancelBeforeTheBeginningChangesNothing) {
    publish({{.name = "ex-app"}});
    is_cancelled = [] { return true; };

    EXPECT_EQ(install("ex-app").result, ResultClass::Cancelled);
    EXPECT_EQ(listed(), "");
}

TEST_F(DnfChanges, OffersAndUpdatesAreWhatTheRepositoryHas) {
    publish({{.name = "ex-app"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));
    publish({{.name = "ex-app", .version = "2.0"}, {.name = "ex-new"}});

    const auto offers =
        installers().look_up(InstallerId{"dnf"}, {NativeId{"ex-new"}, NativeId{"ex-nosuch"}});
    ASSERT_TRUE(offers) << offers.error().message;
    EXPECT_THAT(*offers, ElementsAre(Field(&Offer::version, "1.0-1")));
    const auto newer = installers().outdated(InstallerId{"dnf"});
    ASSERT_TRUE(newer) << newer.error().message;
    EXPECT_THAT(*newer, ElementsAre(Field(&Offer::version, "2.0-1")));
}

} // namespace
} // namespace ferry::testing
