// What every store promises: one suite, run on the one in memory and on SQLite.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/any_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace ferry::testing {
namespace {

using namespace server;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_P(AnyStore, FindsAnAccountByIdAndNameWithAllItsBytes) {
    read([](Tables& tables) {
        const auto by_id = good(tables.accounts().find("id-ann"));
        const auto by_name = good(tables.accounts().find_by_name("ann"));
        ASSERT_TRUE(by_id && by_name);
        EXPECT_EQ(by_id->name, "ann");
        EXPECT_EQ(by_name->wrapped_key, std::string("wr\0apped", 8));
        EXPECT_EQ(by_name->kdf.memory_kib, 262'144u);
        EXPECT_FALSE(good(tables.accounts().find("ann")));
        EXPECT_FALSE(good(tables.accounts().find_by_name("ANN")));
    });
}

TEST_P(AnyStore, RefusesASecondAccountOfOneName) {
    const auto done = store_->write([](Tables& tables) {
        auto twin = account("ann");
        twin.id = "another";
        return tables.accounts().add(twin);
    });

    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::Conflict);
}

TEST_P(AnyStore, ChangesTheKeysOfOneAccountAndNothingElse) {
    write([](Tables& tables) {
        EXPECT_EQ(good(tables.accounts().find("id-ann"))->recovery_public, "");
        auto row = account("ann");
        row.login_public = "new public";
        row.kdf = {"argon2id13", 4, 65'536, "pepper"};
        row.wrapped_key = std::string("n\0w", 3);
        row.recovery_wrapped_key = "new again";
        row.key_version = 2;
        row.recovery_public = std::string("r\0", 2);
        row.name = "not to be changed";
        good(tables.accounts().update_keys(row));
    });
    read([](Tables& tables) {
        const auto row = *good(tables.accounts().find_by_name("ann"));
        EXPECT_EQ(row.login_public, "new public");
        EXPECT_EQ(row.kdf.passes, 4u);
        EXPECT_EQ(row.kdf.salt, "pepper");
        EXPECT_EQ(row.wrapped_key, std::string("n\0w", 3));
        EXPECT_EQ(row.recovery_wrapped_key, "new again");
        EXPECT_EQ(row.key_version, 2u);
        EXPECT_EQ(row.recovery_public, std::string("r\0", 2));
        EXPECT_EQ(good(tables.accounts().find("id-bob"))->login_public, "public");
    });
}

/// A row in every table.
void fill(Tables& tables, const std::string& account, const std::string& device) {
    good(tables.tokens().add({"token of " + account, device, account, 1, 2}));
    good(tables.streams().put_head({device, "apt"}, {"apt", 1, "h", 1, 1}));
    good(tables.streams().put_package({device, "apt"}, {{"git", ""}, "1", "", ""}));
    good(tables.history().add(account, {device, "apt", "vim", "", "1", 10}));
    good(tables.changes().add(account, {0, "device", device, ""}));
    good(tables.answers().add(account, "k", {"hash", "body"}, 10));
    good(tables.device_keys().put(account, {device, "s", "b", "c", 1}));
    good(tables.audit().add(account, {{1, 10, device, "login", "", "", "h"}, ""}));
    good(tables.bundles().add({account, "name"}, {"h1", 1, 1, "header", "signature", 4}, "body"));
    good(tables.requests().add(request(account, device, "r1")));
}

TEST_P(AnyStore, RemovesAnAccountWithAllThatIsItsOwnAndNothingElse) {
    write([](Tables& tables) {
        good(tables.devices().add(device("d9", "id-bob", "tower")));
        fill(tables, "id-ann", "d1");
        fill(tables, "id-bob", "d9");
    });
    write([](Tables& tables) { good(tables.accounts().remove("id-ann")); });
    read([](Tables& tables) {
        EXPECT_FALSE(good(tables.accounts().find("id-ann")));
        EXPECT_FALSE(good(tables.accounts().find_by_name("ann")));
        for (const auto& [id, of, left] : {std::tuple{std::string("id-ann"), std::string("d1"), 0u},
                                           {std::string("id-bob"), std::string("d9"), 1u}}) {
            EXPECT_THAT(good(tables.devices().list(id)), SizeIs(left));
            EXPECT_EQ(good(tables.tokens().find("token of " + id)).has_value(), left == 1);
            EXPECT_THAT(good(tables.streams().heads(of)), SizeIs(left));
            EXPECT_THAT(good(tables.streams().packages({of, "apt"})), SizeIs(left));
            EXPECT_THAT(good(tables.history().list(id, "", 10)), SizeIs(left));
            EXPECT_THAT(good(tables.changes().after(id, 0, 10)), SizeIs(left));
            EXPECT_EQ(good(tables.answers().find(id, "k")).has_value(), left == 1);
            EXPECT_THAT(good(tables.device_keys().list(id)), SizeIs(left));
            EXPECT_THAT(good(tables.audit().after(id, 0, 10)), SizeIs(left));
            EXPECT_THAT(good(tables.bundles().heads(id)), SizeIs(left));
            EXPECT_EQ(good(tables.bundles().body({id, "name"}, "h1")).has_value(), left == 1);
            EXPECT_THAT(good(tables.requests().list(id, "", 10)), SizeIs(left));
        }
    });
}

TEST_P(AnyStore, UndoesAllOfARuleThatFails) {
    const auto done = store_->write([](Tables& tables) -> Result<void> {
        good(tables.devices().add(device("d2", "id-ann", "desktop")));
        good(tables.changes().add("id-ann", {0, "device", "d2", ""}));
        return Error{Code::Cancelled, "thought better of it"};
    });

    EXPECT_EQ(done.error().message, "thought better of it");
    read([](Tables& tables) {
        EXPECT_THAT(good(tables.devices().list("id-ann")), SizeIs(1));
        EXPECT_EQ(good(tables.changes().last("id-ann")), 0u);
    });
}

TEST_P(AnyStore, ShowsDevicesToTheirAccountOnly) {
    read([](Tables& tables) {
        EXPECT_TRUE(good(tables.devices().find("id-ann", "d1")));
        EXPECT_FALSE(good(tables.devices().find("id-bob", "d1")));
        EXPECT_TRUE(good(tables.devices().find_live("id-ann", "laptop")));
        EXPECT_FALSE(good(tables.devices().find_live("id-bob", "laptop")));
        EXPECT_THAT(good(tables.devices().list("id-bob")), IsEmpty());
    });
}

TEST_P(AnyStore, ListsDevicesInTheOrderOfTheirCreation) {
    write([](Tables& tables) {
        auto early = device("d0", "id-ann", "old");
        early.created = 10;
        good(tables.devices().add(early));
    });
    read([](Tables& tables) {
        const auto rows = good(tables.devices().list("id-ann"));
        ASSERT_THAT(rows, SizeIs(2));
        EXPECT_EQ(rows[0].id, "d0");
    });
}

TEST_P(AnyStore, RefusesTwoLiveDevicesOfOneNameButNotARevokedOne) {
    const auto twice = store_->write(
        [](Tables& tables) { return tables.devices().add(device("d2", "id-ann", "laptop")); });
    EXPECT_EQ(twice.error().code, Code::Conflict);

    write([](Tables& tables) {
        auto revoked = *good(tables.devices().find("id-ann", "d1"));
        revoked.revoked = 5000;
        good(tables.devices().update(revoked));
        good(tables.devices().add(device("d2", "id-ann", "laptop")));
    });
    read([](Tables& tables) {
        EXPECT_EQ(good(tables.devices().find_live("id-ann", "laptop"))->id, "d2");
        EXPECT_EQ(good(tables.devices().find("id-ann", "d1"))->revoked, 5000);
    });
}

TEST_P(AnyStore, KeepsAndRemovesTokens) {
    const std::string hash("\x00\xff\x01", 3);
    write([&](Tables& tables) { good(tables.tokens().add({hash, "d1", "id-ann", 1, 2})); });
    read([&](Tables& tables) {
        EXPECT_EQ(good(tables.tokens().find(hash))->device, "d1");
        EXPECT_FALSE(good(tables.tokens().find("other")));
    });
    write([&](Tables& tables) { good(tables.tokens().renew_of_device("d1", 77)); });
    read([&](Tables& tables) { EXPECT_EQ(good(tables.tokens().find(hash))->expires, 77); });
    write([&](Tables& tables) { good(tables.tokens().remove_of_device("d1")); });
    read([&](Tables& tables) { EXPECT_FALSE(good(tables.tokens().find(hash))); });
}

TEST_P(AnyStore, KeepsAStreamWithItsPackagesInTheOrderOfTheirBytes) {
    const StreamKey key{"d1", "apt"};
    write([&](Tables& tables) {
        good(tables.streams().put_head(key, {"apt", 1, "hash", 3, 1000}));
        for (const auto& name : {"z", "\xc3\xa9", "A"})
            good(tables.streams().put_package(key, {{name, "amd64"}, "1", "line", "{}"}));
        good(tables.streams().put_package(key, {{"A", "amd64"}, "2", "line 2", "{2}"}));
    });
    read([&](Tables& tables) {
        std::vector<std::string> names;
        for (const auto& row : good(tables.streams().packages(key)))
            names.push_back(row.key.id + row.version);
        EXPECT_THAT(names, ElementsAre("A2", "z1",
                                       "\xc3\xa9"
                                       "1"));
        EXPECT_EQ(good(tables.streams().head(key))->packages, 3u);
        EXPECT_THAT(good(tables.streams().heads("d1")), SizeIs(1));
        EXPECT_THAT(good(tables.streams().packages({"d1", "brew"})), IsEmpty());
    });
}

TEST_P(AnyStore, SaysWhichVersionItRemoved) {
    const StreamKey key{"d1", "apt"};
    write([&](Tables& tables) {
        good(tables.streams().put_package(key, {{"git", "amd64"}, "2.39", "", ""}));
    });
    write([&](Tables& tables) {
        EXPECT_EQ(good(tables.streams().remove_package(key, {"git", "i386"})), std::nullopt);
        EXPECT_EQ(good(tables.streams().remove_package(key, {"git", "amd64"})), "2.39");
        EXPECT_EQ(good(tables.streams().remove_package(key, {"git", "amd64"})), std::nullopt);
    });
}

TEST_P(AnyStore, RemovesAStreamWithAllItsPackagesAndNoOther) {
    const StreamKey apt{"d1", "apt"};
    const StreamKey brew{"d1", "brew"};
    write([&](Tables& tables) {
        for (const auto& key : {apt, brew}) {
            good(tables.streams().put_head(key, {key.installer, 1, "h", 1, 1}));
            good(tables.streams().put_package(key, {{"git", ""}, "1", "", ""}));
        }
        good(tables.streams().remove(apt));
    });
    read([&](Tables& tables) {
        EXPECT_FALSE(good(tables.streams().head(apt)));
        EXPECT_THAT(good(tables.streams().packages(apt)), IsEmpty());
        EXPECT_THAT(good(tables.streams().packages(brew)), SizeIs(1));
    });
}

TEST_P(AnyStore, FindsTheHoldersOfAPackageByNameOfTheDevice) {
    write([](Tables& tables) {
        good(tables.devices().add(device("d2", "id-ann", "desktop")));
        good(tables.devices().add(device("d3", "id-bob", "tower")));
        for (const auto& id : {"d1", "d2", "d3"})
            good(tables.streams().put_package({id, "apt"}, {{"git", "amd64"}, "1", "", ""}));
    });
    read([](Tables& tables) {
        std::vector<std::string> names;
        for (const auto& holder : good(tables.streams().holders("id-ann", "apt", "git")))
            names.push_back(holder.device_name);
        EXPECT_THAT(names, ElementsAre("desktop", "laptop"));
        EXPECT_THAT(good(tables.streams().holders("id-ann", "brew", "git")), IsEmpty());
    });
}

TEST_P(AnyStore, ListsHistoryNewestFirstAndForgetsTheOld) {
    write([](Tables& tables) {
        good(tables.history().add("id-ann", {"d1", "apt", "old", "", "1", 10}));
        good(tables.history().add("id-ann", {"d1", "apt", "new", "", "1", 20}));
        good(tables.history().add("id-bob", {"d9", "apt", "foreign", "", "1", 30}));
    });
    const auto ids = [&](const std::string& of, std::size_t limit) {
        std::vector<std::string> found;
        read([&](Tables& tables) {
            for (const auto& row : good(tables.history().list("id-ann", of, limit)))
                found.push_back(row.id);
        });
        return found;
    };

    EXPECT_THAT(ids("", 10), ElementsAre("new", "old"));
    EXPECT_THAT(ids("", 1), ElementsAre("new"));
    EXPECT_THAT(ids("d2", 10), IsEmpty());
    write([](Tables& tables) { good(tables.history().forget_before(20)); });
    EXPECT_THAT(ids("d1", 10), ElementsAre("new"));
}

TEST_P(AnyStore, KeepsTheAuditLogAndForgetsTheOldButTheLastOfEachAccount) {
    write([](Tables& tables) {
        for (std::uint64_t i = 1; i <= 3; ++i)
            good(tables.audit().add("id-ann", {{i, static_cast<std::int64_t>(i) * 10, "d1", "login",
                                                "s", "name", "h" + std::to_string(i)},
                                               "h" + std::to_string(i - 1)}));
        good(tables.audit().add("id-bob", {{1, 5, "d9", "login", "", "", "h"}, ""}));
    });
    const auto sequences = [&](const std::string& of, std::uint64_t after, std::size_t limit) {
        std::vector<std::uint64_t> found;
        read([&](Tables& tables) {
            for (const auto& row : good(tables.audit().after(of, after, limit)))
                found.push_back(row.entry.sequence);
        });
        return found;
    };

    EXPECT_THAT(sequences("id-ann", 1, 10), ElementsAre(2, 3));
    EXPECT_THAT(sequences("id-ann", 0, 2), ElementsAre(1, 2));
    EXPECT_THAT(sequences("id-ann", ~std::uint64_t{0}, 10), IsEmpty());
    write([](Tables& tables) { good(tables.audit().forget_before(30)); });
    EXPECT_THAT(sequences("id-ann", 0, 10), ElementsAre(3));
    EXPECT_THAT(sequences("id-bob", 0, 10), ElementsAre(1));
    read([](Tables& tables) {
        const auto last = *good(tables.audit().last("id-ann"));
        EXPECT_EQ(last.previous, "h2");
        EXPECT_EQ(last.entry.detail, "name");
    });
}

TEST_P(AnyStore, NumbersChangesPerAccountWithoutGaps) {
    write([](Tables& tables) {
        EXPECT_EQ(good(tables.changes().add("id-ann", {0, "device", "d1", ""})), 1u);
        EXPECT_EQ(good(tables.changes().add("id-bob", {0, "device", "d9", ""})), 1u);
        EXPECT_EQ(good(tables.changes().add("id-ann", {0, "stream", "d1", "apt"})), 2u);
    });
    read([](Tables& tables) {
        EXPECT_EQ(good(tables.changes().last("id-ann")), 2u);
        const auto after = good(tables.changes().after("id-ann", 1, 10));
        ASSERT_THAT(after, SizeIs(1));
        EXPECT_EQ(after[0].installer, "apt");
        EXPECT_THAT(good(tables.changes().after("id-ann", 0, 1)), SizeIs(1));
    });
}

TEST_P(AnyStore, NumbersChangesWithoutGapsWhenManyWriteAndSomeFail) {
    std::vector<std::thread> writers;
    for (int i = 0; i < 8; ++i) {
        writers.emplace_back([this, i] {
            for (int n = 0; n < 25; ++n)
                (void)store_->write([&](Tables& tables) -> Result<void> {
                    good(tables.changes().add("id-ann", {0, "device", "d1", ""}));
                    if ((n + i) % 5 == 0) return Error{Code::Cancelled, "not this one"};
                    return {};
                });
        });
    }
    for (auto& writer : writers)
        writer.join();

    read([](Tables& tables) {
        const auto changes = good(tables.changes().after("id-ann", 0, 1000));
        ASSERT_THAT(changes, SizeIs(160));
        for (std::size_t i = 0; i < changes.size(); ++i)
            EXPECT_EQ(changes[i].sequence, i + 1);
    });
}

TEST_P(AnyStore, RemembersAnswersByAccountAndKey) {
    write([](Tables& tables) { good(tables.answers().add("id-ann", "k", {"hash", "body"}, 10)); });
    read([](Tables& tables) {
        EXPECT_EQ(good(tables.answers().find("id-ann", "k"))->body, "body");
        EXPECT_FALSE(good(tables.answers().find("id-bob", "k")));
    });
    write([](Tables& tables) { good(tables.answers().forget_before(11)); });
    read([](Tables& tables) { EXPECT_FALSE(good(tables.answers().find("id-ann", "k"))); });
}

INSTANTIATE_TEST_SUITE_P(All, AnyStore, ::testing::Values("memory", "sqlite"),
                         [](const auto& which) { return which.param; });

} // namespace
} // namespace ferry::testing
