// What every store promises of bundles, requests, keys and the depot.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/any_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using namespace server;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_P(AnyStore, KeepsBundlesByTheirTimeAndForgetsTheirBodiesWithThem) {
    const BundleKey key{"id-ann", "name"};
    write([&](Tables& tables) {
        good(tables.bundles().add(key, {"h1", 10, 11, "header", "signature", 4}, "body"));
        good(tables.bundles().add(key, {"h2", 20, 21, "header", "signature", 5}, "body2"));
        good(tables.bundles().add({"id-bob", "name"}, {"h1", 1, 1, "", "", 3}, "bob"));
    });
    read([&](Tables& tables) {
        const auto heads = good(tables.bundles().heads("id-ann"));
        ASSERT_THAT(heads, SizeIs(1));
        EXPECT_EQ(heads[0].head, "h2");
        EXPECT_EQ(heads[0].revisions, 2u);
        EXPECT_EQ(good(tables.bundles().revisions(key))[1].header, "header");
        EXPECT_EQ(good(tables.bundles().body(key, "h1")), "body");
        EXPECT_EQ(good(tables.bundles().bytes("id-ann")), 9u);
    });
    write([&](Tables& tables) { good(tables.bundles().remove(key, "h1")); });
    read([&](Tables& tables) {
        EXPECT_EQ(good(tables.bundles().body(key, "h1")), std::nullopt);
        EXPECT_THAT(good(tables.bundles().revisions(key)), SizeIs(1));
        EXPECT_EQ(good(tables.bundles().body({"id-bob", "name"}, "h1")), "bob");
    });
}

TEST_P(AnyStore, KeepsRequestsUntilLongAfterTheyExpire) {
    auto answered = request("id-ann", "d1", "r1");
    write([&](Tables& tables) {
        good(tables.devices().add(device("d2", "id-ann", "pc")));
        good(tables.requests().add(answered));
        good(tables.requests().add(request("id-ann", "d1", "r2")));
        good(tables.requests().add(request("id-ann", "d2", "r3")));
        answered.stored.state = "answered";
        answered.stored.result = {"result", "signed"};
        answered.stored.answered = 20;
        good(tables.requests().update(answered));
    });
    read([&](Tables& tables) {
        EXPECT_EQ(good(tables.requests().open("id-ann", 99)), 2u);
        EXPECT_EQ(good(tables.requests().open("id-ann", 100)), 0u);
        EXPECT_FALSE(good(tables.requests().find("id-bob", "r1")));
        const auto found = good(tables.requests().find("id-ann", "r1"));
        EXPECT_EQ(found->author, "d1");
        EXPECT_EQ(found->expires, 100);
        EXPECT_EQ(found->stored.result, answered.stored.result);
        const auto of_one = good(tables.requests().list("id-ann", "d1", 10));
        ASSERT_THAT(of_one, SizeIs(2));
        EXPECT_EQ(of_one[0].id, "r2") << "open ones first";
        EXPECT_THAT(good(tables.requests().list("id-ann", "", 10)), SizeIs(3));
        EXPECT_THAT(good(tables.requests().list("id-ann", "", 1)), SizeIs(1));
    });
    write([](Tables& tables) { good(tables.requests().forget_expired_before(100)); });
    read([](Tables& tables) {
        EXPECT_THAT(good(tables.requests().list("id-ann", "", 10)), SizeIs(3));
    });
    write([](Tables& tables) { good(tables.requests().forget_expired_before(101)); });
    read([](Tables& tables) {
        EXPECT_THAT(good(tables.requests().list("id-ann", "", 10)), IsEmpty());
    });
}

TEST_P(AnyStore, KeepsEveryKeyThatADeviceHad) {
    write([](Tables& tables) {
        good(tables.device_keys().put("id-ann", {"d1", "s1", "b", "c", 1}));
        good(tables.device_keys().put("id-ann", {"d1", "s2", "b", "c", 1}));
        good(tables.device_keys().put("id-ann", {"d1", "s2", "b", "c", 2}));
    });
    read([](Tables& tables) {
        const auto keys = good(tables.device_keys().list("id-ann"));
        ASSERT_THAT(keys, SizeIs(2));
        EXPECT_EQ(keys[0].sign_public, "s1");
        EXPECT_EQ(keys[1].key_version, 2u);
        EXPECT_THAT(good(tables.device_keys().list("id-bob")), IsEmpty());
    });
}

TEST_P(AnyStore, KeepsDepotItemsOfAnAccountNewestFirst) {
    write([](Tables& tables) {
        good(tables.depot().put_blob({"id-ann", "s1", 10, 1}));
        good(tables.depot().put_blob({"id-ann", "s2", 20, 1}));
        good(tables.depot().put_blob({"id-ann", "s2", 30, 2}));
        good(tables.depot().add_item("id-ann", {"i1", "tool", "s1", "m\xff", "sig", 5}));
        good(tables.depot().add_item("id-ann", {"i2", "tool", "s2", "manifest", "sig", 6}));
        good(tables.depot().add_item("id-ann", {"i3", "other", "s2", "manifest", "sig", 4}));
    });
    read([](Tables& tables) {
        const auto tools = good(tables.depot().items("id-ann", "tool"));
        ASSERT_THAT(tools, SizeIs(2));
        EXPECT_EQ(tools[0].id, "i2");
        EXPECT_EQ(tools[1].manifest, "m\xff");
        EXPECT_THAT(good(tables.depot().items("id-ann", "")), SizeIs(3));
        EXPECT_THAT(good(tables.depot().items("id-bob", "")), IsEmpty());
        EXPECT_EQ(good(tables.depot().item("id-ann", "i3"))->software, "other");
        EXPECT_FALSE(good(tables.depot().item("id-bob", "i3")));
        EXPECT_EQ(good(tables.depot().blob("id-ann", "s2"))->size, 30u);
        EXPECT_EQ(good(tables.depot().use("id-ann")).blobs, 40u);
        EXPECT_EQ(good(tables.depot().use("id-ann")).manifests, 18u);
    });
}

TEST_P(AnyStore, RemovesNoDepotBlobThatAnItemNeeds) {
    write([](Tables& tables) {
        good(tables.depot().put_blob({"id-ann", "s1", 10, 1}));
        good(tables.depot().put_blob({"id-ann", "s2", 10, 3}));
        good(tables.depot().add_item("id-ann", {"i1", "tool", "s1", "m", "sig", 5}));
        EXPECT_EQ(tables.depot().remove_blob("id-ann", "s1").error().code, Code::Conflict);
        const auto unused = good(tables.depot().unused_blobs(4));
        ASSERT_THAT(unused, SizeIs(1));
        EXPECT_EQ(unused[0].sha256, "s2");
        EXPECT_THAT(good(tables.depot().unused_blobs(3)), IsEmpty());
        EXPECT_EQ(good(tables.depot().used_blobs())[0].sha256, "s1");
        good(tables.depot().remove_item("id-ann", "i1"));
        good(tables.depot().remove_blob("id-ann", "s1"));
    });
    read([](Tables& tables) { EXPECT_FALSE(good(tables.depot().blob("id-ann", "s1"))); });
    EXPECT_EQ(store_
                  ->write([](Tables& tables) {
                      return tables.depot().add_item("id-ann", {"i", "tool", "s1", "m", "s", 5});
                  })
                  .error()
                  .code,
              Code::Conflict);
}

TEST_P(AnyStore, RemovesTheDepotWithItsAccount) {
    write([](Tables& tables) {
        good(tables.depot().put_blob({"id-ann", "s1", 10, 1}));
        good(tables.depot().add_item("id-ann", {"i1", "tool", "s1", "m", "sig", 5}));
        good(tables.accounts().remove("id-ann"));
    });
    read([](Tables& tables) {
        EXPECT_FALSE(good(tables.depot().blob("id-ann", "s1")));
        EXPECT_THAT(good(tables.depot().items("id-ann", "")), IsEmpty());
    });
}

TEST_P(AnyStore, GivesADeviceWhatIsSealedForItAndNoOther) {
    const protocol::Rotation second{
        "h2", "l2", "s2", "c2", {{"d1", "sealed"}, {"d1", "of another login"}}};
    write([&](Tables& tables) {
        good(tables.devices().add(device("d2", "id-ann", "pc")));
        good(tables.rotations().add("id-ann", 3, {"h3", "l3", "s3", "c3", {{"d2", "his"}}}));
        good(tables.rotations().add("id-ann", 2, second));
    });

    read([&](Tables& tables) {
        const auto seen = good(tables.rotations().list("id-ann", "d1"));
        ASSERT_THAT(seen, SizeIs(2));
        EXPECT_EQ(seen[0].header, "h2") << "by version";
        EXPECT_EQ(seen[0].link + seen[0].signature + seen[0].certificate, "l2s2c2");
        EXPECT_THAT(seen[0].sealed, SizeIs(2));
        EXPECT_THAT(seen[1].sealed, IsEmpty());
        EXPECT_THAT(good(tables.rotations().list("id-bob", "d1")), IsEmpty());
    });
}

INSTANTIATE_TEST_SUITE_P(All, AnyStore, ::testing::Values("memory", "sqlite"),
                         [](const auto& which) { return which.param; });

} // namespace
} // namespace ferry::testing
