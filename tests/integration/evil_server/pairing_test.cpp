// A pairing through a server that would like to be let in itself.
// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/pairings.hpp"
#include "core/sync/bundle_calls.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/devices.hpp"
#include "core/sync/link.hpp"
#include "core/sync/pairing.hpp"
#include "core/sync/rotation.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/bundle.hpp"
#include "core/vault/pairing.hpp"
#include "tests/integration/evil_server/evil_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace ferry::testing {
namespace {

using sync::HttpAnswer;
using ::testing::HasSubstr;

const SoftwareId kGit{"git"};

class PairingTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(sync::register_account(laptop.parts(), laptop.device.wish(kEvilOrigin)));
        first = laptop.store().push(kGit, "settings", "")->hash;
        first_key = credentials_of(laptop);
    }
    /// Both sides in one thread: while the new device waits, the person acts on the laptop.
    Result<state::AccountRecord> pair(const std::function<void(const vault::Secret&)>& on_laptop) {
        auto& parts = phone.parts();
        int pauses = 0;
        vault::Secret shown;
        parts.wait = [&](std::chrono::milliseconds) {
            if (++pauses == 1) on_laptop(shown);
            return pauses < 5;
        };
        const auto show = [&](const vault::Secret& words) { shown = vault::Secret(words.view()); };
        return sync::pair_here(parts, {kEvilOrigin, phone.device.device, {}}, show);
    }
    void let_in(const vault::Secret& words) { result = sync::let_in(laptop.parts(), words); }
    bool is_in_no_account() {
        return !sync::load_credentials(phone.device.files, phone.device.folder(),
                                       phone.device.key_store);
    }

    static sync::Credentials credentials_of(Computer& computer) {
        return *sync::load_credentials(computer.device.files, computer.device.folder(),
                                       computer.device.key_store);
    }
    /// The laptop makes a new account key, which the tablet does not get.
    void lose_the_tablet() {
        const auto done =
            sync::revoke_with_new_key(laptop.parts(), "tablet", vault::Secret(kPassword));
        ASSERT_TRUE(done) << done.error().message;
    }
    /// What the server has of that revision, by the account key in `credentials`; false: it is
    /// another key's.
    bool opens(const std::string& hash, const sync::Credentials& credentials) {
        const auto link = sync::make_link(laptop.parts());
        const auto name = vault::bundle_name(first_key.account_key, kGit.text);
        const auto envelope = sync::bundle_revision(*link->server, name, hash);
        const auto header = protocol::decode<protocol::BundleHeader>(envelope->header);
        const auto opened =
            vault::open_bundle({header->content_key, envelope->cipher}, credentials.account_key,
                               {header->account_id, header->bundle, header->parent, header->author,
                                header->time, header->key_version},
                               1u << 20);
        return static_cast<bool>(opened);
    }

    EvilServer server;
    Computer laptop{server, "laptop"}, phone{server, "phone"}, tablet{server, "tablet"};
    sync::Credentials first_key;
    Result<Device> result = Error{Code::Internal, "not asked"};
    std::string first;
};

TEST_F(PairingTest, TheNewDeviceReadsTheAccount) {
    const auto record = pair([&](const auto& words) {
        EXPECT_EQ(sync::device_that_waits(laptop.parts(), words)->name, "phone");
        let_in(words);
    });

    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->account, "ann");
    EXPECT_EQ(result->name, "phone");
    EXPECT_EQ(*phone.store().fetch(kGit, first), "settings");
    const auto pushed = phone.store().push(kGit, "of the phone", first);
    EXPECT_EQ(*laptop.store().fetch(kGit, pushed->hash), "of the phone");
}

TEST_F(PairingTest, AfterANewKeyTheNewDeviceGetsThatAndTheLostOneReadsNothingOfIt) {
    ASSERT_TRUE(sync::log_in(tablet.parts(), tablet.device.wish(kEvilOrigin)));
    (void)tablet.store();
    lose_the_tablet();
    const auto after = laptop.store().push(kGit, "after", first)->hash;

    const auto record = pair([&](const auto& words) { let_in(words); });

    ASSERT_TRUE(record) << record.error().message;
    ASSERT_EQ(credentials_of(phone).key_version, 2u);
    ASSERT_EQ(credentials_of(phone).account_key.view(), credentials_of(laptop).account_key.view());
    EXPECT_EQ(*phone.store().fetch(kGit, first), "settings");
    EXPECT_EQ(*phone.store().fetch(kGit, after), "after");
    const auto pushed = phone.store().push(kGit, "of the phone", after)->hash;
    EXPECT_EQ(*laptop.store().fetch(kGit, pushed), "of the phone");
    EXPECT_EQ(sync::BundleStore::open(tablet.parts()).error().code, Code::Denied);
    for (const auto& hash : {after, pushed}) {
        EXPECT_TRUE(opens(hash, credentials_of(phone)));
        EXPECT_FALSE(opens(hash, credentials_of(tablet)));
    }
}

TEST_F(PairingTest, ADeviceThatLagsBehindLetsInWithThePresentKey) {
    Computer pc(server, "pc");
    for (auto* other : {&pc, &tablet}) {
        ASSERT_TRUE(sync::log_in(other->parts(), other->device.wish(kEvilOrigin)));
        (void)other->store();
    }
    lose_the_tablet();
    ASSERT_EQ(credentials_of(pc).key_version, 1u);

    const auto record = pair([&](const auto& words) { result = sync::let_in(pc.parts(), words); });

    ASSERT_TRUE(record) << record.error().message;
    ASSERT_EQ(credentials_of(phone).key_version, 2u);
    ASSERT_EQ(credentials_of(phone).account_key.view(), credentials_of(laptop).account_key.view());
    EXPECT_EQ(*phone.store().fetch(kGit, first), "settings");
}

TEST_F(PairingTest, KeySubstitutionIsRefusedAndNobodyIsLetIn) {
    const auto evil = vault::DeviceKey::fresh();
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (!asked.starts_with("/v1/pairings/") || asked.ends_with("/collect")) return;
        auto offer = protocol::decode<protocol::PairingOffer>(answer.body);
        if (!offer) return;
        offer->box_public = evil.box_public;
        offer->sign_public = evil.sign_public;
        answer.body = protocol::encode(*offer);
    };

    const auto record = pair([&](const auto& words) { let_in(words); });

    EXPECT_THAT(result.error().message, HasSubstr("nobody was let in"));
    EXPECT_FALSE(record);
    EXPECT_TRUE(is_in_no_account());
}

TEST_F(PairingTest, AnAccountKeyByTheServerIsRefused) {
    std::string offered;
    server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (!asked.ends_with("/collect")) return;
        const auto own = *vault::pairing_keys(vault::fresh_pairing_words());
        const auto offer = protocol::decode<protocol::PairingOffer>(offered);
        protocol::PairingAnswer evil{true, "ann", "account", "device", "ferry_x", {}, 1};
        evil.sealed =
            vault::seal_for_pairing(vault::fresh_account_key(), own,
                                    {"ann", "account", 1, offer->sign_public, offer->box_public});
        answer = {200, {}, protocol::encode(evil)};
    };
    server.watch = [&](const std::string& asked, std::string_view body) {
        if (asked == "/v1/pairings") offered = body;
    };

    const auto record = pair([](const auto&) {});

    EXPECT_THAT(record.error().message, HasSubstr("not by somebody who has these words"));
    EXPECT_TRUE(is_in_no_account());
}

TEST_F(PairingTest, WordsCountOnce) {
    vault::Secret kept;
    ASSERT_TRUE(pair([&](const auto& words) {
        kept = vault::Secret(words.view());
        let_in(words);
    }));

    let_in(kept);

    EXPECT_EQ(result.error().code, Code::NotFound);
}

TEST_F(PairingTest, FiveWrongWordsAreEnough) {
    for (int i = 0; i < 5; ++i) {
        let_in(vault::fresh_pairing_words());
        EXPECT_EQ(result.error().code, Code::NotFound);
    }
    (void)pair([&](const auto& words) { let_in(words); });

    EXPECT_EQ(result.error().code, Code::Unavailable) << result.error().message;
    EXPECT_THAT(result.error().message, HasSubstr("wait 10 minutes"));
    EXPECT_TRUE(is_in_no_account());
}

TEST_F(PairingTest, ADeviceWhoseNameIsTakenIsRefused) {
    phone.device.device.name = "laptop";

    (void)pair([&](const auto& words) { let_in(words); });

    EXPECT_EQ(result.error().code, Code::Conflict);
    EXPECT_THAT(result.error().message, HasSubstr("choose another with --device"));
}

TEST_F(PairingTest, WordsGoOnToCountWhereTheNameIsTaken) {
    phone.device.device.name = "laptop";

    const auto record = pair([&](const auto& words) {
        const auto waits = sync::device_that_waits(laptop.parts(), words);
        EXPECT_EQ(waits.error().code, Code::Conflict);
        EXPECT_THAT(waits.error().message, HasSubstr("ferry devices rename \"laptop\" NAME"));
        ASSERT_TRUE(sync::rename_device(laptop.parts(), "laptop", "old-laptop"));
        EXPECT_EQ(sync::device_that_waits(laptop.parts(), words)->name, "laptop");
        let_in(words);
    });

    EXPECT_TRUE(record) << record.error().message;
}

} // namespace
} // namespace ferry::testing
