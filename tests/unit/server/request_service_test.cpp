// Requests between devices on the server: who may send, answer and withdraw; limits; what goes.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/request_service.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using protocol::RequestHeader;
using protocol::ResultHeader;
using protocol::SignedHeader;
using server::RequestService;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t kDay = 24ll * 3600 * 1000;

class Requests : public ::testing::Test {
protected:
    RequestHeader header() {
        RequestHeader header;
        header.account_id = laptop_.account;
        header.to = pc_.device;
        header.from = laptop_.device;
        header.nonce = world_.random(16);
        header.created = world_.clock.now();
        header.expires = header.created + 7 * kDay;
        header.action = "install";
        header.items = {{"git"}};
        return header;
    }
    SignedHeader result(const std::string& id, const std::string& outcome = "installed") {
        const ResultHeader header{pc_.account, id, pc_.device, 5, {{"git", outcome, ""}}};
        return {protocol::encode(header), std::string(64, 's')};
    }
    static SignedHeader sent(const RequestHeader& header) {
        return {protocol::encode(header), std::string(64, 's')};
    }
    std::string add() { return value_of(requests_.add(laptop_, sent(header()))).id; }
    server::Caller second(const std::string& name) {
        const auto login = world_.signed_login("ann", name);
        const auto session = value_of(world_.accounts.log_in(login));
        return {session.account_id, session.device_id};
    }

    World world_;
    RequestService requests_{world_.store, world_.signal, world_.clock};
    server::Caller laptop_ = world_.registered("ann");
    server::Caller pc_ = second("pc");
    server::Caller bob_ = world_.registered("bob");
};

TEST_F(Requests, AreKeptAsTheyWereSentAndTheSameOnceOnly) {
    const auto one = sent(header());
    const auto stored = value_of(requests_.add(laptop_, one));

    EXPECT_EQ(stored.request, one);
    EXPECT_EQ(stored.id, hex(vault::hash(one.header)));
    EXPECT_EQ(value_of(requests_.add(laptop_, one)).id, stored.id);
    EXPECT_THAT(value_of(requests_.list(pc_, "")), SizeIs(1));
    EXPECT_THAT(value_of(requests_.list(pc_, laptop_.device)), IsEmpty());
}

TEST_F(Requests, WakeTheAccountAndAreToldAsAChangeOfTheDevice) {
    const auto before = world_.signal.count(laptop_.account);
    const auto since = value_of(world_.changes.after(pc_, {0, ""}))->next;
    add();

    EXPECT_NE(world_.signal.count(laptop_.account), before);
    const auto changes = value_of(world_.changes.after(pc_, {since, ""}));
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->changes.at(0).kind, "request");
    EXPECT_EQ(changes->changes.at(0).device_id, pc_.device);
}

TEST_F(Requests, AreForDevicesOfTheAccountThatCanAnswer) {
    auto unknown = header();
    unknown.to = bob_.device;
    auto imported = header();
    imported.to = value_of(world_.devices.import(laptop_, {"nas", "linux", "", "", ""})).id;
    auto revoked = header();
    revoked.to = second("old").device;
    (void)world_.devices.revoke(laptop_, revoked.to);

    EXPECT_THAT(requests_.add(laptop_, sent(unknown)), IsRefused(404, "not-found"));
    EXPECT_THAT(requests_.add(laptop_, sent(imported)), IsRefused(422, "imported-device"));
    EXPECT_THAT(requests_.add(laptop_, sent(revoked)), IsRefused(422, "revoked-device"));
}

TEST_F(Requests, WithAForeignAuthorOrAccountOrTimeAreRefused) {
    auto account = header(), author = header(), expired = header(), endless = header();
    account.account_id = bob_.account;
    author.from = pc_.device;
    expired.expires = world_.clock.now();
    endless.expires = endless.created + 31 * kDay;

    for (const auto& bad : {account, author, expired, endless})
        EXPECT_THAT(requests_.add(laptop_, sent(bad)), IsRefused(422, "bad-request-header"));
    EXPECT_THAT(requests_.add(laptop_, {"{}", std::string(64, 's')}),
                IsRefused(400, "bad-request"));
}

TEST_F(Requests, AreAnsweredOnceByTheDeviceThatWasAsked) {
    const auto id = add();

    EXPECT_THAT(requests_.answer(laptop_, id, result(id)), IsRefused(403, "not-your-device"));
    EXPECT_THAT(requests_.answer(bob_, id, result(id)), IsRefused(404, "not-found"));
    EXPECT_THAT(requests_.show(bob_, id), IsRefused(404, "not-found"));
    EXPECT_THAT(requests_.withdraw(bob_, id), IsRefused(404, "not-found"));
    EXPECT_THAT(requests_.list(bob_, pc_.device), IsRefused(404, "not-found"));
    EXPECT_THAT(requests_.answer(pc_, id, result(std::string(64, 'b'))),
                IsRefused(422, "bad-result"));
    EXPECT_EQ(value_of(requests_.answer(pc_, id, result(id))).state, "answered");
    EXPECT_EQ(value_of(requests_.answer(pc_, id, result(id))).state, "answered");
    EXPECT_THAT(requests_.answer(pc_, id, result(id, "failed")), IsRefused(409, "answered"));
    EXPECT_EQ(value_of(requests_.show(laptop_, id)).result, result(id));
}

TEST_F(Requests, AreWithdrawnByEitherSideUntilTheyAreAnswered) {
    const auto third = second("third");
    const auto first = add(), other = add(), answered = add();
    (void)requests_.answer(pc_, answered, result(answered));

    EXPECT_THAT(requests_.withdraw(third, first), IsRefused(403, "not-your-device"));
    EXPECT_TRUE(is_served(requests_.withdraw(laptop_, first)));
    EXPECT_TRUE(is_served(requests_.withdraw(laptop_, first)));
    EXPECT_TRUE(is_served(requests_.withdraw(pc_, other)));
    EXPECT_THAT(requests_.withdraw(laptop_, answered), IsRefused(409, "answered"));
    EXPECT_EQ(value_of(requests_.show(pc_, first)).state, "withdrawn");
    EXPECT_EQ(value_of(requests_.answer(pc_, first, result(first))).state, "answered");
}

TEST_F(Requests, AreAThousandOpenOnesAtMost) {
    for (std::size_t i = 0; i < server::kMostOpenRequests; ++i)
        add();

    EXPECT_THAT(requests_.add(laptop_, sent(header())), IsRefused(413, "too-many-requests"));
    world_.clock.advance(8 * kDay);
    EXPECT_TRUE(is_served(requests_.add(laptop_, sent(header()))));
}

TEST_F(Requests, GoThirtyDaysAfterTheyExpire) {
    add();
    world_.clock.advance(36 * kDay);
    ASSERT_TRUE(requests_.forget_old());
    EXPECT_THAT(value_of(requests_.list(pc_, "")), SizeIs(1));
    world_.clock.advance(2 * kDay);
    ASSERT_TRUE(requests_.forget_old());
    EXPECT_THAT(value_of(requests_.list(pc_, "")), IsEmpty());
}

} // namespace
} // namespace ferry::testing
