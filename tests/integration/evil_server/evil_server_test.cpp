// A server in an attacker's hands: each attack is refused with a clear sentence, and nothing is
// written. The names are those of the threat model.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/sync/bundle_calls.hpp"
#include "core/sync/bundles.hpp"
#include "core/sync/link.hpp"
#include "core/vault/bundle.hpp"
#include "core/vault/device_key.hpp"
#include "tests/integration/evil_server/evil_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using protocol::BundleRevision;
using sync::BundleStore;
using sync::HttpAnswer;
using ::testing::HasSubstr;

const SoftwareId kGit{"git"}, kVim{"vim"};

/// Ann's laptop and PC; Bob has another account on the same server.
struct Cast {
    EvilServer server;
    Computer laptop{server, "laptop"}, pc{server, "pc"}, bob{server, "bobs"};
    std::string first, second, vim, bobs; // revisions: two of git by the laptop, and others

    Cast() {
        auto wish = laptop.device.wish(kEvilOrigin);
        EXPECT_TRUE(sync::register_account(laptop.parts(), wish));
        EXPECT_TRUE(sync::log_in(pc.parts(), pc.device.wish(kEvilOrigin)));
        auto bobs_wish = bob.device.wish(kEvilOrigin);
        bobs_wish.account = "bob";
        EXPECT_TRUE(sync::register_account(bob.parts(), bobs_wish));
        auto store = laptop.store();
        first = store.push(kGit, "first", "")->hash;
        laptop.device.clock.advance(1000);
        second = store.push(kGit, "second", first)->hash;
        vim = store.push(kVim, "set ruler", "")->hash;
        bobs = bob.store().push(kGit, "bobs", "")->hash;
    }
};

class EvilServerTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { cast_ = new Cast; }
    static void TearDownTestSuite() {
        delete cast_;
        cast_ = nullptr;
    }
    void TearDown() override { cast_->server.tamper = nullptr; }

    static std::string path_of(Computer& computer, const SoftwareId& software) {
        const auto credentials = sync::load_credentials(
            computer.device.files, computer.device.folder(), computer.device.key_store);
        return "/v1/bundles/" + vault::bundle_name(credentials->account_key, software.text);
    }
    /// What the server would say to somebody else.
    static std::string honest(Computer& computer, const std::string& path) {
        cast_->server.tamper = nullptr;
        auto link = sync::make_link(computer.parts());
        return link->server->ask({"GET", path})->body;
    }
    /// The sentence with which the PC refuses; empty where it was fooled.
    static std::string refusal_of_fetch() {
        auto store = cast_->pc.store();
        const auto content = store.fetch(kGit, cast_->second);
        return content ? "" : content.error().message;
    }
    static std::string refusal_of_history() {
        auto store = cast_->pc.store();
        const auto revisions = store.history(kGit);
        return revisions ? "" : revisions.error().message;
    }
    /// Answers to requests below `path` are changed; the rest is honest.
    static void tamper(const std::string& path, const std::function<void(HttpAnswer&)>& change) {
        cast_->server.tamper = [path, change](const std::string& asked, HttpAnswer& answer) {
            if (asked.starts_with(path)) change(answer);
        };
    }
    /// The git revision as the server would have to store it after changing it.
    static void tamper_envelope(const std::function<void(protocol::Envelope&)>& change) {
        tamper(path_of(cast_->pc, kGit) + "/", [change](HttpAnswer& answer) {
            auto envelope = *protocol::to_envelope(answer.body);
            change(envelope);
            answer.body = protocol::to_bytes(envelope);
        });
    }
    static void tamper_header(const std::function<void(nlohmann::json&)>& change) {
        tamper_envelope([change](protocol::Envelope& envelope) {
            auto header = *parse_json(envelope.header);
            change(header);
            envelope.header = dump_json(header);
        });
    }

    static Cast* cast_;
};

Cast* EvilServerTest::cast_ = nullptr;

TEST_F(EvilServerTest, HonestAnswersAreBelieved) {
    auto store = cast_->pc.store();

    const auto revisions = store.history(kGit);
    const auto content = store.fetch(kGit, cast_->second);

    ASSERT_TRUE(revisions && content);
    EXPECT_EQ((*revisions)[0].author, "laptop");
    EXPECT_EQ(*content, "second");
}

TEST_F(EvilServerTest, KdfDowngradeIsRefusedBeforeAnythingIsSigned) {
    Computer fresh(cast_->server, "fresh");
    tamper("/v1/login/challenge", [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        json["kdf"]["memory_kib"] = 8;
        answer.body = dump_json(json);
    });

    const auto refused = sync::log_in(fresh.parts(), fresh.device.wish(kEvilOrigin));

    EXPECT_THAT(refused.error().message, HasSubstr("weak or impossible password key"));
}

TEST_F(EvilServerTest, SaltSwapOpensNothing) {
    Computer fresh(cast_->server, "fresh");
    tamper("/v1/login/challenge", [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        json["kdf"]["salt"] = base64(std::string(16, 'x'));
        answer.body = dump_json(json);
    });

    const auto refused = sync::log_in(fresh.parts(), fresh.device.wish(kEvilOrigin));

    EXPECT_EQ(refused.error().code, Code::Denied);
    EXPECT_FALSE(
        sync::load_credentials(fresh.device.files, fresh.device.folder(), fresh.device.key_store));
}

TEST_F(EvilServerTest, WrappedKeySwapIsRefused) {
    Computer fresh(cast_->server, "fresh");
    tamper("/v1/login", [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        if (json.contains("wrapped_key")) json["wrapped_key"] = base64(std::string(72, 'k'));
        answer.body = dump_json(json);
    });

    const auto refused = sync::log_in(fresh.parts(), fresh.device.wish(kEvilOrigin));

    EXPECT_THAT(refused.error().message, HasSubstr("altered by the server"));
    EXPECT_FALSE(
        sync::load_credentials(fresh.device.files, fresh.device.folder(), fresh.device.key_store));
}

TEST_F(EvilServerTest, BundleSwapBetweenNamesIsRefused) {
    const auto other = honest(cast_->pc, path_of(cast_->pc, kVim) + "/" + cast_->vim);
    const auto history = honest(cast_->pc, path_of(cast_->pc, kVim));

    tamper(path_of(cast_->pc, kGit) + "/", [&](HttpAnswer& answer) { answer.body = other; });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("another account or other software"));
    tamper(path_of(cast_->pc, kGit), [&](HttpAnswer& answer) { answer.body = history; });
    EXPECT_THAT(refusal_of_history(), HasSubstr("another account or other software"));
}

TEST_F(EvilServerTest, BundleSwapBetweenAccountsIsRefused) {
    const auto bobs = honest(cast_->bob, path_of(cast_->bob, kGit) + "/" + cast_->bobs);

    tamper(path_of(cast_->pc, kGit) + "/", [&](HttpAnswer& answer) { answer.body = bobs; });

    EXPECT_THAT(refusal_of_fetch(), HasSubstr("another account or other software"));
}

TEST_F(EvilServerTest, TruncationIsRefused) {
    for (const std::size_t left : {0u, 24u, 1000u}) {
        tamper_envelope([left](protocol::Envelope& envelope) { envelope.cipher.resize(left); });
        EXPECT_THAT(refusal_of_fetch(), HasSubstr("not the one that its author signed")) << left;
    }
    tamper(path_of(cast_->pc, kGit) + "/", [](HttpAnswer& answer) { answer.body.resize(40); });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("cut off"));
}

TEST_F(EvilServerTest, ReplayOfAnOlderRevisionIsRefused) {
    const auto older = honest(cast_->pc, path_of(cast_->pc, kGit) + "/" + cast_->first);

    tamper(path_of(cast_->pc, kGit) + "/", [&](HttpAnswer& answer) { answer.body = older; });

    EXPECT_THAT(refusal_of_fetch(), HasSubstr("another revision came"));
}

TEST_F(EvilServerTest, RollbackBehindWhatThisDeviceSawIsRefused) {
    ASSERT_TRUE(cast_->pc.device.state().settings().remember(
        kGit, {cast_->second, "content", cast_->second}));
    tamper(path_of(cast_->pc, kGit), [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        json["items"].erase(0);
        answer.body = dump_json(json);
    });
    EXPECT_THAT(refusal_of_history(), HasSubstr("is not there any more"));
    EXPECT_THAT(refusal_of_history(), HasSubstr("ferry settings push git begins anew"));
    tamper(path_of(cast_->pc, kGit), [](HttpAnswer& answer) {
        answer = {404, {}, R"({"status":404,"title":"not-found","detail":"nothing"})"};
    });
    EXPECT_THAT(refusal_of_history(), HasSubstr("is not there any more"));
}

TEST_F(EvilServerTest, AnOlderRevisionThatIsShownAsTheNewestIsNone) {
    tamper(path_of(cast_->pc, kGit), [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        std::swap(json["items"][0], json["items"][1]);
        answer.body = dump_json(json);
    });

    const auto revisions = cast_->pc.store().history(kGit);

    ASSERT_TRUE(revisions) << revisions.error().message;
    ASSERT_EQ(revisions->size(), 2u);
    EXPECT_EQ((*revisions)[0].hash, cast_->second);
    EXPECT_TRUE((*revisions)[0].head);
    EXPECT_FALSE((*revisions)[1].head);
}

TEST_F(EvilServerTest, WhatADeviceWithASlowClockPushesIsTheNewestAllTheSame) {
    const SoftwareId zsh{"zsh"};
    auto store = cast_->pc.store();
    const auto before = cast_->laptop.store().push(zsh, "of the laptop", "")->hash;
    ASSERT_LT(cast_->pc.device.clock.now(), cast_->laptop.device.clock.now());

    const auto pushed = store.push(zsh, "of the pc", before);

    ASSERT_TRUE(pushed) << pushed.error().message;
    EXPECT_EQ(pushed->conflict_with, "");
    EXPECT_EQ(cast_->laptop.store().history(zsh)->front().hash, pushed->hash);
    EXPECT_EQ(store.heads({zsh})->front().second, pushed->hash) << "the server says so too";
    EXPECT_EQ(store.push(zsh, "more", pushed->hash)->conflict_with, "");
}

TEST_F(EvilServerTest, ForkIsSeenOnceTheOtherSideIsShown) {
    // The attacker kept the PC's revision from the laptop, and shows the PC the laptop's line now.
    auto store = cast_->pc.store();
    const auto own = store.push(kVim, "set number", cast_->vim);
    ASSERT_TRUE(own);
    ASSERT_TRUE(
        cast_->pc.device.state().settings().remember(kVim, {own->hash, "content", own->hash}));
    tamper(path_of(cast_->pc, kVim), [&](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        for (auto item = json["items"].begin(); item != json["items"].end();)
            item = (*item)["hash"] == own->hash ? json["items"].erase(item) : item + 1;
        answer.body = dump_json(json);
    });

    const auto refused = store.history(kVim);

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("is not there any more"));
}

TEST_F(EvilServerTest, KeySubstitutionIsRefused) {
    // A device key of the attacker's own, under the laptop's name, and a revision signed with it.
    const auto attacker = vault::DeviceKey::fresh();
    const auto laptop = cast_->laptop.device.state().account().load();
    const auto path = path_of(cast_->pc, kGit);
    cast_->server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (asked == "/v1/keys") {
            auto keys = *protocol::decode<std::vector<protocol::DeviceKeys>>(answer.body);
            for (auto& one : keys)
                if (one.device_id == (*laptop)->device_id) one.sign_public = attacker.sign_public;
            answer.body = protocol::encode(keys);
        } else if (asked.starts_with(path)) {
            auto envelope = *protocol::to_envelope(answer.body);
            envelope.signature = vault::sign(attacker, "bundle", envelope.header);
            answer.body = protocol::to_bytes(envelope);
        }
    };

    EXPECT_THAT(refusal_of_fetch(), HasSubstr("no device that this account vouches for"));
}

TEST_F(EvilServerTest, ForgedAuthorIsRefused) {
    const auto pc = cast_->pc.device.state().account().load();

    tamper_header([&](nlohmann::json& header) { header["author"] = (*pc)->device_id; });

    EXPECT_THAT(refusal_of_fetch(), HasSubstr("not by the device it names"));
}

TEST_F(EvilServerTest, ParameterStrippingAndEveryOtherChangeOfTheHeaderAreRefused) {
    tamper_header([](nlohmann::json& header) { header.erase("parent"); });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("altered"));
    tamper_header([](nlohmann::json& header) { header.erase("content_key"); });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("content_key"));
    tamper_header([](nlohmann::json& header) { header["time"] = 4102444800000; });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("altered"));
    tamper_header([](nlohmann::json& header) { header["key_version"] = 0; });
    EXPECT_THAT(refusal_of_fetch(), HasSubstr("altered"));
}

TEST_F(EvilServerTest, ContentOfAnotherRevisionIsRefused) {
    const auto older = honest(cast_->pc, path_of(cast_->pc, kGit) + "/" + cast_->first);

    tamper_envelope([&](protocol::Envelope& envelope) {
        envelope.cipher = protocol::to_envelope(older)->cipher;
    });

    EXPECT_THAT(refusal_of_fetch(), HasSubstr("not the one that its author signed"));
}

TEST_F(EvilServerTest, FlippedBitsAreRefused) {
    for (int part = 0; part < 3; ++part) {
        tamper_envelope([part](protocol::Envelope& envelope) {
            auto& bytes = part == 0   ? envelope.header
                          : part == 1 ? envelope.signature
                                      : envelope.cipher;
            bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        });
        EXPECT_THAT(refusal_of_fetch(), HasSubstr("nothing was changed here")) << part;
    }
}

TEST_F(EvilServerTest, StoringSomethingElseThanWasSentIsTold) {
    tamper("/v1/bundles", [](HttpAnswer& answer) {
        auto json = *parse_json(answer.body);
        if (json.contains("conflict_with")) json["hash"] = std::string(64, '0');
        answer.body = dump_json(json);
    });
    auto store = cast_->pc.store();

    const auto refused = store.push(SoftwareId{"nano"}, "x", "");

    EXPECT_THAT(refused.error().message, HasSubstr("stored another revision"));
}

TEST_F(EvilServerTest, GarbageIsRefused) {
    for (const auto* garbage : {"", "{}", "FERRYB1\n\xff\xff\xff\xff", "[[[[", "null"}) {
        tamper("/v1/bundles", [&](HttpAnswer& answer) { answer.body = garbage; });
        EXPECT_NE(refusal_of_fetch(), "") << garbage;
        EXPECT_NE(refusal_of_history(), "") << garbage;
    }
}

} // namespace
} // namespace ferry::testing
