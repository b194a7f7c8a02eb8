// The depot of a server in an attacker's hands: what it made up or changed is refused, and nothing
// of it is written.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/platform/large_files.hpp"
#include "core/protocol/rotations.hpp"
#include "core/sync/depot.hpp"
#include "core/sync/link.hpp"
#include "core/sync/sync.hpp"
#include "core/vault/device_key.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/signature.hpp"
#include "tests/integration/evil_server/evil_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using protocol::DepotItem;
using sync::Depot;
using sync::HttpAnswer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::size_t kSize = 700'000; // two pieces

std::string content(char seed) {
    std::string bytes;
    for (std::size_t i = 0; i < kSize; ++i)
        bytes += static_cast<char>(seed + static_cast<char>(i % 61));
    return bytes;
}

/// Ann's laptop put two files in; Bob has another account on the same server.
struct Cast {
    EvilServer server;
    Computer laptop{server, "laptop"}, pc{server, "pc"}, bob{server, "bobs"};
    RealLargeFiles large;
    TemporaryFolder files;
    std::string setup, other, bobs; // ids

    Cast() {
        EXPECT_TRUE(sync::register_account(laptop.parts(), laptop.device.wish(kEvilOrigin)));
        EXPECT_TRUE(sync::log_in(pc.parts(), pc.device.wish(kEvilOrigin)));
        auto bobs_wish = bob.device.wish(kEvilOrigin);
        bobs_wish.account = "bob";
        EXPECT_TRUE(sync::register_account(bob.parts(), bobs_wish));
        setup = added(laptop, "setup.exe", content('a'), "1");
        other = added(laptop, "setup.exe", content('b'), "2");
        bobs = added(bob, "setup.exe", content('c'), "3");
    }

    Depot depot(Computer& computer) {
        auto opened = Depot::open(computer.parts(), large);
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }

private:
    std::string added(Computer& computer, const std::string& name, const std::string& bytes,
                      const std::string& version) {
        EXPECT_TRUE(large.write_at(files.path() / name, 0, bytes));
        protocol::DepotManifest wish;
        wish.software = "tool";
        wish.version = version;
        wish.os = "windows";
        wish.arch = "any";
        wish.silent = {"/S"};
        const auto file = depot(computer).add(files.path() / name, wish, {});
        EXPECT_TRUE(file) << file.error().message;
        return file ? file->id : "";
    }
};

class EvilDepotTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { cast_ = new Cast; }
    static void TearDownTestSuite() {
        delete cast_;
        cast_ = nullptr;
    }
    void TearDown() override { cast_->server.tamper = nullptr; }

    static void tamper(const std::string& path, const std::function<void(HttpAnswer&)>& change) {
        cast_->server.tamper = [path, change](const std::string& asked, HttpAnswer& answer) {
            if (asked.starts_with(path)) change(answer);
        };
    }
    /// Every item of the list is changed.
    static void tamper_items(const std::function<void(DepotItem&)>& change) {
        tamper("/v1/depot/items", [change](HttpAnswer& answer) {
            auto items = *protocol::decode<std::vector<DepotItem>>(answer.body);
            for (auto& item : items)
                change(item);
            answer.body = protocol::encode(items);
        });
    }
    /// As the server would have to show it: with the id that fits.
    static void tamper_manifests(const std::function<void(nlohmann::json&)>& change) {
        tamper_items([change](DepotItem& item) {
            auto manifest = *parse_json(item.manifest);
            change(manifest);
            item.manifest = dump_json(manifest);
            item.id = hex(vault::hash(item.manifest));
        });
    }
    /// Nothing is believed; the first reason is given back.
    static std::string refusal_of_list() {
        auto depot = cast_->depot(cast_->pc);
        const auto list = depot.list("");
        EXPECT_TRUE(list) << list.error().message;
        EXPECT_THAT(list->files, IsEmpty());
        const auto found = depot.find(list->refused.empty() ? "" : list->refused[0].id);
        EXPECT_FALSE(found);
        return list->refused.empty() ? "" : list->refused[0].reason;
    }
    /// The sentence with which the PC refuses the file; nothing may be left in the folder.
    std::string refusal_of_get() {
        auto depot = cast_->depot(cast_->pc);
        const auto file = depot.find(cast_->setup);
        EXPECT_TRUE(file) << file.error().message;
        const auto got = depot.get(*file, folder_.path(), {});
        return got ? "" : got.error().message;
    }
    std::vector<std::string> left() {
        std::vector<std::string> names;
        const auto entries = RealFiles().list(folder_.path());
        for (const auto& entry : *entries)
            names.push_back(entry.name);
        return names;
    }
    static void tamper_bytes(const std::function<void(std::string&)>& change) {
        tamper("/v1/depot/blobs/", [change](HttpAnswer& answer) { change(answer.body); });
    }

    TemporaryFolder folder_;
    static Cast* cast_;
};

Cast* EvilDepotTest::cast_ = nullptr;

TEST_F(EvilDepotTest, HonestServerGivesTheFile) {
    EXPECT_EQ(refusal_of_get(), "");
    EXPECT_EQ(*RealFiles().read(folder_.path() / "setup.exe"), content('a'));
    EXPECT_THAT(left(), ElementsAre("setup.exe"));
    EXPECT_EQ(cast_->depot(cast_->pc).find(cast_->setup)->author, "laptop");
}

TEST_F(EvilDepotTest, AlteredFile) {
    tamper_bytes([](std::string& bytes) { bytes[bytes.size() / 2] ^= 1; });

    EXPECT_THAT(refusal_of_get(), HasSubstr("not the one that its author signed"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, ReplacedFileUnderTheSameName) {
    tamper_bytes([](std::string& bytes) { bytes = content('b').substr(0, bytes.size()); });

    EXPECT_THAT(refusal_of_get(), HasSubstr("not the one that its author signed"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, TruncatedFile) {
    tamper_bytes([](std::string& bytes) { bytes.clear(); });

    EXPECT_THAT(refusal_of_get(), HasSubstr("it sent 0"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, FileThatIsLongerThanWasAskedFor) {
    tamper_bytes([](std::string& bytes) { bytes += "x"; });

    EXPECT_THAT(refusal_of_get(), HasSubstr("bytes that were asked for"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, WholeFileInsteadOfThePart) {
    tamper("/v1/depot/blobs/", [](HttpAnswer& answer) { answer.status = 200; });

    EXPECT_THAT(refusal_of_get(), HasSubstr("not the part"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, AlteredRestOfAnHonestBeginning) {
    int asked = 0;
    tamper_bytes([&asked](std::string& bytes) {
        if (++asked == 2) bytes[0] ^= 1;
    });

    EXPECT_THAT(refusal_of_get(), HasSubstr("not the one that its author signed"));
    EXPECT_GE(asked, 2);
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(EvilDepotTest, AlteredSilentArguments) {
    tamper_manifests([](nlohmann::json& manifest) { manifest["silent"] = {"/S", "/RUN=calc"}; });

    EXPECT_THAT(refusal_of_list(), HasSubstr("was altered, or is not by the device"));
}

TEST_F(EvilDepotTest, AlteredHash) {
    tamper_manifests([](nlohmann::json& manifest) {
        manifest["sha256"] = hex(vault::sha256("what the attacker wants to run"));
    });

    EXPECT_THAT(refusal_of_list(), HasSubstr("was altered"));
}

TEST_F(EvilDepotTest, ManifestUnderAnothersId) {
    tamper_items([](DepotItem& item) { item.id = std::string(64, '0'); });

    EXPECT_THAT(refusal_of_list(), HasSubstr("another's id"));
}

TEST_F(EvilDepotTest, NameThatLeadsToAnotherFolder) {
    tamper_manifests([](nlohmann::json& manifest) { manifest["file"] = "../.bashrc"; });

    EXPECT_THAT(refusal_of_list(), HasSubstr("no plain file name"));
}

TEST_F(EvilDepotTest, MissingSignature) {
    tamper_items([](DepotItem& item) { item.signature = ""; });

    EXPECT_THAT(refusal_of_list(), HasSubstr("not by the device"));
}

TEST_F(EvilDepotTest, SignatureOfTheSameDeviceOverAnotherFile) {
    std::string signature;
    tamper_items([&signature](DepotItem& item) { std::swap(signature, item.signature); });

    EXPECT_THAT(refusal_of_list(), HasSubstr("not by the device"));
}

TEST_F(EvilDepotTest, ForgedAuthor) {
    const auto forger = vault::DeviceKey::fresh();
    tamper_items([&forger](DepotItem& item) {
        auto manifest = *parse_json(item.manifest);
        manifest["author"] = "made-up";
        item.manifest = dump_json(manifest);
        item.id = hex(vault::hash(item.manifest));
        item.signature = vault::sign(forger, "depot", item.manifest);
    });

    EXPECT_THAT(refusal_of_list(), HasSubstr("no device that this account vouches for"));
}

TEST_F(EvilDepotTest, SignatureByAKeyThatTheServerMadeForAnHonestDevice) {
    const auto forger = vault::DeviceKey::fresh();
    tamper_items([&forger](DepotItem& item) {
        item.signature = vault::sign(forger, "depot", item.manifest);
    });

    EXPECT_THAT(refusal_of_list(), HasSubstr("not by the device"));
}

TEST_F(EvilDepotTest, ItemMovedFromAnotherAccount) {
    const auto link = sync::make_link(cast_->bob.parts());
    const auto theirs = link->server->ask({"GET", "/v1/depot/items"})->body;
    tamper("/v1/depot/items", [&theirs](HttpAnswer& answer) { answer.body = theirs; });

    EXPECT_THAT(refusal_of_list(), HasSubstr("another account"));
}

TEST_F(EvilDepotTest, FileOfOtherSoftwareThanWasAskedFor) {
    const auto link = sync::make_link(cast_->pc.parts());
    const auto tools = link->server->ask({"GET", "/v1/depot/items?software=tool"})->body;
    tamper("/v1/depot/items", [&tools](HttpAnswer& answer) { answer.body = tools; });

    auto depot = cast_->depot(cast_->pc);
    const auto list = depot.list("editor");
    ASSERT_TRUE(list);
    EXPECT_THAT(list->files, IsEmpty());
    EXPECT_THAT(list->refused, SizeIs(2));
}

TEST_F(EvilDepotTest, OneForgedItemHidesNoHonestOne) {
    bool first = true;
    tamper_items([&first](DepotItem& item) {
        if (std::exchange(first, false)) item.signature = "";
    });

    const auto list = cast_->depot(cast_->pc).list("");
    ASSERT_TRUE(list);
    EXPECT_THAT(list->files, SizeIs(1));
    EXPECT_THAT(list->refused, SizeIs(1));
}

TEST_F(EvilDepotTest, WhatIsRememberedForPlansHasNoAlteredFile) {
    tamper("/v1/depot/items", [](HttpAnswer& answer) {
        auto items = *protocol::decode<std::vector<DepotItem>>(answer.body);
        for (auto& item : items) {
            if (item.id != cast_->setup) continue;
            auto manifest = *parse_json(item.manifest);
            manifest["version"] = "9";
            item.manifest = dump_json(manifest);
            item.id = hex(vault::hash(item.manifest));
        }
        answer.body = protocol::encode(items);
    });

    const auto summary = sync::sync(cast_->pc.parts(), {});
    ASSERT_TRUE(summary) << summary.error().message;
    const auto known = cast_->pc.parts().state.depot().list();
    ASSERT_TRUE(known);
    ASSERT_THAT(*known, SizeIs(1));
    EXPECT_EQ(known->at(0).id, cast_->other);
    EXPECT_EQ(known->at(0).author, "laptop");
    ASSERT_THAT(summary->problems, SizeIs(1));
    EXPECT_THAT(summary->problems.at(0).what, HasSubstr("altered"));
}

TEST_F(EvilDepotTest, AForgedAccountKeyLeavesWhatIsRememberedForPlansAndIsToldAtEverySync) {
    Cast cast;
    protocol::RotationHeader header;
    ASSERT_TRUE(sync::sync(cast.pc.parts(), {}));
    ASSERT_THAT(*cast.pc.parts().state.depot().list(), SizeIs(2));
    ASSERT_TRUE(cast.depot(cast.laptop).remove(cast.other));
    header.account_id = (*cast.pc.parts().state.account().load())->account_id;
    cast.server.tamper = [&](const std::string& asked, HttpAnswer& answer) {
        if (asked == "/v1/account/rotations")
            answer.body = protocol::encode(
                std::vector{protocol::Rotation{protocol::encode(header), {}, {}, {}, {}}});
    };

    for (int i = 0; i < 2; ++i) {
        const auto summary = sync::sync(cast.pc.parts(), {});
        ASSERT_FALSE(summary);
        EXPECT_THAT(summary.error().message, HasSubstr("no device that this account vouches for"));
    }
    EXPECT_THAT(*cast.pc.parts().state.depot().list(), SizeIs(2));
}

TEST_F(EvilDepotTest, UploadThatTheServerOnlyPretendsToHaveTaken) {
    ASSERT_TRUE(cast_->large.write_at(folder_.path() / "new.exe", 0, content('d')));
    protocol::DepotManifest wish;
    wish.software = "tool";
    wish.version = "4";
    wish.os = "windows";
    wish.arch = "any";
    tamper("/v1/depot/uploads/", [](HttpAnswer& answer) {
        answer = {200, {}, R"({"offset":1,"complete":false})"};
    });

    const auto added = cast_->depot(cast_->pc).add(folder_.path() / "new.exe", wish, {});

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, Code::Denied);
}

TEST_F(EvilDepotTest, UploadThatNeverGoesOnEnds) {
    ASSERT_TRUE(cast_->large.write_at(folder_.path() / "new.exe", 0, content('e')));
    protocol::DepotManifest wish;
    wish.software = "tool";
    wish.version = "5";
    wish.os = "windows";
    wish.arch = "any";
    cast_->server.tamper = [](const std::string& asked, HttpAnswer& answer) {
        if (asked.starts_with("/v1/depot/uploads/"))
            answer = {409, {}, protocol::encode(protocol::Problem{409, "other-offset", "no"})};
        else if (asked == "/v1/depot/uploads")
            answer.body = protocol::encode(protocol::UploadState{1, false});
    };

    const auto added = cast_->depot(cast_->pc).add(folder_.path() / "new.exe", wish, {});

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, Code::Conflict);
}

} // namespace
} // namespace ferry::testing
