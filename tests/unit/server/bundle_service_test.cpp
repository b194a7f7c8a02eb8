// Settings bundles on the server: who may send what, which is the head, what goes.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/bundle_service.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using protocol::BundleHeader;
using server::BundleService;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SettingsBundle : public ::testing::Test {
protected:
    BundleHeader header(const std::string& parent = "") {
        BundleHeader header;
        header.account_id = ann_.account;
        header.bundle = name_;
        header.parent = parent;
        header.author = ann_.device;
        header.time = world_.clock.now();
        header.content_key = "wrapped";
        header.cipher_hash = hex(vault::hash(cipher_));
        header.size = cipher_.size();
        return header;
    }
    std::string bytes(const BundleHeader& header) {
        return protocol::to_bytes({protocol::encode(header), std::string(64, 's'), cipher_});
    }
    server::Served<protocol::BundleStored> add(const BundleHeader& header) {
        return bundles_.add(ann_, name_, bytes(header));
    }
    std::vector<std::string> history() {
        std::vector<std::string> hashes;
        for (const auto& revision : value_of(bundles_.history(ann_, name_)))
            hashes.push_back(revision.hash);
        return hashes;
    }

    World world_;
    BundleService bundles_{world_.store, world_.signal, world_.clock};
    server::Caller ann_ = world_.registered("ann");
    server::Caller bob_ = world_.registered("bob");
    std::string name_ = std::string(64, 'a');
    std::string cipher_ = "cipher";
};

TEST_F(SettingsBundle, ComesBackAsItWasSent) {
    const auto sent = bytes(header());
    const auto stored = value_of(bundles_.add(ann_, name_, sent));

    EXPECT_EQ(value_of(bundles_.body(ann_, name_, stored.hash)), sent);
    EXPECT_EQ(stored.head, stored.hash);
    EXPECT_THAT(stored.conflict_with, IsEmpty());
}

TEST_F(SettingsBundle, SameRevisionSentTwiceIsOne) {
    const auto first = value_of(add(header()));

    EXPECT_EQ(value_of(add(header())).hash, first.hash);
    EXPECT_THAT(history(), ElementsAre(first.hash));
}

TEST_F(SettingsBundle, NewestIsTheHeadAndNothingIsLost) {
    const auto first = value_of(add(header()));
    world_.clock.advance(1000);
    const auto second = value_of(add(header(first.hash)));

    EXPECT_EQ(second.head, second.hash);
    EXPECT_THAT(history(), ElementsAre(second.hash, first.hash));
}

TEST_F(SettingsBundle, SecondOnTheSameParentIsAConflictThatKeepsBoth) {
    const auto first = value_of(add(header()));
    world_.clock.advance(1000);
    const auto second = value_of(add(header(first.hash)));
    cipher_ = "another";
    auto late = header(first.hash);
    late.time -= 500;

    const auto third = value_of(add(late));

    EXPECT_EQ(third.conflict_with, second.hash);
    EXPECT_EQ(third.head, second.hash);
    EXPECT_EQ(history().size(), 3u);
}

TEST_F(SettingsBundle, ClockFarAheadDoesNotWinForEver) {
    auto ahead = header();
    ahead.time += 3'600'000;
    (void)value_of(add(ahead));
    world_.clock.advance(600'000);
    cipher_ = "another";

    const auto honest = value_of(add(header()));

    EXPECT_EQ(honest.head, honest.hash);
}

TEST_F(SettingsBundle, WhatDoesNotFitTheSenderIsRefused) {
    auto account = header(), bundle = header(), author = header(), hash = header(), size = header();
    account.account_id = bob_.account;
    bundle.bundle = std::string(64, 'b');
    author.author = bob_.device;
    hash.cipher_hash = std::string(64, '0');
    size.size = 1;

    for (const auto& wrong : {account, bundle, author, hash, size})
        EXPECT_THAT(add(wrong), IsRefused(422, "bad-bundle"));
    EXPECT_THAT(bundles_.add(ann_, name_, "garbage"), IsRefused(400, "bad-request"));
    EXPECT_THAT(bundles_.history(ann_, name_), IsRefused(404, "not-found"));
}

TEST_F(SettingsBundle, IsSeenByItsAccountOnly) {
    const auto stored = value_of(add(header()));

    EXPECT_THAT(value_of(bundles_.heads(bob_)), IsEmpty());
    EXPECT_THAT(bundles_.history(bob_, name_), IsRefused(404, "not-found"));
    EXPECT_THAT(bundles_.body(bob_, name_, stored.hash), IsRefused(404, "not-found"));
}

TEST_F(SettingsBundle, OldestRevisionGoesWhenThereAreTooMany) {
    std::string parent;
    std::string first;
    for (std::size_t i = 0; i <= server::kMostRevisions; ++i) {
        world_.clock.advance(1);
        parent = value_of(add(header(parent))).hash;
        if (i == 0) first = parent;
    }

    EXPECT_EQ(history().size(), server::kMostRevisions);
    EXPECT_EQ(history().front(), parent);
    EXPECT_THAT(bundles_.body(ann_, name_, first), IsRefused(404, "not-found"));
}

TEST_F(SettingsBundle, OthersOfTheAccountHearOfIt) {
    const auto before = world_.signal.count(ann_.account);

    (void)value_of(add(header()));

    EXPECT_GT(world_.signal.count(ann_.account), before);
    const auto changes = value_of(world_.changes.after(ann_, {0, ""}));
    EXPECT_EQ(changes->changes.back().kind, "settings");
}

TEST_F(SettingsBundle, DeviceSaysItsOwnKeysOnly) {
    const protocol::DeviceKeys keys{ann_.device, std::string(32, 's'), std::string(32, 'b'),
                                    std::string(64, 'c'), 1};

    EXPECT_TRUE(is_served(bundles_.put_keys(ann_, ann_.device, keys)));
    EXPECT_THAT(bundles_.put_keys(bob_, ann_.device, keys), IsRefused(404, "not-found"));
    auto other = keys;
    other.device_id = bob_.device;
    EXPECT_THAT(bundles_.put_keys(ann_, ann_.device, other), IsRefused(403, "not-your-device"));
    EXPECT_EQ(value_of(bundles_.keys(ann_)).size(), 1u);
    EXPECT_THAT(value_of(bundles_.keys(bob_)), IsEmpty());
}

TEST_F(SettingsBundle, KeysOfADeviceAreLimited) {
    protocol::DeviceKeys keys{ann_.device, "", std::string(32, 'b'), std::string(64, 'c'), 1};
    for (std::size_t i = 0; i < server::kMostDeviceKeys; ++i) {
        keys.sign_public = vault::hash(std::to_string(i));
        ASSERT_TRUE(is_served(bundles_.put_keys(ann_, ann_.device, keys)));
    }
    EXPECT_TRUE(is_served(bundles_.put_keys(ann_, ann_.device, keys))) << "known already";
    keys.sign_public = vault::hash("one more");

    EXPECT_THAT(bundles_.put_keys(ann_, ann_.device, keys), IsRefused(409, "too-many-keys"));
}

} // namespace
} // namespace ferry::testing
