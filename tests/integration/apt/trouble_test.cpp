// Installing, upgrading and removing with the real apt: what goes wrong, and what is said then.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/apt_root.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

namespace ferry::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class AptTrouble : public AptRoot {};

auto is(ResultClass result) {
    return Field(&Outcome::result, result);
}
auto says(ResultClass result, const std::string& words) {
    return AllOf(Field(&Outcome::result, result), Field(&Outcome::message, HasSubstr(words)));
}

/// Another process that holds dpkg's lock, as long as this lives.
class LockHolder {
public:
    explicit LockHolder(const std::filesystem::path& root) {
        const auto file = root / "var/lib/dpkg/lock-frontend";
        int ready[2] = {-1, -1};
        if (pipe(ready) != 0) return;
        process_ = fork();
        if (process_ == 0) {
            const int lock = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
            if (lockf(lock, F_LOCK, 0) == 0 && write(ready[1], "x", 1) == 1) pause();
            _exit(1);
        }
        char byte = 0;
        held_ = read(ready[0], &byte, 1) == 1;
        close(ready[0]);
        close(ready[1]);
    }
    ~LockHolder() {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    LockHolder(const LockHolder&) = delete;
    LockHolder& operator=(const LockHolder&) = delete;

    bool held() const { return held_; }
    std::string process() const { return std::to_string(process_); }

private:
    pid_t process_ = -1;
    bool held_ = false;
};

TEST_F(AptTrouble, UnknownNameIsNotFoundAndTheOthersAreInstalled) {
    publish({{.name = "ex-app"}});

    EXPECT_THAT(act(Action::Install, {"ex-nosuch", "ex-app"}),
                ElementsAre(is(ResultClass::NotFound), is(ResultClass::Ok)));
}

TEST_F(AptTrouble, NameThatIsOnlyProvidedIsNotReplacedByAnother) {
    publish({{.name = "ex-mail", .fields = "Provides: ex-virtual\n"}});

    EXPECT_THAT(install("ex-virtual"), is(ResultClass::NotFound));
    EXPECT_EQ(state_of("ex-mail"), "");
}

TEST_F(AptTrouble, UnmetDependencyIsNamedAndTheOthersAreInstalled) {
    publish({{.name = "ex-app"}, {.name = "ex-unmet", .fields = "Depends: ex-nowhere\n"}});

    EXPECT_THAT(act(Action::Install, {"ex-unmet", "ex-app"}),
                ElementsAre(says(ResultClass::Failed, "ex-nowhere"), is(ResultClass::Ok)));
}

TEST_F(AptTrouble, InstallThatWouldRemoveAnotherPackageIsRefused) {
    publish({{.name = "ex-app"}, {.name = "ex-rival", .fields = "Conflicts: ex-app\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(install("ex-rival"), says(ResultClass::Failed, "ex-app"));
    EXPECT_EQ(state_of("ex-app"), "ii 1.0");
}

TEST_F(AptTrouble, RemoveThatWouldTakeOthersWithItIsRefusedUnlessTheyWereNamedToo) {
    publish({{.name = "ex-lib"}, {.name = "ex-app", .fields = "Depends: ex-lib\n"}});
    ASSERT_TRUE(succeeded(install("ex-app").result));

    EXPECT_THAT(remove("ex-lib"), says(ResultClass::Failed, "ex-app"));
    EXPECT_THAT(act(Action::Remove, {"ex-lib", "ex-app"}),
                ElementsAre(is(ResultClass::Ok), is(ResultClass::Ok)));
}

TEST_F(AptTrouble, EssentialPackagesAreNotRemoved) {
    publish({{.name = "ex-core", .fields = "Essential: yes\n"}});
    ASSERT_TRUE(succeeded(install("ex-core").result));

    EXPECT_THAT(remove("ex-core"), is(ResultClass::Failed));
    EXPECT_EQ(state_of("ex-core"), "ii 1.0");
}

TEST_F(AptTrouble, HeldPackageIsLeftAsItIs) {
    publish({{.name = "ex-app"}, {.name = "ex-tool"}});
    ASSERT_THAT(act(Action::Install, {"ex-app", "ex-tool"}), SizeIs(2));
    run_tool({"apt-mark", "hold", "ex-app"});
    publish({{.name = "ex-app", .version = "2.0"}, {.name = "ex-tool", .version = "2.0"}});

    EXPECT_THAT(act(Action::Upgrade, {"ex-app", "ex-tool"}),
                ElementsAre(says(ResultClass::Failed, "Held packages"), is(ResultClass::Ok)));
    EXPECT_EQ(state_of("ex-app"), "hi 1.0");
}

TEST_F(AptTrouble, FailingScriptCostsItsOwnPackageOnly) {
    publish({{.name = "ex-fail", .scripts = {{"postinst", "exit 3"}}}, {.name = "ex-app"}});

    EXPECT_THAT(act(Action::Install, {"ex-fail", "ex-app"}),
                ElementsAre(says(ResultClass::Failed, "exit status 3"), is(ResultClass::Ok)));
    EXPECT_EQ(state_of("ex-fail"), "iF 1.0");
}

TEST_F(AptTrouble, PackageThatFailedBeforeDoesNotSpoilTheNextOutcome) {
    publish({{.name = "ex-fail", .scripts = {{"postinst", "exit 3"}}}, {.name = "ex-app"}});
    ASSERT_EQ(install("ex-fail").result, ResultClass::Failed);

    EXPECT_THAT(install("ex-app"), is(ResultClass::Ok));
}

TEST_F(AptTrouble, HalfConfiguredPackageIsListedAsBroken) {
    publish({{.name = "ex-fail", .scripts = {{"postinst", "exit 3"}}}});
    ASSERT_EQ(install("ex-fail").result, ResultClass::Failed);

    const auto inventory = installers().inventory({InstallerId{"apt"}});
    ASSERT_TRUE(inventory.clean());
    EXPECT_THAT(inventory.value.at(0).packages, ElementsAre(Field(&Package::broken, true)));
}

TEST_F(AptTrouble, LockHeldBySomebodyElseIsWaitedForAndTheHolderNamed) {
    publish({{.name = "ex-app"}});
    configure("DPkg::Lock::Timeout \"1\";");
    const LockHolder holder(root);
    ASSERT_TRUE(holder.held());

    EXPECT_THAT(install("ex-app"), says(ResultClass::Busy, holder.process()));
    EXPECT_THAT(steps, Contains(AllOf(Field(&Progress::step, Step::Waiting),
                                      Field(&Progress::text, HasSubstr(holder.process())))));
}

TEST_F(AptTrouble, FullDiskIsSaidInTheToolsWords) {
    limit_disk("1m");
    std::minstd_rand random;
    std::string noise(4 << 20, '\0');
    for (auto& byte : noise)
        byte = static_cast<char>(random() >> 8);
    publish({{.name = "ex-big", .files = {{"usr/share/ex-big/noise", noise}}}});

    EXPECT_THAT(install("ex-big"), says(ResultClass::Failed, "pace"));
    EXPECT_THAT(state_of("ex-big"), Not(HasSubstr("ii")));
}

TEST_F(AptTrouble, CancelFinishesTheStepAtWorkAndBeginsNoOther) {
    publish({{.name = "ex-slow", .scripts = {{"postinst", "sleep 2"}}},
             {.name = "ex-last", .fields = "Pre-Depends: ex-slow\n"}});
    is_cancelled = [&] {
        return !steps.empty() && steps.back().text.find("Configuring ex-slow") != std::string::npos;
    };

    EXPECT_THAT(act(Action::Install, {"ex-slow", "ex-last"}),
                ElementsAre(is(ResultClass::Ok), is(ResultClass::Cancelled)));
    EXPECT_EQ(state_of("ex-slow"), "ii 1.0");
    EXPECT_EQ(run_tool({"dpkg", "--root=" + root.string(), "--audit"}), "");
}

TEST_F(AptTrouble, TreeThatAptIsNotSetUpForIsNotChanged) {
    publish({{.name = "ex-app"}});
    unsetenv("APT_CONFIG");

    EXPECT_THAT(install("ex-app"), says(ResultClass::Failed, "APT_CONFIG"));
}

} // namespace
} // namespace ferry::testing
