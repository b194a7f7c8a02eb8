// A log that was altered is found, whatever was done to it.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/sync/audit.hpp"
#include "core/vault/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ferry::sync {
namespace {

AuditTrail trail_of(std::uint64_t first, const std::string& previous) {
    AuditTrail trail{previous};
    auto last = previous;
    for (std::uint64_t i = first; i < first + 4; ++i) {
        protocol::AuditEntry entry{i, 1000, "d1", "device-revoked", "d2", "pc", ""};
        entry.hash = hex(vault::hash(protocol::canonical_entry("account", last, entry)));
        last = entry.hash;
        trail.entries.push_back(entry);
    }
    return trail;
}

TEST(AuditTrail, AsTheServerWroteItFits) {
    EXPECT_FALSE(first_altered("account", trail_of(1, "")));
    EXPECT_FALSE(first_altered("account", trail_of(9, std::string(64, 'a')))) << "the old is gone";
    EXPECT_FALSE(first_altered("account", {}));
}

TEST(AuditTrail, IsBrokenByAnyFieldThatChanged) {
    const auto change = [](auto edit) {
        auto trail = trail_of(1, "");
        edit(trail.entries[1]);
        return first_altered("account", trail);
    };
    EXPECT_EQ(change([](auto& entry) { entry.at = 1; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.device_id = "d2"; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.action = "login"; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.subject = "d3"; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.detail = "p"; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.hash[0] ^= 1; }), 2u);
    EXPECT_EQ(change([](auto& entry) { entry.sequence = 7; }), 7u);
}

TEST(AuditTrail, IsBrokenWhereAnEntryIsMissingOrOfAnotherAccount) {
    auto middle = trail_of(1, "");
    middle.entries.erase(middle.entries.begin() + 1);
    EXPECT_EQ(first_altered("account", middle), 3u);
    auto beginning = trail_of(1, "");
    beginning.entries.erase(beginning.entries.begin());
    EXPECT_EQ(first_altered("account", beginning), 2u);
    EXPECT_EQ(first_altered("other", trail_of(1, "")), 1u);
}

} // namespace
} // namespace ferry::sync
