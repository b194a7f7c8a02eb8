// Every entry of the audit log follows from the one before, and from what was done.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/audit_service.hpp"
#include "tests/unit/server/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::testing {
namespace {

using ::testing::ElementsAre;

struct Audited : World {
    server::AuditService audit{store, clock};

    protocol::AuditLog log(const server::Caller& caller, std::uint64_t after = 0) {
        return value_of(audit.after(caller, after));
    }
    std::vector<std::string> words(const server::Caller& caller) {
        std::vector<std::string> found;
        for (const auto& entry : log(caller).entries)
            found.push_back(entry.action + " " + entry.detail);
        return found;
    }
};

bool is_chain(const server::Caller& caller, const protocol::AuditLog& log) {
    auto previous = log.previous;
    for (const auto& entry : log.entries) {
        if (entry.hash !=
            hex(vault::hash(protocol::canonical_entry(caller.account, previous, entry))))
            return false;
        previous = entry.hash;
    }
    return true;
}

TEST(Audit, TellsWhatWasDoneToTheAccountAndItsDevices) {
    Audited world;
    const auto ann = world.registered("ann");
    const auto tower = value_of(world.accounts.log_in(world.signed_login("ann", "tower")));
    auto again = world.signed_login("ann", "tower");
    again.device_id = tower.device_id;
    value_of(world.accounts.log_in(again));
    const auto pc = value_of(world.devices.import(ann, {"pc", "windows", "", "", ""}));
    value_of(world.devices.edit(ann, pc.id, {"office"}));
    value_of(world.devices.revoke(ann, pc.id));
    value_of(world.devices.revoke(ann, pc.id)); // a second time is nothing new
    value_of(world.accounts.log_out(ann));

    EXPECT_THAT(world.words(ann), ElementsAre("registered ann", "login-new-device tower", "login ",
                                              "device-imported pc", "device-renamed office",
                                              "device-revoked office", "logged-out "));
    EXPECT_TRUE(is_chain(ann, world.log(ann)));
    EXPECT_EQ(world.log(ann).entries[5].subject, pc.id);
    EXPECT_EQ(world.log(ann).entries[1].device_id, tower.device_id);
}

TEST(Audit, HasNoEntryOfWhatWasRefusedOrNotStored) {
    Audited world;
    const auto ann = world.registered("ann");
    auto wrong = world.signed_login("ann", "tower");
    wrong.signature[0] ^= 1;
    (void)world.accounts.log_in(wrong);
    (void)world.devices.revoke(ann, "nobody");
    (void)world.devices.edit(ann, ann.device, {"laptop"}); // as it is called already
    world.store.commit_fails = Error{Code::Io, "disk full"};
    (void)world.devices.revoke(ann, ann.device);
    world.store.commit_fails.reset();

    EXPECT_THAT(world.words(ann), ElementsAre("registered ann"));
}

TEST(Audit, OfAnotherAccountIsNotShown) {
    Audited world;
    const auto ann = world.registered("ann");
    const auto bob = world.registered("bob");

    EXPECT_THAT(world.words(bob), ElementsAre("registered bob"));
    EXPECT_THAT(world.words(ann), ElementsAre("registered ann"));
}

TEST(Audit, ComesInPagesThatContinueTheChain) {
    Audited world;
    const auto ann = world.registered("ann");
    for (int i = 0; i < 600; ++i)
        value_of(world.devices.edit(ann, ann.device, {"name" + std::to_string(i)}));

    const auto first = world.log(ann);
    const auto second = world.log(ann, first.entries.back().sequence);

    EXPECT_EQ(first.entries.size(), 500u);
    EXPECT_TRUE(first.more);
    EXPECT_FALSE(second.more);
    EXPECT_EQ(second.entries.size(), 101u);
    EXPECT_EQ(second.previous, first.entries.back().hash);
    EXPECT_TRUE(is_chain(ann, second));
}

TEST(Audit, StaysAChainWhenTheOldIsForgotten) {
    Audited world;
    const auto ann = world.registered("ann");
    value_of(world.devices.edit(ann, ann.device, {"one"}));
    world.clock.advance(366LL * 86'400'000);
    value_of(world.devices.edit(ann, ann.device, {"two"}));
    ASSERT_TRUE(world.audit.forget_old());

    EXPECT_THAT(world.words(ann), ElementsAre("device-renamed two"));
    EXPECT_EQ(world.log(ann).previous.size(), 64u);
    EXPECT_TRUE(is_chain(ann, world.log(ann)));
    world.clock.advance(366LL * 86'400'000);
    ASSERT_TRUE(world.audit.forget_old());
    EXPECT_THAT(world.words(ann), ElementsAre("device-renamed two")) << "the last one stays";
}

} // namespace
} // namespace ferry::testing
