// Requests from a server in an attacker's hands: each attack is told with a clear sentence, no
// installer is called, and nothing is written.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/cli/request_run.hpp"
#include "core/sync/devices.hpp"
#include "core/sync/link.hpp"
#include "core/sync/request_calls.hpp"
#include "core/sync/requests.hpp"
#include "core/sync/rotation.hpp"
#include "core/vault/device_key.hpp"
#include "tests/integration/evil_server/evil_server.hpp"
#include "tests/support/apply_bench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using protocol::ItemOutcome;
using protocol::RequestHeader;
using protocol::StoredRequest;
using sync::HttpAnswer;
using sync::RequestState;
using sync::RequestStore;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::chrono::hours kWeek{7 * 24};
constexpr std::int64_t kHour = 3'600'000;

/// A device whose clock is right, and which has packages to install.
struct Computer {
    Computer(EvilServer& server, const std::string& name, const std::string& account = "ann")
        : device(server.transport()), wish_(device.wish(kEvilOrigin)) {
        device.device.name = name;
        wish_.device.name = name;
        wish_.account = account;
        device.clock.advance(SystemClock().now() - device.clock.now());
    }
    sync::Parts& parts() {
        if (!parts_) parts_ = std::make_unique<sync::Parts>(device.parts());
        return *parts_;
    }
    const sync::LoginWish& wish() const { return wish_; }
    std::string id() { return (*device.state().account().load())->device_id; }
    RequestStore store() {
        auto opened = RequestStore::open(parts());
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    cli::RequestRunParts run_parts() {
        return {[this](const std::function<Result<void>(RequestStore&)>& work) {
                    auto opened = store();
                    return work(opened);
                },
                bench.parts()};
    }
    AccountDevice device;
    ApplyBench bench;

private:
    sync::LoginWish wish_;
    std::unique_ptr<sync::Parts> parts_;
};

/// Ann's laptop asks her PC.
struct Cast {
    EvilServer server;
    Computer laptop{server, "laptop"}, pc{server, "pc"};

    Cast() {
        EXPECT_TRUE(sync::register_account(laptop.parts(), laptop.wish()));
        EXPECT_TRUE(sync::log_in(pc.parts(), pc.wish()));
        (void)pc.store(); // its keys
    }
};

class EvilRequests : public ::testing::Test {
protected:
    void TearDown() override { cast_.server.tamper = nullptr; }

    std::string ask(const std::string& id = "git") {
        auto sent = cast_.laptop.store().send(cast_.pc.id(), {{"", "apt", id}}, kWeek);
        EXPECT_TRUE(sent) << sent.error().message;
        return sent ? *sent : "";
    }
    /// What the server has of it, honestly.
    StoredRequest stored(Computer& computer, const std::string& id) {
        auto link = sync::make_link(computer.parts());
        const auto all = sync::stored_requests(*link->server, "");
        for (const auto& one : *all)
            if (one.id == id) return one;
        ADD_FAILURE() << "no request " << id;
        return {};
    }
    /// The list of requests that everyone sees from now on.
    void show(const StoredRequest& one) {
        cast_.server.tamper = [one](const std::string& path, HttpAnswer& answer) {
            if (path.starts_with("/v1/requests?"))
                answer = {200, {}, protocol::encode(std::vector{one})};
        };
    }
    /// Altered by `change`, under the id that its bytes have then.
    StoredRequest altered(const std::string& id,
                          const std::function<void(nlohmann::json&)>& change) {
        auto one = stored(cast_.pc, id);
        auto header = *parse_json(one.request.header);
        change(header);
        one.request.header = dump_json(header);
        one.id = hex(vault::hash(one.request.header));
        return one;
    }
    /// As the laptop itself would sign it.
    StoredRequest signed_by_laptop(const std::string& id,
                                   const std::function<void(nlohmann::json&)>& change) {
        auto one = altered(id, change);
        const auto credentials = sync::load_credentials(
            cast_.laptop.device.files, cast_.laptop.device.folder(), cast_.laptop.device.key_store);
        const auto key =
            vault::DeviceKey::from_seed(vault::Secret(credentials->device_seed.view()));
        one.request.signature = vault::sign(key, "request", one.request.header);
        return one;
    }
    /// Begun on the PC for git and jq and cut off: git was done, jq was not begun.
    std::string ask_and_cut_off() {
        const auto id = ask();
        const std::vector<ItemOutcome> draft{{"apt:git", cli::kPending, "apt:git"},
                                             {"apt:jq", cli::kPending, "apt:jq"}};
        EXPECT_TRUE(cast_.pc.store().begin(cast_.pc.store().waiting()->at(0), draft));
        state::JournalRun run;
        run.title = "request " + id.substr(0, 16) + " of laptop";
        for (const auto* name : {"git", "jq"})
            run.steps.push_back({Action::Install, {{"apt"}, {name}}});
        auto& journal = *cast_.pc.bench.journal;
        const auto begun = journal.begin(run);
        EXPECT_TRUE(journal.record(*begun, 0, state::StepState::Done,
                                   {{"git"}, ResultClass::Ok, "1.0", {}}));
        return id;
    }
    void change_the_account_key() {
        Computer phone(cast_.server, "phone");
        ASSERT_TRUE(sync::log_in(phone.parts(), phone.wish()));
        const auto done =
            sync::revoke_with_new_key(cast_.laptop.parts(), "phone", vault::Secret(kPassword));
        ASSERT_TRUE(done) << done.error().message;
    }
    /// Tries to carry out all that waits on the PC. The words with which that is refused; empty
    /// where something was run or remembered.
    std::string refusal() {
        const auto waiting = cast_.pc.store().waiting();
        if (!waiting) return waiting.error().message;
        std::string words;
        for (const auto& request : *waiting) {
            const auto done = cli::carry_out(cast_.pc.run_parts(), request,
                                             {{{"apt:git", cli::kPending, "apt:git"}}});
            if (done) return {};
            EXPECT_EQ(done.error().code, Code::Denied);
            words += done.error().message;
            if (*cast_.pc.device.state().requests().find(request.id)) return {};
        }
        EXPECT_THAT(cast_.pc.bench.installers.calls(), IsEmpty());
        EXPECT_THAT(*cast_.pc.bench.journal->recent(10), IsEmpty());
        return words;
    }

    Cast cast_;
};

TEST_F(EvilRequests, HonestOneIsCarriedOutOnceAndItsAnswerIsBelieved) {
    const auto id = ask();
    const auto waiting = *cast_.pc.store().waiting();
    ASSERT_THAT(waiting, SizeIs(1));
    EXPECT_EQ(waiting[0].from, "laptop");
    const cli::RequestPlan plan{{{"apt:git", cli::kPending, "apt:git"}}};

    const auto done = cli::carry_out(cast_.pc.run_parts(), waiting[0], plan);

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(cast_.pc.bench.installers.calls(), ElementsAre("apt install git"));
    const auto seen = *cast_.laptop.store().list();
    EXPECT_EQ(seen.at(0).state, RequestState::Answered);
    EXPECT_THAT(seen[0].outcomes, ElementsAre(ItemOutcome{"apt:git", "installed", "1.0"}));
    EXPECT_FALSE(cli::carry_out(cast_.pc.run_parts(), waiting[0], plan));
    EXPECT_THAT(cast_.pc.bench.installers.calls(), SizeIs(1));
}

TEST_F(EvilRequests, ForgedAndUnsignedOnesAreRefused) {
    auto one = stored(cast_.pc, ask());
    one.request.signature = vault::sign(vault::DeviceKey::fresh(), "request", one.request.header);
    show(one);
    EXPECT_THAT(refusal(), HasSubstr("not by the device it names"));
    one.request.signature.clear();
    show(one);
    EXPECT_THAT(refusal(), HasSubstr("is not signed"));
}

TEST_F(EvilRequests, SignatureForAnotherPurposeIsRefused) {
    auto one = stored(cast_.pc, ask());
    const auto credentials = sync::load_credentials(
        cast_.laptop.device.files, cast_.laptop.device.folder(), cast_.laptop.device.key_store);
    const auto key = vault::DeviceKey::from_seed(vault::Secret(credentials->device_seed.view()));
    one.request.signature = vault::sign(key, "bundle", one.request.header);
    show(one);

    EXPECT_THAT(refusal(), HasSubstr("not by the device it names"));
}

TEST_F(EvilRequests, EveryChangeOfTheHeaderIsRefused) {
    const auto id = ask();
    const std::vector<std::pair<const char*, nlohmann::json>> changes = {
        {"items", {{{"installer", "apt"}, {"id", "evil"}}}},
        {"expires", 4102444800000},
        {"created", 1},
        {"nonce", base64(std::string(16, 'x'))},
        {"from", cast_.pc.id()},
        {"action", "remove"}};
    for (const auto& [key, value] : changes) {
        show(altered(id, [&, k = key, &v = value](nlohmann::json& header) { header[k] = v; }));
        EXPECT_THAT(refusal(), HasSubstr("altered")) << key;
    }
    auto same_id = altered(id, [](nlohmann::json& header) { header["action"] = "x"; });
    same_id.id = id;
    show(same_id);
    EXPECT_THAT(refusal(), HasSubstr("not the one of its id"));
}

TEST_F(EvilRequests, ExpiredAndFutureOnesAreRefusedByTheClockHere) {
    ask();
    cast_.pc.device.clock.advance(8 * 24 * kHour);
    EXPECT_THAT(refusal(), HasSubstr("expired on"));
    cast_.pc.device.clock.advance(-8 * 24 * kHour - 2 * kHour);
    EXPECT_THAT(refusal(), HasSubstr("still to come"));
    cast_.pc.device.clock.advance(90 * 60'000);
    EXPECT_THAT(cast_.pc.store().waiting()->at(0).fault, IsEmpty()) << "clocks may differ a little";
}

TEST_F(EvilRequests, MisdirectedOnesAreRefused) {
    Computer third(cast_.server, "third");
    ASSERT_TRUE(sync::log_in(third.parts(), third.wish()));
    const auto sent = cast_.laptop.store().send(third.id(), {{"git"}}, kWeek);
    ASSERT_TRUE(sent);
    show(stored(cast_.pc, *sent));
    EXPECT_THAT(refusal(), HasSubstr("is for another device"));
}

TEST_F(EvilRequests, OnesOfAnotherAccountAreRefused) {
    Computer bob(cast_.server, "bobs", "bob"), bobs_pc(cast_.server, "bobs-pc", "bob");
    ASSERT_TRUE(sync::register_account(bob.parts(), bob.wish()));
    ASSERT_TRUE(sync::log_in(bobs_pc.parts(), bobs_pc.wish()));
    const auto sent = bob.store().send(bobs_pc.id(), {{"git"}}, kWeek);
    ASSERT_TRUE(sent);
    show(stored(bob, *sent));

    EXPECT_THAT(refusal(), HasSubstr("another account"));
}

TEST_F(EvilRequests, OnesOfARevokedDeviceAreRefused) {
    ask();
    ASSERT_TRUE(sync::revoke_device(cast_.pc.parts(), "laptop"));

    EXPECT_THAT(refusal(), HasSubstr("was revoked"));
}

TEST_F(EvilRequests, OnesOfADeviceThatTheServerInventedAreRefused) {
    const auto attacker = vault::DeviceKey::fresh();
    auto one = altered(ask(), [](nlohmann::json& header) { header["from"] = "invented"; });
    one.request.signature = vault::sign(attacker, "request", one.request.header);
    cast_.server.tamper = [&](const std::string& path, HttpAnswer& answer) {
        if (path.starts_with("/v1/requests?"))
            answer = {200, {}, protocol::encode(std::vector{one})};
        if (path != "/v1/keys") return;
        auto keys = *protocol::decode<std::vector<protocol::DeviceKeys>>(answer.body);
        keys.push_back(keys.front());
        keys.back().device_id = "invented";
        keys.back().sign_public = attacker.sign_public;
        answer.body = protocol::encode(keys);
    };

    EXPECT_THAT(refusal(), HasSubstr("no device that this account vouches for"));
}

TEST_F(EvilRequests, OnesOfAnotherKeyVersionAreRefused) {
    show(signed_by_laptop(ask(), [](nlohmann::json& header) { header["key_version"] = 2; }));

    EXPECT_THAT(refusal(), HasSubstr("version 2 of the account's key"));
}

TEST_F(EvilRequests, HostileIdsAndUnknownActionsAreRefusedEvenWhereTheyAreSigned) {
    const auto id = ask();
    for (const auto* hostile : {"--purge", "; rm -rf /", "a\nb", "../x", "jq=1", "-oX=y", "*"}) {
        show(signed_by_laptop(id,
                              [&](nlohmann::json& header) { header["items"][0]["id"] = hostile; }));
        EXPECT_THAT(refusal(), HasSubstr("no id that apt can have")) << hostile;
    }
    show(signed_by_laptop(id, [](nlohmann::json& header) {
        header["items"][0] = {{"software", "--all"}};
    }));
    EXPECT_THAT(refusal(), HasSubstr("no software id"));
    show(signed_by_laptop(id, [](nlohmann::json& header) { header["action"] = "remove"; }));
    EXPECT_THAT(refusal(), HasSubstr("does not know"));
    show(signed_by_laptop(id, [](nlohmann::json& header) { header["items"] = "x"; }));
    EXPECT_THAT(refusal(), HasSubstr("cannot be read"));
    show(signed_by_laptop(id, [](nlohmann::json& header) { header["expires"] = 4102444800000; }));
    EXPECT_THAT(refusal(), HasSubstr("more than 30 days"));
}

TEST_F(EvilRequests, ReplayedOnesAreNotRunAgainAndTheirAnswerIsSentAgain) {
    const auto id = ask();
    const auto open = stored(cast_.pc, id);
    const auto waiting = *cast_.pc.store().waiting();
    ASSERT_TRUE(cli::carry_out(cast_.pc.run_parts(), waiting.at(0),
                               {{{"apt:git", cli::kPending, "apt:git"}}}));
    bool sent_again = false;
    cast_.server.tamper = [&](const std::string& path, HttpAnswer& answer) {
        if (path.starts_with("/v1/requests?"))
            answer = {200, {}, protocol::encode(std::vector{open})};
        if (path == "/v1/requests/" + id + "/result") sent_again = true;
    };

    EXPECT_THAT(*cast_.pc.store().waiting(), IsEmpty());
    EXPECT_TRUE(sent_again);
    EXPECT_FALSE(cli::carry_out(cast_.pc.run_parts(), waiting[0], {}));
    // The same wish under another id: its nonce gives it away.
    cast_.server.tamper = nullptr;
    auto one = signed_by_laptop(id, [](nlohmann::json& header) { header["of_the_future"] = 1; });
    one.state = "open";
    show(one);
    const auto replayed = *cast_.pc.store().waiting();
    EXPECT_THAT(replayed.at(0).fault, HasSubstr("answered here before"));
    EXPECT_FALSE(cli::carry_out(cast_.pc.run_parts(), replayed[0], {}));
    EXPECT_THAT(cast_.pc.bench.installers.calls(), SizeIs(1));
}

TEST_F(EvilRequests, AnswerThatWasLostIsKeptAndSentByTheNextLook) {
    const auto id = ask();
    const auto waiting = *cast_.pc.store().waiting();
    cast_.server.tamper = [](const std::string& path, HttpAnswer& answer) {
        if (path.ends_with("/result")) answer = {503, {}, "{}"};
    };
    const auto cut = cli::carry_out(cast_.pc.run_parts(), waiting.at(0),
                                    {{{"apt:git", cli::kPending, "apt:git"}}});
    EXPECT_FALSE(cut);
    cast_.server.tamper = nullptr;

    EXPECT_THAT(*cast_.pc.store().waiting(), IsEmpty());
    EXPECT_EQ(stored(cast_.pc, id).state, "answered");
    EXPECT_THAT(cast_.pc.bench.installers.calls(), SizeIs(1));
}

TEST_F(EvilRequests, BegunOneOfWhichTheJournalKnowsIsNotRunAgain) {
    ask();
    const auto request = cast_.pc.store().waiting()->at(0);
    const std::vector<ItemOutcome> draft{{"apt:git", cli::kPending, "apt:git"}};
    ASSERT_TRUE(cast_.pc.store().begin(request, draft)); // and then the process died twice:
    ASSERT_TRUE(
        apply::run({"request " + request.id.substr(0, 16) + " of laptop", cli::actions_of({draft})},
                   cast_.pc.bench.parts(), {}));
    const auto again = cast_.pc.store().waiting()->at(0);
    ASSERT_TRUE(again.cut_off);

    const auto done = cli::carry_out(cast_.pc.run_parts(), again, {});

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(*done, ElementsAre(ItemOutcome{"apt:git", "installed", "1.0"}));
    EXPECT_THAT(cast_.pc.bench.installers.calls(), SizeIs(1));
}

TEST_F(EvilRequests, BegunOneIsAnsweredAfterAChangeOfTheAccountKeyAndNothingMoreIsRun) {
    ask_and_cut_off();
    change_the_account_key();
    const auto request = cast_.pc.store().waiting()->at(0);
    EXPECT_THAT(request.fault, HasSubstr("version 1 of the account's key"));
    ASSERT_TRUE(request.cut_off);

    const auto done = cli::carry_out(cast_.pc.run_parts(), request, {});

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(cast_.pc.bench.installers.calls(), IsEmpty());
    EXPECT_THAT(*cast_.pc.store().waiting(), IsEmpty());
    const auto seen = cast_.laptop.store().list()->at(0);
    EXPECT_EQ(seen.state, RequestState::Answered);
    ASSERT_THAT(seen.outcomes, SizeIs(2)) << seen.bad_answer;
    EXPECT_EQ(seen.outcomes[0], (ItemOutcome{"apt:git", "installed", "1.0"}));
    EXPECT_EQ(seen.outcomes[1].outcome, "failed");
    EXPECT_THAT(seen.outcomes[1].detail, HasSubstr("the run was cut off"));
}

TEST_F(EvilRequests, BegunOneOfWhichTheJournalKnowsNothingIsNotRunAfterAChangeOfTheAccountKey) {
    ask();
    ASSERT_TRUE(cast_.pc.store().begin(cast_.pc.store().waiting()->at(0),
                                       {{"apt:git", cli::kPending, "apt:git"}}));
    change_the_account_key();

    const auto done = cli::carry_out(cast_.pc.run_parts(), cast_.pc.store().waiting()->at(0),
                                     {{{"apt:git", cli::kPending, "apt:git"}}});

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(*done, ElementsAre(ItemOutcome{"apt:git", "failed", "was not begun"}));
    EXPECT_THAT(cast_.pc.bench.installers.calls(), IsEmpty());
}

TEST_F(EvilRequests, OneThatWasNotBegunBeforeAChangeOfTheAccountKeyIsRefused) {
    ask();
    change_the_account_key();

    EXPECT_THAT(refusal(), HasSubstr("version 1 of the account's key"));
}

TEST_F(EvilRequests, BegunOneUnderWhoseIdTheServerShowsAnotherIsNeitherRunNorAnswered) {
    const auto id = ask_and_cut_off();
    auto one = altered(id, [](nlohmann::json& header) { header["items"][0]["id"] = "evil"; });
    one.id = id;
    show(one);
    const auto request = cast_.pc.store().waiting()->at(0);

    const auto done = cli::carry_out(cast_.pc.run_parts(), request, {});

    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("not the one of its id"));
    EXPECT_THAT(cast_.pc.bench.installers.calls(), IsEmpty());
    cast_.server.tamper = nullptr;
    EXPECT_TRUE(cast_.pc.store().waiting()->at(0).cut_off) << "the honest one is gone on with";
}

TEST_F(EvilRequests, InventedAnswersAreNotBelieved) {
    const auto id = ask();
    auto one = stored(cast_.laptop, id);
    one.state = "answered";
    one.result.header = protocol::encode(
        protocol::ResultHeader{(*cast_.laptop.device.state().account().load())->account_id,
                               id,
                               cast_.pc.id(),
                               5,
                               {{"apt:git", "installed", ""}}});
    one.result.signature =
        vault::sign(vault::DeviceKey::fresh(), "request-result", one.result.header);
    cast_.server.tamper = [&](const std::string& path, HttpAnswer& answer) {
        if (path == "/v1/requests") answer = {200, {}, protocol::encode(std::vector{one})};
    };

    const auto seen = *cast_.laptop.store().list();

    EXPECT_THAT(seen.at(0).bad_answer, HasSubstr("not by the device that was asked"));
    EXPECT_THAT(seen[0].outcomes, IsEmpty());
}

TEST_F(EvilRequests, OwnImportedAndRevokedDevicesAreNotAsked) {
    ASSERT_TRUE(sync::import_device(cast_.laptop.parts(), {{"nas", "linux", "", "", ""}, {}}));
    ASSERT_TRUE(sync::revoke_device(cast_.laptop.parts(), "pc"));
    auto store = cast_.laptop.store();

    EXPECT_THAT(store.addressee("laptop").error().message, HasSubstr("use ferry install"));
    EXPECT_THAT(store.addressee("nas").error().message, HasSubstr("from a file only"));
    EXPECT_THAT(store.addressee("pc").error().message, HasSubstr("was revoked"));
    EXPECT_THAT(store.addressee("lapptop").error().message, HasSubstr("did you mean \"laptop\""));
}

} // namespace
} // namespace ferry::testing
