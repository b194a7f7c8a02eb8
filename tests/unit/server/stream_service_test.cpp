// Deltas, snapshots, history: the rules.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using protocol::Delta;
using protocol::StreamHead;
using server::Refusal;
using server::StreamKey;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// One account with one device, and its apt stream.
struct Apt : World {
    server::Caller ann = registered("ann");
    StreamKey key{ann.device, "apt"};

    server::Served<std::string> put(const std::vector<Package>& packages) {
        return streams.put_snapshot(ann, key, snapshot_of(packages), {});
    }
    StreamHead head() { return value_of(streams.head(ann, key)); }
    std::vector<std::string> ids() {
        const auto json = value_of(streams.snapshot(ann, key))->json;
        std::vector<std::string> ids;
        const auto snapshot = protocol::decode<protocol::Snapshot>(json);
        EXPECT_TRUE(snapshot) << json;
        for (const auto& row : snapshot->packages)
            ids.push_back(row.id.text + " " + row.version);
        return ids;
    }
    /// From what is there to `packages`, as a client would send it.
    Delta delta_to(const std::vector<Package>& packages) {
        const auto now = streams.snapshot(ann, key);
        protocol::Snapshot old;
        if (is_served(now)) old = *protocol::decode<protocol::Snapshot>(std::get<0>(now)->json);
        auto delta = protocol::difference(old.packages, packages);
        delta.base_revision = old.revision;
        delta.base_hash = old.hash;
        delta.new_hash = state_hash(packages);
        return delta;
    }
    server::Served<std::string> send(const Delta& delta, const std::string& idempotency_key = "") {
        return streams.add_delta(ann, key, delta, {idempotency_key, protocol::encode(delta)});
    }
};

TEST(Snapshot, IsReadBackAsItWasSent) {
    Apt apt;
    const std::vector packages{package("bash", "5.2"), package("git", "2.39")};

    (void)value_of(apt.put(packages));

    const auto read = protocol::decode<protocol::Snapshot>(
        value_of(apt.streams.snapshot(apt.ann, apt.key))->json);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->packages, packages);
    EXPECT_EQ(read->hash, state_hash(packages));
    EXPECT_EQ(read->revision, 1u);
}

TEST(Snapshot, OfNothingIsAStreamToo) {
    Apt apt;

    (void)value_of(apt.put({}));

    EXPECT_EQ(apt.head().packages, 0u);
    EXPECT_THAT(apt.ids(), SizeIs(0));
}

TEST(Snapshot, ThatChangesNothingMakesNoRevision) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));

    (void)value_of(apt.put({package("bash")}));

    EXPECT_EQ(apt.head().revision, 1u);
}

TEST(Snapshot, WithAHashThatItsPackagesDoNotHaveIsRefused) {
    Apt apt;
    auto snapshot = snapshot_of({package("bash")});
    snapshot.packages.push_back(package("git"));

    EXPECT_THAT(apt.streams.put_snapshot(apt.ann, apt.key, snapshot, {}),
                IsRefused(422, "wrong-hash"));
    EXPECT_THAT(apt.streams.head(apt.ann, apt.key), IsRefused(404, "not-found"));
}

TEST(Snapshot, WithOnePackageTwiceIsRefused) {
    Apt apt;

    EXPECT_THAT(apt.put({package("bash"), package("bash", "2")}), IsRefused(422, "twice"));
}

TEST(Snapshot, PutsWhatIsMissingIntoTheHistory) {
    Apt apt;
    (void)value_of(apt.put({package("bash"), package("git", "2.39")}));

    (void)value_of(apt.put({package("bash")}));

    const auto removed = value_of(apt.streams.history(apt.ann, "", 10));
    ASSERT_THAT(removed, SizeIs(1));
    EXPECT_EQ(removed[0].id, "git");
    EXPECT_EQ(removed[0].version, "2.39");
    EXPECT_EQ(removed[0].removed, apt.clock.now());
}

TEST(Snapshot, IsNotSentToWhoHasIt) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    const auto hash = apt.head().hash;

    EXPECT_FALSE(value_of(apt.streams.snapshot(apt.ann, apt.key, hash)));
    (void)value_of(apt.put({package("git")}));
    EXPECT_TRUE(value_of(apt.streams.snapshot(apt.ann, apt.key, hash)));
}

TEST(Delta, MakesTheFirstRevisionOfAStream) {
    Apt apt;

    const auto head = protocol::decode<StreamHead>(
        value_of(apt.send(apt.delta_to({package("bash"), package("git")}))));

    ASSERT_TRUE(head);
    EXPECT_EQ(head->revision, 1u);
    EXPECT_EQ(head->packages, 2u);
    EXPECT_THAT(apt.ids(), ElementsAre("bash 1.0", "git 1.0"));
}

TEST(Delta, AddsReplacesAndRemoves) {
    Apt apt;
    (void)value_of(apt.put({package("bash", "1"), package("git", "1"), package("vim", "1")}));

    (void)value_of(
        apt.send(apt.delta_to({package("bash", "2"), package("curl", "1"), package("vim", "1")})));

    EXPECT_THAT(apt.ids(), ElementsAre("bash 2", "curl 1", "vim 1"));
    EXPECT_EQ(apt.head().revision, 2u);
    EXPECT_THAT(value_of(apt.streams.history(apt.ann, "", 10)), SizeIs(1));
}

TEST(Delta, OnAStaleBaseIsRefusedWithTheHead) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    const auto late = apt.delta_to({package("bash"), package("git")});
    (void)value_of(apt.put({package("bash"), package("vim")}));

    const auto answer = apt.send(late);

    EXPECT_THAT(answer, IsRefused(409, "stale-revision"));
    const auto head = protocol::decode<StreamHead>(std::get<Refusal>(answer).head);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->revision, 2u);
    EXPECT_EQ(head->hash, apt.head().hash);
    EXPECT_THAT(apt.ids(), ElementsAre("bash 1.0", "vim 1.0"));
}

TEST(Delta, OnTheRightRevisionWithTheWrongHashIsStaleToo) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    auto delta = apt.delta_to({package("git")});
    delta.base_hash = state_hash({package("other")});

    EXPECT_THAT(apt.send(delta), IsRefused(409, "stale-revision"));
}

TEST(Delta, OnAStreamThatIsGoneSaysRevisionZero) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    const auto delta = apt.delta_to({package("git")});
    (void)value_of(apt.streams.remove(apt.ann, apt.key));

    const auto answer = apt.send(delta);

    EXPECT_THAT(answer, IsRefused(409, "stale-revision"));
    EXPECT_EQ(protocol::decode<StreamHead>(std::get<Refusal>(answer).head)->revision, 0u);
}

TEST(Delta, WithAWrongNewHashChangesNothing) {
    Apt apt;
    (void)value_of(apt.put({package("bash"), package("git")}));
    auto delta = apt.delta_to({package("vim")});
    delta.new_hash = state_hash({package("emacs")});

    EXPECT_THAT(apt.send(delta), IsRefused(422, "wrong-hash"));
    EXPECT_THAT(apt.ids(), ElementsAre("bash 1.0", "git 1.0"));
    EXPECT_THAT(value_of(apt.streams.history(apt.ann, "", 10)), SizeIs(0));
}

TEST(Delta, ThatRemovesWhatIsNotThereIsRefused) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    auto delta = apt.delta_to({package("bash")});
    delta.del.push_back({"git", "amd64"});

    EXPECT_THAT(apt.send(delta), IsRefused(422, "wrong-hash"));
}

TEST(IdempotencyKey, GivesTheSameAnswerAndWritesOnce) {
    Apt apt;
    const auto delta = apt.delta_to({package("bash")});
    const auto first = value_of(apt.send(delta, "k1"));
    apt.clock.advance(60'000);

    EXPECT_EQ(value_of(apt.send(delta, "k1")), first);
    EXPECT_EQ(apt.head().revision, 1u);
}

TEST(IdempotencyKey, GivesTheSameAnswerEvenAfterTheStreamMovedOn) {
    Apt apt;
    const auto delta = apt.delta_to({package("bash")});
    const auto first = value_of(apt.send(delta, "k1"));
    (void)value_of(apt.put({package("git")}));

    EXPECT_EQ(value_of(apt.send(delta, "k1")), first);
    EXPECT_THAT(apt.ids(), ElementsAre("git 1.0"));
}

TEST(IdempotencyKey, WithAnotherBodyIsRefused) {
    Apt apt;
    (void)value_of(apt.send(apt.delta_to({package("bash")}), "k1"));

    EXPECT_THAT(apt.send(apt.delta_to({package("git")}), "k1"), IsRefused(422, "key-reused"));
}

TEST(IdempotencyKey, WithAnotherStreamIsRefused) {
    Apt apt;
    const auto delta = apt.delta_to({package("bash")});
    (void)value_of(apt.send(delta, "k1"));

    EXPECT_THAT(apt.streams.add_delta(apt.ann, {apt.ann.device, "brew"}, delta,
                                      {"k1", protocol::encode(delta)}),
                IsRefused(422, "key-reused"));
}

TEST(IdempotencyKey, OfOneAccountMeansNothingInAnother) {
    Apt apt;
    const auto bob = apt.registered("bob");
    const auto delta = apt.delta_to({package("bash")});
    (void)value_of(apt.send(delta, "k1"));

    (void)value_of(
        apt.streams.add_delta(bob, {bob.device, "apt"}, delta, {"k1", protocol::encode(delta)}));

    EXPECT_TRUE(is_served(apt.streams.head(bob, {bob.device, "apt"})));
}

TEST(IdempotencyKey, OfARefusedWriteMayBeUsedAgain) {
    Apt apt;
    auto wrong = apt.delta_to({package("bash")});
    wrong.new_hash = std::string(64, '0');
    EXPECT_THAT(apt.send(wrong, "k1"), IsRefused(422, "wrong-hash"));

    EXPECT_TRUE(is_served(apt.send(apt.delta_to({package("bash")}), "k1")));
}

TEST(StreamRemoval, PutsEverythingIntoTheHistory) {
    Apt apt;
    (void)value_of(apt.put({package("bash"), package("git")}));

    (void)value_of(apt.streams.remove(apt.ann, apt.key));

    EXPECT_THAT(apt.streams.head(apt.ann, apt.key), IsRefused(404, "not-found"));
    EXPECT_THAT(value_of(apt.streams.history(apt.ann, apt.ann.device, 10)), SizeIs(2));
}

TEST(StreamRemoval, OfAStreamThatIsNotThereSaysSo) {
    Apt apt;

    EXPECT_THAT(apt.streams.remove(apt.ann, apt.key), IsRefused(404, "not-found"));
}

TEST(History, IsNewestFirstAndLimited) {
    Apt apt;
    (void)value_of(apt.put({package("a"), package("b"), package("c")}));
    apt.clock.advance(1000);
    (void)value_of(apt.put({package("a"), package("b")}));
    apt.clock.advance(1000);
    (void)value_of(apt.put({package("a")}));

    const auto removed = value_of(apt.streams.history(apt.ann, "", 1));

    ASSERT_THAT(removed, SizeIs(1));
    EXPECT_EQ(removed[0].id, "b");
}

TEST(History, IsForgottenAfterAYear) {
    Apt apt;
    (void)value_of(apt.put({package("a"), package("b")}));
    (void)value_of(apt.put({package("a")}));
    apt.clock.advance(364LL * 86'400'000);
    (void)value_of(apt.put({}));
    apt.clock.advance(2LL * 86'400'000);

    ASSERT_TRUE(apt.streams.forget_old());

    const auto removed = value_of(apt.streams.history(apt.ann, "", 10));
    ASSERT_THAT(removed, SizeIs(1));
    EXPECT_EQ(removed[0].id, "a");
}

TEST(IdempotencyKey, IsRememberedForAWeek) {
    Apt apt;
    const auto delta = apt.delta_to({package("bash")});
    const auto first = value_of(apt.send(delta, "k1"));
    apt.clock.advance(6LL * 86'400'000);
    ASSERT_TRUE(apt.streams.forget_old());
    EXPECT_EQ(value_of(apt.send(delta, "k1")), first);
    apt.clock.advance(2LL * 86'400'000);
    ASSERT_TRUE(apt.streams.forget_old());

    EXPECT_THAT(apt.send(delta, "k1"), IsRefused(409, "stale-revision"));
}

TEST(Holders, AreTheLiveDevicesOfTheAccount) {
    Apt apt;
    (void)value_of(apt.put({package("git", "2.39")}));
    const auto bob = apt.registered("bob");
    (void)value_of(
        apt.streams.put_snapshot(bob, {bob.device, "apt"}, snapshot_of({package("git")}), {}));
    const auto pc = value_of(apt.devices.import(apt.ann, {"old-pc", "linux", "", "", ""}));
    (void)value_of(
        apt.streams.put_snapshot(apt.ann, {pc.id, "apt"}, snapshot_of({package("git")}), {}));
    (void)value_of(apt.devices.revoke(apt.ann, pc.id));

    const auto holders = value_of(apt.streams.holders(apt.ann, "apt", "git"));

    ASSERT_THAT(holders, SizeIs(1));
    EXPECT_EQ(holders[0].device_name, "laptop");
    EXPECT_EQ(holders[0].version, "2.39");
}

TEST(StreamOfAnotherDevice, IsReadableButNotWritable) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    const auto session = value_of(apt.accounts.log_in(apt.signed_login("ann", "desktop")));
    const server::Caller desktop{session.account_id, session.device_id};

    EXPECT_TRUE(is_served(apt.streams.snapshot(desktop, apt.key)));
    EXPECT_THAT(apt.streams.put_snapshot(desktop, apt.key, snapshot_of({}), {}),
                IsRefused(403, "not-your-device"));
    EXPECT_THAT(apt.streams.remove(desktop, apt.key), IsRefused(403, "not-your-device"));
}

TEST(StreamOfARevokedDevice, IsNoLongerWrittenButMayBeDeleted) {
    Apt apt;
    const auto pc = value_of(apt.devices.import(apt.ann, {"pc", "windows", "", "", ""}));
    const StreamKey winget{pc.id, "winget"};
    (void)value_of(apt.streams.put_snapshot(apt.ann, winget, snapshot_of({package("a")}), {}));
    (void)value_of(apt.devices.revoke(apt.ann, pc.id));

    const auto write = apt.streams.put_snapshot(apt.ann, winget, snapshot_of({}), {});

    EXPECT_THAT(write, IsRefused(403, "device-revoked"));
    EXPECT_TRUE(is_served(apt.streams.remove(apt.ann, winget)));
}

TEST(ForeignStream, LooksLikeOneThatDoesNotExist) {
    Apt apt;
    (void)value_of(apt.put({package("bash")}));
    const auto bob = apt.registered("bob");
    const auto snapshot = snapshot_of({});

    EXPECT_THAT(apt.streams.heads(bob, apt.ann.device), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.head(bob, apt.key), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.snapshot(bob, apt.key), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.put_snapshot(bob, apt.key, snapshot, {}), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.add_delta(bob, apt.key, apt.delta_to({}), {}),
                IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.remove(bob, apt.key), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.streams.history(bob, apt.ann.device, 10), IsRefused(404, "not-found"));
    EXPECT_THAT(apt.ids(), ElementsAre("bash 1.0"));
}

} // namespace
} // namespace ferry::testing
