// A new account key: who may make one, and that it revokes in the same moment.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/hash.hpp"
#include "server/service/bundle_service.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace ferry::testing {
namespace {

using protocol::Rotation;
using protocol::RotationHeader;
using server::Caller;

class RotationRules : public ::testing::Test {
protected:
    protocol::KeyChange change() const {
        const auto answer = world.challenge("ann");
        const vault::KdfParameters kdf{answer.kdf.passes, answer.kdf.memory_kib, answer.kdf.salt};
        const vault::KdfParameters new_kdf{3, 128 * 1024, std::string(16, 'n')};
        vault::NewKeys keys{std::string(32, 'p'), new_kdf, "anew", std::string(32, 'r'), "again"};
        auto sent = rotation;
        sent.header = protocol::encode(header);
        keys.rotation = protocol::encode(sent);
        keys.key_version = key_version;
        const vault::LoginStatement proof{answer.challenge, kOrigin, "rotation", "ann", kdf};
        return {answer.challenge_id,
                kOrigin,
                vault::sign_change(login_keys().login_seed, {proof, keys.hash()}),
                protocol::PasswordKeys{{"argon2id13", 3, 128 * 1024, new_kdf.salt},
                                       keys.login_public,
                                       keys.wrapped_key},
                protocol::RecoveryCodeKeys{keys.recovery_public, keys.recovery_wrapped_key},
                keys.rotation,
                key_version};
    }

    mutable World world;
    Caller ann = world.registered("ann");
    protocol::Session lost = value_of(world.accounts.log_in(world.signed_login("ann", "tablet")));
    std::uint32_t key_version = 2;
    RotationHeader header{ann.account, 2, ann.device, 1, lost.device_id, {}, {}};
    Rotation rotation{
        "", "link", std::string(64, 's'), std::string(64, 'c'), {{ann.device, "sealed"}}};
};

TEST_F(RotationRules, RevokesAndStoresInOneStep) {
    ASSERT_TRUE(is_served(world.keys.put_rotation(ann, change())));

    EXPECT_FALSE(is_served(world.accounts.authenticate(lost.token)));
    const auto stored = value_of(world.keys.rotations(ann));
    ASSERT_EQ(stored.size(), 1u);
    EXPECT_EQ(stored[0].header, protocol::encode(header));
    ASSERT_EQ(stored[0].sealed.size(), 1u);
    EXPECT_EQ(stored[0].sealed[0].sealed, "sealed");
}

TEST_F(RotationRules, EachDeviceSeesItsOwnSealedKeyOnly) {
    rotation.sealed.push_back({lost.device_id, "for the other"});
    header.revoked.clear();
    ASSERT_TRUE(is_served(world.keys.put_rotation(ann, change())));

    const auto seen = value_of(world.keys.rotations({ann.account, lost.device_id}));

    ASSERT_EQ(seen[0].sealed.size(), 1u);
    EXPECT_EQ(seen[0].sealed[0].sealed, "for the other");
}

TEST_F(RotationRules, ThatComesTwiceIsAnsweredAsDone) {
    const auto sent = change();

    EXPECT_TRUE(is_served(world.keys.put_rotation(ann, sent)));
    EXPECT_TRUE(is_served(world.keys.put_rotation(ann, sent)));
    EXPECT_EQ(value_of(world.keys.rotations(ann)).size(), 1u);
}

TEST_F(RotationRules, RefusesWhatDoesNotFit) {
    const Caller bob = world.registered("bob");
    const auto refused = [&](const std::function<void()>& spoil) {
        const auto kept_header = header;
        const auto kept = rotation;
        spoil();
        const auto answer = world.keys.put_rotation(ann, change());
        header = kept_header;
        rotation = kept;
        const auto* refusal = std::get_if<server::Refusal>(&answer);
        return refusal == nullptr ? 0 : refusal->status;
    };

    EXPECT_EQ(refused([&] { header.key_version = 3; }), 409);
    EXPECT_EQ(refused([&] { key_version = 1; }), 409) << "the old key would be wrapped";
    key_version = 2;
    EXPECT_EQ(refused([&] { header.author = lost.device_id; }), 422);
    EXPECT_EQ(refused([&] { header.account_id = bob.account; }), 422);
    EXPECT_EQ(refused([&] { header.revoked = ann.device; }), 422);
    EXPECT_EQ(refused([&] { header.revoked = bob.device; }), 404);
    EXPECT_EQ(refused([&] { rotation.sealed[0].device_id = bob.device; }), 404);
    EXPECT_TRUE(is_served(world.accounts.authenticate(lost.token))) << "nothing was done";
}

TEST_F(RotationRules, IsSignedAsAWhole) {
    auto sent = change();
    rotation.link = "swapped";
    sent.rotation = change().rotation;

    EXPECT_THAT(world.keys.put_rotation(ann, sent), IsRefused(401, "login-failed"));
}

TEST_F(RotationRules, IsNoPartOfAnotherChange) {
    EXPECT_THAT(world.keys.put_password(ann, change()), IsRefused(422, "wrong-parts"));
    auto without = change();
    without.rotation.clear();
    EXPECT_THAT(world.keys.put_rotation(ann, without), IsRefused(422, "wrong-parts"));
}

TEST_F(RotationRules, ABundleOfTheOldKeyComesTooLate) {
    const auto hash = std::string(64, 'b');
    protocol::BundleHeader bundle{
        ann.account, hash, "", ann.device, 1, 1, "key", hex(vault::hash("cipher")), 6};
    const protocol::Envelope envelope{protocol::encode(bundle), std::string(64, 's'), "cipher"};
    server::BundleService bundles(world.store, world.signal, world.clock);
    ASSERT_TRUE(is_served(world.keys.put_rotation(ann, change())));

    EXPECT_THAT(bundles.add(ann, hash, protocol::to_bytes(envelope)), IsRefused(409, "stale-key"));
    bundle.key_version = 2;
    EXPECT_TRUE(is_served(bundles.add(
        ann, hash,
        protocol::to_bytes({protocol::encode(bundle), std::string(64, 's'), "cipher"}))));
}

} // namespace
} // namespace ferry::testing
