// What is new in the account: numbering, paging, and waking those who wait.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;
using protocol::Changes;
using server::ChangesQuestion;
using ::testing::ElementsAre;

std::vector<std::string> lines(const Changes& changes) {
    std::vector<std::string> lines;
    for (const auto& change : changes.changes)
        lines.push_back(std::to_string(change.sequence) + " " + change.kind + " " +
                        change.installer);
    return lines;
}

std::string put(World& world, const server::Caller& caller, const std::string& installer,
                const std::vector<Package>& packages) {
    return value_of(
        world.streams.put_snapshot(caller, {caller.device, installer}, snapshot_of(packages), {}));
}

TEST(Changes, AreNumberedWithoutGapsInTheirOrder) {
    World world;
    const auto ann = world.registered("ann");
    put(world, ann, "apt", {package("bash")});
    put(world, ann, "flatpak", {});
    (void)value_of(world.devices.edit(ann, ann.device, {"notebook"}));

    const auto changes = value_of(world.changes.after(ann, {0, ""}));

    ASSERT_TRUE(changes);
    EXPECT_THAT(lines(*changes),
                ElementsAre("1 device ", "2 stream apt", "3 stream flatpak", "4 device "));
    EXPECT_EQ(changes->next, 4u);
    EXPECT_FALSE(changes->more);
}

TEST(Changes, OfOneAccountAreNotCountedInAnother) {
    World world;
    const auto ann = world.registered("ann");
    const auto bob = world.registered("bob");
    put(world, bob, "apt", {});

    EXPECT_THAT(lines(*value_of(world.changes.after(ann, {0, ""}))), ElementsAre("1 device "));
}

TEST(Changes, AreNothingWhenTheClientKnowsAllAndIsAsTheServerThinks) {
    World world;
    const auto ann = world.registered("ann");
    put(world, ann, "apt", {package("bash")});
    const auto state = value_of(world.changes.after(ann, {0, ""}))->device_state;

    EXPECT_FALSE(value_of(world.changes.after(ann, {2, state})));
}

TEST(Changes, SayWhenTheServerHasAnotherStateOfTheAskingDevice) {
    World world;
    const auto ann = world.registered("ann");
    put(world, ann, "apt", {package("bash")});

    const auto changes = value_of(world.changes.after(ann, {2, std::string(64, '0')}));

    ASSERT_TRUE(changes);
    EXPECT_THAT(lines(*changes), ElementsAre());
    EXPECT_EQ(changes->next, 2u);
    const auto head = value_of(world.streams.head(ann, {ann.device, "apt"}));
    EXPECT_EQ(changes->device_state, hex(vault::hash(protocol::canonical_device_state({head}))));
}

TEST(Changes, OfADeviceWithoutStreamsHaveNoState) {
    World world;
    const auto ann = world.registered("ann");

    EXPECT_FALSE(value_of(world.changes.after(ann, {1, ""})));
}

TEST(Changes, FromTheFutureAreGone) {
    World world;
    const auto ann = world.registered("ann");

    EXPECT_THAT(world.changes.after(ann, {2, ""}), IsRefused(410, "unknown-sequence"));
}

TEST(Changes, ComeInPages) {
    World world;
    const auto ann = world.registered("ann");
    for (int i = 0; i < 600; ++i)
        put(world, ann, "apt", {package("bash", std::to_string(i))});

    const auto first = *value_of(world.changes.after(ann, {0, ""}));
    const auto second = *value_of(world.changes.after(ann, {first.next, ""}));

    EXPECT_TRUE(first.more);
    EXPECT_FALSE(second.more);
    EXPECT_EQ(first.changes.size() + second.changes.size(), 601u);
    EXPECT_EQ(second.changes.front().sequence, first.next + 1);
}

TEST(Changes, OfARefusedWriteDoNotExist) {
    World world;
    const auto ann = world.registered("ann");
    auto wrong = snapshot_of({package("bash")});
    wrong.hash = std::string(64, '0');
    (void)world.streams.put_snapshot(ann, {ann.device, "apt"}, wrong, {});

    EXPECT_EQ(value_of(world.changes.after(ann, {0, ""}))->next, 1u);
}

TEST(ChangeSignal, WakesThoseWhoWaitForTheAccount) {
    server::ChangeSignal signal;
    const auto seen = signal.count("ann");
    bool woken = false;

    std::thread waiter(
        [&] { woken = signal.wait("ann", seen, std::chrono::steady_clock::now() + 60s); });
    signal.raise("bob");
    signal.raise("ann");
    waiter.join();

    EXPECT_TRUE(woken);
}

TEST(ChangeSignal, DoesNotMissAChangeBetweenLookingAndWaiting) {
    server::ChangeSignal signal;
    const auto seen = signal.count("ann");
    signal.raise("ann");

    EXPECT_TRUE(signal.wait("ann", seen, std::chrono::steady_clock::now() + 60s));
}

TEST(ChangeSignal, EndsAtItsDeadlineAndWhenTheServerStops) {
    server::ChangeSignal signal;
    const auto seen = signal.count("ann");

    EXPECT_FALSE(signal.wait("ann", seen, std::chrono::steady_clock::now()));
    signal.stop();
    EXPECT_FALSE(signal.wait("ann", seen, std::chrono::steady_clock::now() + 60s));
}

TEST(ChangeSignal, IsRaisedByEveryKindOfChange) {
    World world;
    const auto ann = world.registered("ann");
    auto seen = world.signal.count(ann.account);
    const auto raised = [&] {
        return std::exchange(seen, world.signal.count(ann.account)) != seen;
    };

    put(world, ann, "apt", {package("bash")});
    EXPECT_TRUE(raised());
    (void)value_of(world.streams.remove(ann, {ann.device, "apt"}));
    EXPECT_TRUE(raised());
    const auto pc = value_of(world.devices.import(ann, {"pc", "windows", "", "", ""}));
    EXPECT_TRUE(raised());
    (void)value_of(world.devices.edit(ann, pc.id, {"tower"}));
    EXPECT_TRUE(raised());
    (void)value_of(world.devices.revoke(ann, pc.id));
    EXPECT_TRUE(raised());
    (void)value_of(world.accounts.log_in(world.signed_login("ann", "desktop")));
    EXPECT_TRUE(raised());
}

} // namespace
} // namespace ferry::testing
