// What only a store on disk can get wrong: reopening, groups, damage, copies.
// SPDX-License-Identifier: Apache-2.0
#include "core/sqlite/database.hpp"
#include "server/service/stream_service.hpp"
#include "server/store/sqlite/sqlite_store.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/server/world.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace ferry::testing {
namespace {

using namespace server;
using ::testing::HasSubstr;
using ::testing::Not;

/// A database with one account, one device, and what the tests put there.
struct OnDisk {
    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "ferryd.db";
    FixedClock clock;
    ChangeSignal signal;
    std::unique_ptr<SqliteStore> store;
    Caller ann{"id-ann", "d1"};

    OnDisk() {
        open();
        EXPECT_TRUE(store->write([](Tables& tables) -> Result<void> {
            const auto added = tables.accounts().add({"id-ann", "ann", "k", {}, "w", "r", 1, 1});
            if (!added) return added.error();
            return tables.devices().add({"d1", "id-ann", {"laptop", "linux", "", "", ""}});
        }));
    }
    void open() {
        auto opened = SqliteStore::open({file});
        ASSERT_TRUE(opened) << opened.error().message;
        store = std::move(*opened);
    }
    void put(const std::vector<Package>& packages) {
        StreamService streams(*store, signal, clock);
        (void)value_of(streams.put_snapshot(ann, {"d1", "apt"}, snapshot_of(packages), {}));
    }
    void spoil(const std::string& sql) {
        store.reset();
        auto database = sqlite::Database::open(file, sqlite::Database::Mode::ReadWrite);
        ASSERT_TRUE(database);
        const auto done = database->execute(sql);
        ASSERT_TRUE(done) << done.error().message;
    }
};

TEST(SqliteStore, HasAllOfItAfterReopening) {
    OnDisk disk;
    disk.put({package("bash")});
    const auto pepper = disk.store->pepper();
    disk.store.reset();

    disk.open();

    StreamService streams(*disk.store, disk.signal, disk.clock);
    EXPECT_EQ(value_of(streams.head(disk.ann, {"d1", "apt"})).hash, state_hash({package("bash")}));
    EXPECT_EQ(disk.store->pepper(), pepper) << "or every token would be dead";
    EXPECT_EQ(pepper.size(), 32u);
}

TEST(SqliteStore, CommitsWritesThatWaitTogether) {
    OnDisk disk;
    std::atomic<int> arrived = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 16; ++i)
        writers.emplace_back([&] {
            // The first keeps the writer busy until all others wait behind it.
            EXPECT_TRUE(disk.store->write([&](Tables& tables) -> Result<void> {
                const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
                while (arrived < 16 && std::chrono::steady_clock::now() < deadline)
                    std::this_thread::yield();
                const auto added = tables.changes().add("id-ann", {0, "device", "d1", ""});
                return added ? Result<void>() : Result<void>(added.error());
            }));
        }),
            ++arrived;
    for (auto& writer : writers)
        writer.join();

    EXPECT_GT(disk.store->statistics().longest_group, 1u);
    EXPECT_LT(disk.store->statistics().commits, disk.store->statistics().writes);
}

TEST(SqliteStore, KeepsTheOthersOfAGroupWhenOneFails) {
    OnDisk disk;
    std::vector<std::thread> writers;
    std::atomic<int> good = 0;
    for (int i = 0; i < 20; ++i)
        writers.emplace_back([&, i] {
            const auto done = disk.store->write([&](Tables& tables) -> Result<void> {
                const auto added =
                    tables.devices().add({"new-" + std::to_string(i),
                                          "id-ann",
                                          {"name-" + std::to_string(i / 2), "", "", "", ""}});
                return added ? Result<void>() : Result<void>(added.error());
            });
            good += done ? 1 : 0;
        });
    for (auto& writer : writers)
        writer.join();

    EXPECT_EQ(good, 10) << "of each two with one name";
    EXPECT_TRUE(disk.store->read([](Tables& tables) -> Result<void> {
        EXPECT_EQ(tables.devices().list("id-ann")->size(), 11u);
        return {};
    }));
}

TEST(SqliteStore, GivesReadersOneMomentThoughOthersWrite) {
    OnDisk disk;
    EXPECT_TRUE(disk.store->read([&](Tables& tables) -> Result<void> {
        const auto before = *tables.changes().last("id-ann");
        EXPECT_TRUE(disk.store->write([](Tables& writing) -> Result<void> {
            const auto added = writing.changes().add("id-ann", {0, "device", "d1", ""});
            return added ? Result<void>() : Result<void>(added.error());
        }));
        EXPECT_EQ(*tables.changes().last("id-ann"), before);
        return {};
    }));
}

TEST(SqliteStore, DoesNotLetAReaderWrite) {
    OnDisk disk;

    const auto done = disk.store->read([](Tables& tables) -> Result<void> {
        const auto added = tables.changes().add("id-ann", {0, "device", "d1", ""});
        return added ? Result<void>() : Result<void>(added.error());
    });

    EXPECT_FALSE(done);
}

/// As ferryd wrote it before recovery codes proved themselves: schema 1.
constexpr const char* kSchema1 = R"sql(
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    login_public BLOB NOT NULL,
    kdf_passes INTEGER NOT NULL,
    kdf_memory_kib INTEGER NOT NULL,
    kdf_salt BLOB NOT NULL,
    wrapped_key BLOB NOT NULL,
    recovery_wrapped_key BLOB NOT NULL,
    key_version INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE TABLE device (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    os TEXT NOT NULL,
    os_version TEXT NOT NULL,
    distribution TEXT NOT NULL,
    arch TEXT NOT NULL,
    imported INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    revoked INTEGER NOT NULL
) STRICT;
INSERT INTO account VALUES ('id-ann', 'ann', x'01', 2, 65536, x'02', x'03', x'04', 1, 0, 1000);
INSERT INTO device VALUES ('d1', 'id-ann', 'laptop', 'linux', '', '', '', 0, 1, 1, 0);
PRAGMA application_id = 0x46455259;
PRAGMA user_version = 1;
)sql";

TEST(SqliteStore, BringsADatabaseOfTheFirstSchemaUpToDate) {
    TemporaryFolder folder;
    const auto file = folder.path() / "ferryd.db";
    ASSERT_TRUE(sqlite::Database::open(file, sqlite::Database::Mode::ReadWrite)->execute(kSchema1));

    for (int start = 1; start <= 2; ++start) { // the second finds it done
        const auto store = SqliteStore::open({file});
        ASSERT_TRUE(store) << store.error().message;
        EXPECT_TRUE((*store)->write([&](Tables& tables) -> Result<void> {
            auto row = **tables.accounts().find_by_name("ann");
            EXPECT_EQ(row.wrapped_key, "\x03");
            EXPECT_EQ(row.recovery_public, start == 1 ? "" : "new");
            EXPECT_EQ(tables.devices().list("id-ann")->size(), 1u);
            row.recovery_public = "new";
            return tables.accounts().update_keys(row);
        }));
    }
    EXPECT_EQ(verify(file)->devices, 1u);
}

TEST(SqliteStore, LeavesADatabaseAsItIsWhereAMigrationFails) {
    TemporaryFolder folder;
    const auto file = folder.path() / "ferryd.db";
    const auto damaged = std::string(kSchema1) + "ALTER TABLE account RENAME TO elsewhere;";
    ASSERT_TRUE(sqlite::Database::open(file, sqlite::Database::Mode::ReadWrite)->execute(damaged));

    const auto opened = SqliteStore::open({file});

    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("migration 02-recovery-public"));
    auto database = sqlite::Database::open(file, sqlite::Database::Mode::ReadWrite);
    auto version = database->prepare("PRAGMA user_version");
    EXPECT_TRUE(*version->step());
    EXPECT_EQ(version->integer(0), 1);
}

/// Every table that the file names, every value of every row.
std::string all_values(const std::filesystem::path& file) {
    auto database = sqlite::Database::open(file, sqlite::Database::Mode::ReadWrite);
    std::vector<std::string> tables;
    auto names = database->prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
    while (*names->step())
        tables.push_back(names->text(0));
    std::string text;
    for (const auto& table : tables) {
        auto columns = database->prepare("SELECT name FROM pragma_table_info('" + table + "')");
        std::string all = "''";
        while (*columns->step())
            all += " || ' ' || coalesce(CAST(" + columns->text(0) + " AS TEXT), '')";
        auto rows = database->prepare("SELECT " + all + " FROM " + table);
        while (*rows->step())
            text += table + ":" + rows->text(0) + "\n";
    }
    return text;
}

TEST(SqliteStore, HasNothingLeftOfAnAccountThatWasRemoved) {
    OnDisk disk;
    disk.put({package("bash")});
    disk.put({package("git")});
    ASSERT_TRUE(disk.store->write([](Tables& tables) -> Result<void> {
        (void)tables.tokens().add({"hash", "d1", "id-ann", 1, 2});
        (void)tables.answers().add("id-ann", "key", {"hash", "body"}, 1);
        (void)tables.audit().add("id-ann", {{1, 1, "d1", "login", "", "laptop", "h"}, ""});
        (void)tables.device_keys().put("id-ann", {"d1", "s", "b", "c", 1});
        (void)tables.requests().add({"id-ann", "d1", "d1", 9, {"r", "open", 1, {"header", "s"}}});
        return tables.bundles().add({"id-ann", "name"}, {"h", 1, 1, "header", "s", 4}, "sealed");
    }));
    disk.store.reset();
    const auto before = all_values(disk.file);
    for (const auto* table :
         {"account:", "device:", "token:", "stream:", "package:", "removed:", "change:", "answer:",
          "device_key:", "audit:", "bundle_revision:", "bundle_body:", "request:"})
        ASSERT_THAT(before, HasSubstr(table)) << "or this test shows nothing";
    disk.open();

    ASSERT_TRUE(
        disk.store->write([](Tables& tables) { return tables.accounts().remove("id-ann"); }));

    disk.store.reset();
    const auto after = all_values(disk.file);
    for (const auto* word : {"ann", "d1", "laptop", "bash", "git", "sealed"})
        EXPECT_THAT(after, Not(HasSubstr(word)));
    EXPECT_TRUE(verify(disk.file));
}

TEST(SqliteStore, RefusesTheDatabaseOfAnotherProgram) {
    OnDisk disk;
    disk.spoil("PRAGMA application_id = 77");

    const auto opened = SqliteStore::open({disk.file});

    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("another program"));
}

TEST(SqliteStore, RefusesTheDatabaseOfANewerFerry) {
    OnDisk disk;
    disk.spoil("PRAGMA user_version = 999");

    const auto opened = SqliteStore::open({disk.file});

    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("update ferryd"));
}

TEST(SqliteStore, RefusesAFileThatIsNoDatabase) {
    TemporaryFolder folder;
    std::ofstream(folder.path() / "ferryd.db") << std::string(10'000, 'x');

    const auto opened = SqliteStore::open({folder.path() / "ferryd.db"});

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::BadData);
}

TEST(Verify, CountsWhatIsThere) {
    OnDisk disk;
    disk.put({package("bash"), package("git")});

    const auto found = verify(disk.file);

    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->accounts, 1u);
    EXPECT_EQ(found->devices, 1u);
    EXPECT_EQ(found->streams, 1u);
    EXPECT_EQ(found->packages, 2u);
}

TEST(Verify, FindsAPackageThatWasChangedBehindItsHash) {
    OnDisk disk;
    disk.put({package("bash"), package("git")});
    disk.spoil("UPDATE package SET line = replace(line, '1.0', '6.6') WHERE id = 'git'");

    const auto found = verify(disk.file);

    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("stream apt of device d1"));
}

TEST(Verify, FindsAPackageThatIsMissing) {
    OnDisk disk;
    disk.put({package("bash"), package("git")});
    disk.spoil("DELETE FROM package WHERE id = 'git'");

    EXPECT_FALSE(verify(disk.file));
}

TEST(Verify, FindsAGapInTheChanges) {
    OnDisk disk;
    disk.put({package("bash")});
    disk.put({package("git")});
    disk.put({package("vim")});
    disk.spoil("DELETE FROM change WHERE sequence = 2");

    const auto found = verify(disk.file);

    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("account id-ann"));
}

TEST(Verify, FindsDamagedPages) {
    OnDisk disk;
    std::vector<Package> many;
    for (int i = 0; i < 2000; ++i)
        many.push_back(package("package-" + std::to_string(i)));
    disk.put(many);
    disk.store.reset();
    const auto size = std::filesystem::file_size(disk.file);
    std::fstream file(disk.file, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2 / 4096 * 4096));
    file << std::string(4096, '\xAA');
    file.close();

    EXPECT_FALSE(verify(disk.file));
}

TEST(Backup, OfARunningStoreIsWholeAndVerified) {
    OnDisk disk;
    disk.put({package("bash")});

    const auto done = back_up(disk.file, disk.folder.path() / "copy.db");

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(verify(disk.folder.path() / "copy.db")->packages, 1u);
    EXPECT_FALSE(std::filesystem::exists(disk.folder.path() / "copy.db-wal"));
}

TEST(Backup, NeverWritesOverWhatIsThere) {
    OnDisk disk;
    std::ofstream(disk.folder.path() / "copy.db") << "precious";

    const auto done = back_up(disk.file, disk.folder.path() / "copy.db");

    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::Conflict);
    EXPECT_EQ(std::filesystem::file_size(disk.folder.path() / "copy.db"), 8u);
}

TEST(Backup, OfADamagedStoreFails) {
    OnDisk disk;
    disk.put({package("bash")});
    disk.spoil("DELETE FROM package");

    const auto done = back_up(disk.file, disk.folder.path() / "copy.db");

    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("does not fit its own hash"));
}

TEST(Restore, TellsClientsThatSawMoreToBeginAnew) {
    OnDisk disk;
    disk.put({package("bash")});
    const auto copy = disk.folder.path() / "copy.db";
    ASSERT_TRUE(back_up(disk.file, copy));
    disk.put({package("git")}); // the backup does not have this
    const auto last_seen = 2u;
    const auto restored = disk.folder.path() / "restored.db";

    ASSERT_TRUE(restore(copy, restored));

    auto store = SqliteStore::open({restored});
    ASSERT_TRUE(store) << store.error().message;
    ChangeService changes(**store);
    StreamService streams(**store, disk.signal, disk.clock);
    (void)value_of(
        streams.put_snapshot(disk.ann, {"d1", "apt"}, snapshot_of({package("vim")}), {}));
    EXPECT_THAT(changes.after(disk.ann, {last_seen, ""}), IsRefused(410, "unknown-sequence"));
    const auto all = value_of(changes.after(disk.ann, {0, ""}));
    ASSERT_TRUE(all);
    EXPECT_EQ(all->changes.size(), 3u) << "the device, its stream, and the write afterwards";
    EXPECT_TRUE(verify(restored));
}

} // namespace
} // namespace ferry::testing
