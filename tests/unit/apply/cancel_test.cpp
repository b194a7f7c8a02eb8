// Ctrl-C, a lost network, missing rights: what is left can be resumed.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apply_bench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

namespace ferry::testing {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ApplyCancel, BeforeTheStartBeginsNothing) {
    ApplyBench bench;
    bench.events.cancelled = [] { return true; };

    const auto summary = bench.run({install("apt", {"git"})});

    EXPECT_THAT(results(summary), ElementsAre("apt:git cancelled"));
    EXPECT_TRUE(summary.cancelled);
    EXPECT_TRUE(summary.resumable);
    EXPECT_THAT(bench.installers.calls(), IsEmpty());
}

TEST(ApplyCancel, InTheMiddleKeepsWhatIsDoneAndLeavesTheRestToResume) {
    ApplyBench bench;
    bench.installers.add("aptitude", "dpkg");
    std::atomic<bool> stop = false;
    bench.events.cancelled = [&] { return stop.load(); };
    bench.events.on_outcome = [&](const apply::StepOutcome&) { stop = true; };

    const auto summary = bench.run({install("apt", {"git", "vlc"}), install("aptitude", {"curl"})});
    stop = false;
    const auto resumed = apply::resume(bench.parts(), {});

    EXPECT_THAT(results(summary),
                ElementsAre("apt:git ok", "apt:vlc cancelled", "aptitude:curl cancelled"));
    ASSERT_TRUE(resumed);
    EXPECT_THAT(results(*resumed), ElementsAre("apt:git ok", "apt:vlc ok", "aptitude:curl ok"));
    EXPECT_THAT(bench.installers.calls(),
                ElementsAre("apt install git vlc", "apt install vlc", "aptitude install curl"));
}

class ApplyTryAgain : public ::testing::TestWithParam<ResultClass> {};

TEST_P(ApplyTryAgain, LeavesTheStepOpenForResume) {
    ApplyBench bench;
    bench.installers.script["git"] = {{{}, GetParam(), {}, "not now"}};

    const auto summary = bench.run({install("apt", {"git"})});
    const auto resumed = apply::resume(bench.parts(), {});

    EXPECT_TRUE(summary.resumable);
    ASSERT_TRUE(resumed);
    EXPECT_THAT(results(*resumed), ElementsAre("apt:git ok"));
    EXPECT_FALSE(resumed->resumable);
}

INSTANTIATE_TEST_SUITE_P(Apply, ApplyTryAgain,
                         ::testing::Values(ResultClass::Network, ResultClass::Busy,
                                           ResultClass::NeedsElevation, ResultClass::Cancelled));

TEST(ApplyCancel, DoesNotWaitForEachPackageWhenTheNetworkIsGone) {
    ApplyBench bench;
    const Outcome offline{{}, ResultClass::Network, {}, "no route"};
    for (const auto* id : {"aa", "bb", "cc", "dd"})
        bench.installers.script[id] = {offline, offline};

    bench.run({install("apt", {"aa", "bb", "cc", "dd"})});

    EXPECT_THAT(bench.installers.calls(), ElementsAre("apt install aa bb cc dd", "apt install aa"));
}

} // namespace ferry::testing
