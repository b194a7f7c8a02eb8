// The depot's files in memory: replaced as a whole, gone with the account, new with schema 4.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::state {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class DepotFiles : public MemoryTest {};

KnownDepotFile file(const std::string& id, const std::string& version) {
    protocol::DepotManifest manifest;
    manifest.account_id = "account";
    manifest.software = "tool";
    manifest.version = version;
    manifest.file = "tool.exe";
    manifest.format = "exe";
    manifest.os = "windows";
    manifest.os_versions = ">=10";
    manifest.arch = "any";
    manifest.silent = {"/S"};
    manifest.sha256 = std::string(64, 'a');
    manifest.size = 7;
    manifest.author = "d1";
    return {id, manifest, "laptop"};
}

TEST_F(DepotFiles, AreKeptInTheirOrderAndReplaced) {
    ASSERT_TRUE(state().depot().remember({file("b", "2"), file("a", "1")}));

    const auto two = *state().depot().list();
    ASSERT_THAT(two, SizeIs(2));
    EXPECT_EQ(two[0].id, "b");
    EXPECT_EQ(two[0].author, "laptop");
    EXPECT_EQ(protocol::encode(two[1].manifest), protocol::encode(file("a", "1").manifest));
    ASSERT_TRUE(state().depot().remember({file("a", "1")}));
    EXPECT_THAT(*state().depot().list(), SizeIs(1));
}

TEST_F(DepotFiles, AreForgottenWithTheAccount) {
    ASSERT_TRUE(state().depot().remember({file("a", "1")}));

    ASSERT_TRUE(state().forget_account());

    EXPECT_THAT(*state().depot().list(), IsEmpty());
}

TEST_F(DepotFiles, AreAskedForOnceMoreWhereAnEarlierFerryPassedThemOver) {
    AccountRecord record;
    record.device = {"laptop", "linux", "", "", ""};
    record.cursor = 7;
    ASSERT_TRUE(state().account().save(record));
    close();
    {
        auto file =
            sqlite::Database::open(folder.path() / "state.db", sqlite::Database::Mode::ReadWrite);
        ASSERT_TRUE(file->execute("DROP TABLE depot_file; PRAGMA user_version = 3"));
    }

    auto newer = State::open(folder.path(), Access::Write);

    ASSERT_TRUE(newer) << newer.error().message;
    EXPECT_THAT(*newer->depot().list(), IsEmpty());
    EXPECT_EQ((*newer->account().load())->cursor, 0u);
}

} // namespace
} // namespace ferry::state
