// A new account key in the hands of an attacker who has the server and a device that was revoked.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/sync/bundle_calls.hpp"
#include "core/sync/calls.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/devices.hpp"
#include "core/sync/key_chain.hpp"
#include "core/sync/link.hpp"
#include "core/sync/rotation.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/bundle.hpp"
#include "core/vault/device_key.hpp"
#include "core/vault/key_link.hpp"
#include "tests/integration/evil_server/evil_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using protocol::Rotation;
using protocol::RotationHeader;
using sync::HttpAnswer;
using ::testing::HasSubstr;

const SoftwareId kGit{"git"};
constexpr const char* kRotations = "/v1/account/rotations";

/// The laptop, the PC and a tablet that the person loses.
class RotationTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(sync::register_account(laptop.parts(), laptop.device.wish(kEvilOrigin)));
        for (auto* other : {&pc, &tablet}) {
            ASSERT_TRUE(sync::log_in(other->parts(), other->device.wish(kEvilOrigin)));
            (void)other->store();
        }
        first = laptop.store().push(kGit, "before", "")->hash;
    }
    void lose_the_tablet() {
        stolen = *sync::load_credentials(tablet.device.files, tablet.device.folder(),
                                         tablet.device.key_store);
        const auto done =
            sync::revoke_with_new_key(laptop.parts(), "tablet", vault::Secret(kPassword));
        ASSERT_TRUE(done) << done.error().message;
    }
    static sync::Credentials credentials_of(Computer& computer) {
        return *sync::load_credentials(computer.device.files, computer.device.folder(),
                                       computer.device.key_store);
    }
    static state::AccountRecord record_of(Computer& computer) {
        return **computer.parts().state.account().load();
    }
    /// The sentence with which the PC refuses; empty where it was fooled.
    std::string refusal() {
        const auto opened = sync::BundleStore::open(pc.parts());
        return opened ? "" : opened.error().message;
    }
    void tamper_rotations(const std::function<void(std::vector<Rotation>&)>& change) {
        server.tamper = [change](const std::string& asked, HttpAnswer& answer) {
            if (asked != kRotations) return;
            auto rotations = *protocol::decode<std::vector<Rotation>>(answer.body);
            change(rotations);
            answer.body = protocol::encode(rotations);
        };
    }
    /// What an attacker can make with the keys of the tablet.
    Rotation forged_rotation(std::uint32_t version, std::vector<std::string> known = {}) {
        const auto thief = vault::DeviceKey::from_seed(vault::Secret(stolen.device_seed.view()));
        const auto pcs = vault::DeviceKey::from_seed(
            vault::Secret(credentials_of(pc).device_seed.view())); // its public half is known
        const auto tablet_id = record_of(tablet).device_id;
        RotationHeader header{record_of(pc).account_id,
                              version,
                              tablet_id,
                              1,
                              "",
                              {{tablet_id, thief.sign_public, thief.box_public}},
                              std::move(known)};
        const auto fresh = vault::fresh_account_key();
        Rotation forged;
        forged.header = protocol::encode(header);
        forged.link = vault::link_keys(stolen.account_key, fresh, forged.header);
        forged.signature = vault::sign(thief, "rotation", sync::signed_part(forged));
        forged.certificate =
            vault::certify(stolen.account_key, {header.account_id, tablet_id, thief.sign_public,
                                                thief.box_public, stolen.key_version});
        forged.sealed = {{record_of(pc).device_id, vault::seal_for_device(fresh, pcs.box_public)}};
        return forged;
    }

    /// Settings of git after the first ones, signed with its own key.
    protocol::Envelope revision_by_the_tablet(std::uint32_t key_version) {
        const auto thief = vault::DeviceKey::from_seed(vault::Secret(stolen.device_seed.view()));
        protocol::BundleHeader header;
        header.account_id = record_of(pc).account_id;
        header.bundle = vault::bundle_name(stolen.account_key, "git");
        header.parent = first;
        header.author = record_of(tablet).device_id;
        header.time = laptop.device.clock.now() + 1000;
        header.key_version = key_version;
        auto sealed = vault::seal_bundle("evil", stolen.account_key,
                                         {header.account_id, header.bundle, header.parent,
                                          header.author, header.time, header.key_version});
        header.content_key = sealed.content_key;
        header.cipher_hash = hex(vault::hash(sealed.cipher));
        header.size = sealed.cipher.size();
        protocol::Envelope envelope{protocol::encode(header), {}, sealed.cipher};
        envelope.signature = vault::sign(thief, "bundle", envelope.header);
        return envelope;
    }
    /// As the newest settings of git.
    void show(const protocol::Envelope& evil, const std::string& asked, HttpAnswer& answer) const {
        const auto path = "/v1/bundles/" + vault::bundle_name(stolen.account_key, "git");
        const auto hash = hex(vault::hash(evil.header));
        if (asked == path) {
            auto list = *protocol::decode<std::vector<protocol::BundleRevision>>(answer.body);
            list.insert(list.begin(), {hash, evil.header, evil.signature, 5});
            answer.body = protocol::encode(list);
        } else if (asked == path + "/" + hash) {
            answer = {200, {}, protocol::to_bytes(evil)};
        }
    }

    EvilServer server;
    Computer laptop{server, "laptop"}, pc{server, "pc"}, tablet{server, "tablet"};
    sync::Credentials stolen;
    std::string first;
};

TEST_F(RotationTest, TheOthersFollowAndReadWhatWasBefore) {
    const auto before = credentials_of(pc);

    lose_the_tablet();

    auto store = pc.store();
    const auto revisions = store.history(kGit);
    ASSERT_TRUE(revisions) << revisions.error().message;
    ASSERT_EQ(revisions->size(), 1u);
    EXPECT_EQ(*store.fetch(kGit, first), "before");
    EXPECT_EQ(credentials_of(pc).key_version, 2u);
    EXPECT_NE(credentials_of(pc).account_key.view(), before.account_key.view());
    const auto pushed = store.push(kGit, "after", first);
    ASSERT_TRUE(pushed) << pushed.error().message;
    EXPECT_EQ(*laptop.store().fetch(kGit, pushed->hash), "after");
}

TEST_F(RotationTest, ADeviceThatLogsInLaterReadsAll) {
    lose_the_tablet();
    Computer fresh(server, "fresh");
    ASSERT_TRUE(sync::log_in(fresh.parts(), fresh.device.wish(kEvilOrigin)));

    EXPECT_EQ(*fresh.store().fetch(kGit, first), "before");
}

TEST_F(RotationTest, ALoginThatBringsTheKeyOfBeforeIsRefused) {
    std::string question, session; // the server keeps them
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (asked == "/v1/login/challenge") question = answer.body;
        if (asked == "/v1/login") session = answer.body;
    };
    ASSERT_TRUE(sync::log_in(pc.parts(), pc.device.wish(kEvilOrigin)));
    server.tamper = nullptr;
    (void)pc.store();
    lose_the_tablet();
    ASSERT_EQ(refusal(), "");
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (asked == "/v1/login/challenge") answer = {200, {}, question};
        if (asked == "/v1/login") answer = {200, {}, session};
    };

    const auto refused = sync::log_in(pc.parts(), pc.device.wish(kEvilOrigin));

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("brings version 1 of the account key"));
    EXPECT_EQ(credentials_of(pc).key_version, 2u);
}

TEST_F(RotationTest, ADeviceThatMissedTwoChangesFollowsBoth) {
    lose_the_tablet();
    Computer phone(server, "phone");
    ASSERT_TRUE(sync::log_in(phone.parts(), phone.device.wish(kEvilOrigin)));
    ASSERT_TRUE(sync::revoke_with_new_key(laptop.parts(), "phone", vault::Secret(kPassword)));

    EXPECT_EQ(*pc.store().fetch(kGit, first), "before");
    EXPECT_EQ(credentials_of(pc).key_version, 3u);
}

TEST_F(RotationTest, TheRevokedDeviceHasNoAccessAndNoKeyOfWhatComes) {
    lose_the_tablet();
    const auto after = laptop.store().push(kGit, "after", first)->hash;

    EXPECT_EQ(sync::BundleStore::open(tablet.parts()).error().code, Code::Denied);
    auto link = sync::make_link(laptop.parts());
    const auto name = vault::bundle_name(stolen.account_key, "git");
    const auto envelope = sync::bundle_revision(*link->server, name, after);
    ASSERT_TRUE(envelope) << "names stay";
    const auto header = protocol::decode<protocol::BundleHeader>(envelope->header);
    EXPECT_FALSE(vault::open_bundle({header->content_key, envelope->cipher}, stolen.account_key,
                                    {header->account_id, header->bundle, header->parent,
                                     header->author, header->time, header->key_version},
                                    1u << 20));
}

TEST_F(RotationTest, ANewRecoveryCodeOpensTheNewKey) {
    auto done = sync::revoke_with_new_key(laptop.parts(), "tablet", vault::Secret(kPassword));
    Computer found(server, "found");
    auto login = found.device.wish(kEvilOrigin);
    login.password = vault::Secret("another horse, other battery");

    const auto recovered =
        sync::recover_account(found.parts(), {std::move(login), std::move(done->fresh.code)});

    ASSERT_TRUE(recovered) << recovered.error().message;
    EXPECT_EQ(*found.store().fetch(kGit, first), "before");
}

TEST_F(RotationTest, ADeviceThatLagsBehindChangesThePasswordOfThePresentKey) {
    const vault::Secret fresh("another horse, other battery");
    lose_the_tablet();

    ASSERT_TRUE(sync::change_password(pc.parts(), vault::Secret(kPassword), fresh));

    Computer phone(server, "phone");
    auto login = phone.device.wish(kEvilOrigin);
    login.password = vault::Secret(fresh.view());
    const auto in = sync::log_in(phone.parts(), login);
    ASSERT_TRUE(in) << in.error().message;
    EXPECT_EQ(*phone.store().fetch(kGit, first), "before");
}

TEST_F(RotationTest, ADeviceThatLagsBehindMakesARecoveryCodeOfThePresentKey) {
    lose_the_tablet();
    auto code = sync::change_recovery_code(pc.parts(), vault::Secret(kPassword));
    ASSERT_TRUE(code) << code.error().message;
    Computer found(server, "found");
    auto login = found.device.wish(kEvilOrigin);
    login.password = vault::Secret("another horse, other battery");

    ASSERT_TRUE(sync::recover_account(found.parts(), {std::move(login), std::move(code->code)}));
    EXPECT_EQ(*found.store().fetch(kGit, first), "before");
}

TEST_F(RotationTest, ADeviceThatWasRevokedWithoutANewKeyGetsNoneLater) {
    ASSERT_TRUE(sync::revoke_device(laptop.parts(), "tablet"));
    Computer phone(server, "phone");
    ASSERT_TRUE(sync::log_in(phone.parts(), phone.device.wish(kEvilOrigin)));
    (void)phone.store();

    ASSERT_TRUE(sync::revoke_with_new_key(laptop.parts(), "phone", vault::Secret(kPassword)));

    auto link = sync::make_link(laptop.parts());
    const auto rotations = sync::rotations(*link->server);
    ASSERT_TRUE(rotations);
    const auto header = protocol::decode<RotationHeader>(rotations->front().header);
    EXPECT_FALSE(header->members.empty());
    for (const auto& member : header->members)
        EXPECT_NE(member.device_id, record_of(tablet).device_id);
}

TEST_F(RotationTest, AWrongPasswordRevokesNothing) {
    const auto refused =
        sync::revoke_with_new_key(laptop.parts(), "tablet", vault::Secret("wrong password here"));

    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_TRUE(sync::BundleStore::open(tablet.parts()));
    EXPECT_EQ(credentials_of(laptop).key_version, 1u);
}

TEST_F(RotationTest, ARotationByARevokedDeviceIsRefused) {
    lose_the_tablet();
    ASSERT_EQ(refusal(), "");
    tamper_rotations([&](auto& rotations) { rotations.push_back(forged_rotation(3)); });

    EXPECT_THAT(refusal(), HasSubstr("by no device that this account vouches for"));
    EXPECT_EQ(credentials_of(pc).key_version, 2u);
}

TEST_F(RotationTest, ARotationWhoseSealedKeyWasSwappedIsRefused) {
    lose_the_tablet();
    const auto pcs =
        vault::DeviceKey::from_seed(vault::Secret(credentials_of(pc).device_seed.view()));
    tamper_rotations([&](auto& rotations) {
        rotations[0].sealed[0].sealed =
            vault::seal_for_device(vault::fresh_account_key(), pcs.box_public);
    });

    EXPECT_THAT(refusal(), HasSubstr("does not follow"));
    EXPECT_EQ(credentials_of(pc).key_version, 1u);
}

TEST_F(RotationTest, AHiddenOrAlteredRotationIsNoticed) {
    lose_the_tablet();
    ASSERT_EQ(refusal(), "");

    tamper_rotations([](auto& rotations) { rotations.clear(); });
    EXPECT_THAT(refusal(), HasSubstr("change 2 of the account key"));
    tamper_rotations([](auto& rotations) {
        auto header = *protocol::decode<RotationHeader>(rotations[0].header);
        header.known.push_back(std::string(64, 'a'));
        rotations[0].header = protocol::encode(header);
    });
    EXPECT_THAT(refusal(), HasSubstr("was altered"));
}

TEST_F(RotationTest, ADeviceWhoseKeysNobodyKnewIsToldToLogInAgain) {
    Computer late(server, "late");
    ASSERT_TRUE(sync::log_in(late.parts(), late.device.wish(kEvilOrigin)));
    lose_the_tablet();

    EXPECT_THAT(sync::BundleStore::open(late.parts()).error().message,
                HasSubstr("ferry login again"));
    ASSERT_TRUE(sync::log_in(late.parts(), late.device.wish(kEvilOrigin)));
    EXPECT_EQ(*late.store().fetch(kGit, first), "before");
}

TEST_F(RotationTest, WhatARevokedDeviceMakesWithTheOldKeyDoesNotCount) {
    lose_the_tablet();
    const auto evil = revision_by_the_tablet(1);
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        show(evil, asked, answer);
    };

    auto store = pc.store();

    ASSERT_EQ(store.history(kGit)->size(), 1u);
    EXPECT_EQ((*store.history(kGit))[0].hash, first);
    EXPECT_TRUE((*store.history(kGit))[0].head);
    EXPECT_THAT(store.fetch(kGit, hex(vault::hash(evil.header))).error().message,
                HasSubstr("counts no more"));
}

TEST_F(RotationTest, ARevisionOfAKeyThatNeverWasIsRefused) {
    stolen = credentials_of(tablet); // which is still trusted
    const auto evil = revision_by_the_tablet(0);
    const auto hash = hex(vault::hash(evil.header));
    const auto rotation = forged_rotation(2, {hash});
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (asked == kRotations) answer.body = protocol::encode(std::vector{rotation});
        show(evil, asked, answer);
    };

    const auto refused = pc.store().fetch(kGit, hash);

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("version 0 of the account key"));
}

} // namespace
} // namespace ferry::testing
