// The rules of the depot, over a store and bytes in memory.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/signature.hpp"
#include "server/service/depot_service.hpp"
#include "tests/support/fake_blobs.hpp"
#include "tests/unit/server/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace server;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::uint64_t kQuota = 1000;

class Depot : public ::testing::Test {
protected:
    static std::string hash(const std::string& content) { return hex(vault::sha256(content)); }

    protocol::UploadState upload(const std::string& content) {
        value_of(depot.begin(ann, {hash(content), content.size()}));
        return value_of(depot.append(ann, hash(content), 0, content));
    }
    protocol::DepotItem item(const std::string& content, const std::string& version = "1") {
        const protocol::DepotManifest manifest{
            ann.account, "tool", version, "tool.deb",    "deb",          "linux",    "",
            "",          "any",  {},      hash(content), content.size(), ann.device, 5};
        return signed_item(protocol::encode(manifest));
    }
    static protocol::DepotItem signed_item(const std::string& manifest) {
        return {hex(vault::hash(manifest)), manifest, std::string(64, 's'), 0};
    }

    World world;
    FakeBlobs blobs;
    DepotService depot{world.store, world.signal, blobs, world.clock, kQuota};
    Caller ann = world.registered("ann");
    Caller bob = world.registered("bob");
};

TEST_F(Depot, GivesBackAFileThatWasUploadedAndNamed) {
    EXPECT_TRUE(upload("content").complete);
    const auto stored = value_of(depot.add(ann, item("content")));

    EXPECT_THAT(value_of(depot.items(ann, "tool")), SizeIs(1));
    EXPECT_THAT(value_of(depot.items(ann, "other")), IsEmpty());
    EXPECT_EQ(value_of(depot.item(ann, stored.id)).manifest, item("content").manifest);
    EXPECT_EQ(value_of(depot.size(ann, hash("content"))), 7u);
    EXPECT_EQ(value_of(depot.read(ann, hash("content"), 3, 100)), "tent");
}

TEST_F(Depot, TellsTheAccountThatAFileCameAndThatItWent) {
    upload("content");
    const auto before = world.signal.count(ann.account);
    const auto since = value_of(world.changes.after(ann, {0, ""}))->next;
    const auto stored = value_of(depot.add(ann, item("content")));
    const auto between = world.signal.count(ann.account);
    value_of(depot.remove(ann, stored.id));

    EXPECT_NE(between, before);
    EXPECT_NE(world.signal.count(ann.account), between);
    const auto changes = value_of(world.changes.after(ann, {since, ""}));
    ASSERT_TRUE(changes);
    ASSERT_THAT(changes->changes, SizeIs(2));
    EXPECT_EQ(changes->changes.at(0).kind, "depot");
    EXPECT_EQ(changes->changes.at(1).kind, "depot");
}

TEST_F(Depot, SaysWhereAnUploadGoesOn) {
    const protocol::UploadRequest wish{hash("abcdef"), 6};
    EXPECT_EQ(value_of(depot.begin(ann, wish)).offset, 0u);
    value_of(depot.append(ann, wish.sha256, 0, "abcd"));

    EXPECT_EQ(value_of(depot.begin(ann, wish)).offset, 4u);
    const auto wrong = depot.append(ann, wish.sha256, 2, "cdef");
    EXPECT_THAT(wrong, IsRefused(409, "other-offset"));
    EXPECT_EQ(std::get<Refusal>(wrong).head, R"({"complete":false,"offset":4})");
    EXPECT_TRUE(value_of(depot.append(ann, wish.sha256, 4, "ef")).complete);
    EXPECT_TRUE(value_of(depot.begin(ann, wish)).complete);
}

TEST_F(Depot, ThrowsAwayAFileWithAnotherHash) {
    value_of(depot.begin(ann, {hash("abc"), 3}));

    EXPECT_THAT(depot.append(ann, hash("abc"), 0, "abX"), IsRefused(422, "bad-upload"));

    EXPECT_EQ(value_of(depot.begin(ann, {hash("abc"), 3})).offset, 0u);
    EXPECT_THAT(blobs.partial, IsEmpty());
}

TEST_F(Depot, FinishesWhatACrashLeftBeforeTheCheck) {
    value_of(depot.begin(ann, {hash("abc"), 3}));
    blobs.partial[{ann.account, hash("abc")}] = "abc";

    EXPECT_TRUE(value_of(depot.begin(ann, {hash("abc"), 3})).complete);
    blobs.whole.clear();
    blobs.partial[{ann.account, hash("abc")}] = "abX";
    EXPECT_EQ(value_of(depot.begin(ann, {hash("abc"), 3})).offset, 0u);
}

TEST_F(Depot, TakesNoPieceThatNobodyAnnouncedOrThatIsTooLong) {
    EXPECT_THAT(depot.append(ann, hash("abc"), 0, "abc"), IsRefused(404, "not-found"));
    value_of(depot.begin(ann, {hash("abc"), 3}));

    EXPECT_THAT(depot.append(ann, hash("abc"), 0, "abcd"), IsRefused(422, "bad-upload"));
    EXPECT_THAT(depot.append(ann, hash("abc"), ~0ull, "a"), IsRefused(422, "bad-upload"));
    EXPECT_THAT(depot.append(ann, hash("abc"), 0, ""), IsRefused(413, "too-large"));
    EXPECT_THAT(depot.append(ann, hash("abc"), 0, std::string(protocol::kLargestPiece + 1, 'x')),
                IsRefused(413, "too-large"));
    EXPECT_THAT(*blobs.list(), IsEmpty());
}

TEST_F(Depot, HasALimitOfBytesForEachAccountAndEachFile) {
    EXPECT_THAT(depot.begin(ann, {hash("x"), kQuota + 1}), IsRefused(413, "over-quota"));
    EXPECT_THAT(depot.begin(ann, {hash("x"), protocol::kLargestDepotFile + 1}),
                IsRefused(413, "too-large"));
    value_of(depot.begin(ann, {hash("a"), 600})); // announced counts, once
    value_of(depot.begin(ann, {hash("a"), 600}));

    EXPECT_THAT(depot.begin(ann, {hash("b"), 401}), IsRefused(413, "over-quota"));
    value_of(depot.begin(ann, {hash("b"), 400}));
    value_of(depot.begin(bob, {hash("b"), 1000}));
}

TEST_F(Depot, TellsThatTheDiskIsFullAndKeepsWhatItHas) {
    value_of(depot.begin(ann, {hash("abcdef"), 6}));
    value_of(depot.append(ann, hash("abcdef"), 0, "abc"));

    blobs.write_fails = Error{Code::Io, "no space left on device"};
    EXPECT_THAT(depot.append(ann, hash("abcdef"), 3, "def"), IsRefused(507, "no-space"));
    blobs.write_fails.reset();

    EXPECT_EQ(value_of(depot.begin(ann, {hash("abcdef"), 6})).offset, 3u);
}

TEST_F(Depot, NamesOnlyFilesThatAreThereAsAWhole) {
    EXPECT_THAT(depot.add(ann, item("abc")), IsRefused(409, "no-file"));
    value_of(depot.begin(ann, {hash("abc"), 3}));
    value_of(depot.append(ann, hash("abc"), 0, "ab"));
    EXPECT_THAT(depot.add(ann, item("abc")), IsRefused(409, "no-file"));
}

TEST_F(Depot, StoresTheSameItemOnce) {
    upload("abc");

    const auto first = value_of(depot.add(ann, item("abc")));
    world.clock.advance(1000);
    const auto again = value_of(depot.add(ann, item("abc")));

    EXPECT_EQ(first.id, again.id);
    EXPECT_EQ(first.received, again.received);
    EXPECT_THAT(value_of(depot.items(ann, "")), SizeIs(1));
}

TEST_F(Depot, RefusesAManifestOfSomebodyElseOrADamagedOne) {
    upload("abc");
    auto damaged = item("abc");
    damaged.id = std::string(64, '0');
    EXPECT_THAT(depot.add(ann, damaged), IsRefused(422, "bad-manifest"));
    auto without = item("abc");
    without.signature = "";
    EXPECT_THAT(depot.add(ann, without), IsRefused(422, "bad-manifest"));
    EXPECT_THAT(depot.add(bob, item("abc")), IsRefused(422, "bad-manifest"));
    EXPECT_THAT(depot.add({ann.account, "other"}, item("abc")), IsRefused(422, "bad-manifest"));
    EXPECT_THAT(depot.add(ann, signed_item("{}")), IsRefused(400, "bad-request"));
}

TEST_F(Depot, ShowsNothingToOtherAccounts) {
    upload("abc");
    const auto stored = value_of(depot.add(ann, item("abc")));

    EXPECT_THAT(value_of(depot.items(bob, "")), IsEmpty());
    EXPECT_THAT(depot.item(bob, stored.id), IsRefused(404, "not-found"));
    EXPECT_THAT(depot.read(bob, hash("abc"), 0, 3), IsRefused(404, "not-found"));
    EXPECT_THAT(depot.size(bob, hash("abc")), IsRefused(404, "not-found"));
    EXPECT_THAT(depot.remove(bob, stored.id), IsRefused(404, "not-found"));
    EXPECT_EQ(value_of(depot.begin(bob, {hash("abc"), 3})).offset, 0u);
}

TEST_F(Depot, RemovesBytesWithTheirLastItem) {
    upload("abc");
    const auto first = value_of(depot.add(ann, item("abc", "1")));
    const auto second = value_of(depot.add(ann, item("abc", "2")));

    value_of(depot.remove(ann, first.id));
    EXPECT_THAT(blobs.whole, SizeIs(1));
    value_of(depot.remove(ann, second.id));

    EXPECT_THAT(blobs.whole, IsEmpty());
    EXPECT_THAT(depot.remove(ann, second.id), IsRefused(404, "not-found"));
    value_of(depot.begin(ann, {hash("x"), kQuota})); // all of it is free again
}

TEST_F(Depot, ForgetsUnfinishedFilesAfterAWeekAndUnnamedOnesAfterADay) {
    upload("whole");
    value_of(depot.begin(ann, {hash("part"), 4}));
    value_of(depot.append(ann, hash("part"), 0, "pa"));
    upload("named");
    value_of(depot.add(ann, item("named")));

    world.clock.advance(kKeepUnnamed + 1);
    ASSERT_TRUE(depot.keep_house());
    EXPECT_THAT(blobs.whole, SizeIs(1));
    EXPECT_THAT(blobs.partial, SizeIs(1));
    world.clock.advance(kKeepUnfinished);
    ASSERT_TRUE(depot.keep_house());

    EXPECT_THAT(blobs.partial, IsEmpty());
    EXPECT_EQ(value_of(depot.read(ann, hash("named"), 0, 10)), "named");
}

TEST_F(Depot, KeepsASlowUploadThatStillGoesOn) {
    value_of(depot.begin(ann, {hash("slow"), 4}));
    for (std::uint64_t i = 0; i < 3; ++i) {
        world.clock.advance(kKeepUnfinished - 1);
        ASSERT_TRUE(depot.keep_house());
        value_of(depot.append(ann, hash("slow"), i, std::string(1, "slow"[i])));
    }

    EXPECT_EQ(value_of(depot.begin(ann, {hash("slow"), 4})).offset, 3u);
}

TEST_F(Depot, SweepsFilesThatTheTablesDoNotKnow) {
    blobs.whole[{ann.account, hash("lost")}] = "lost";
    blobs.partial[{"gone", hash("lost")}] = "lo";
    upload("kept");

    ASSERT_TRUE(depot.sweep("gone"));
    EXPECT_THAT(blobs.partial, IsEmpty());
    EXPECT_THAT(blobs.whole, SizeIs(2));
    ASSERT_TRUE(depot.sweep(""));

    EXPECT_THAT(blobs.whole, SizeIs(1));
}

} // namespace
} // namespace ferry::testing
