// The SQLite wrapper: round trips, errors told apart, transactions that end.
// SPDX-License-Identifier: Apache-2.0
#include "core/sqlite/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace ferry::sqlite::testing {

class SqliteTest : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            std::filesystem::temp_directory_path() / ("ferry-sqlite-" + std::string(info->name()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Database open() {
        auto database = Database::open(folder_ / "a.db", Database::Mode::ReadWrite);
        EXPECT_TRUE(database) << database.error().message;
        EXPECT_TRUE(
            database->execute("CREATE TABLE IF NOT EXISTS t (k TEXT PRIMARY KEY, v ANY) STRICT"));
        return std::move(*database);
    }

    std::filesystem::path folder_;
};

std::int64_t count(Database& database) {
    auto query = database.prepare("SELECT count(*) FROM t");
    EXPECT_TRUE(query->step());
    return query->integer(0);
}

TEST_F(SqliteTest, ReturnsWhatWasBoundIncludingEmptyAndNulBytes) {
    auto database = open();
    auto insert = database.prepare("INSERT INTO t VALUES (?, ?)");
    const std::string bytes("a\0b", 3);
    ASSERT_TRUE(insert->bind(1, "").bind_blob(2, bytes).run());
    ASSERT_TRUE(insert->bind(1, "n").bind_null(2).run());

    auto query = database.prepare("SELECT v FROM t ORDER BY k");
    ASSERT_TRUE(*query->step());
    EXPECT_EQ(query->text(0), bytes);
    ASSERT_TRUE(*query->step());
    EXPECT_TRUE(query->is_null(0));
    EXPECT_FALSE(*query->step());
}

TEST_F(SqliteTest, TellsAConstraintAsConflict) {
    auto database = open();
    auto insert = database.prepare("INSERT INTO t VALUES ('x', 1)");
    ASSERT_TRUE(insert->run());

    EXPECT_EQ(insert->run().error().code, Code::Conflict);
}

TEST_F(SqliteTest, RollsBackATransactionThatWasNotCommitted) {
    auto database = open();
    {
        const auto transaction = Transaction::begin(database);
        ASSERT_TRUE(database.execute("INSERT INTO t VALUES ('x', 1)"));
    }
    EXPECT_EQ(count(database), 0);

    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES ('x', 1)"));
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(count(database), 1);
}

TEST_F(SqliteTest, NeverWritesThroughAReader) {
    auto writer = open();
    auto reader = Database::open(folder_ / "a.db", Database::Mode::ReadOnly);

    ASSERT_TRUE(reader);
    EXPECT_FALSE(reader->execute("INSERT INTO t VALUES ('x', 1)"));
    EXPECT_EQ(count(writer), 0);
}

TEST_F(SqliteTest, TellsAForeignFileAsDamaged) {
    std::ofstream(folder_ / "a.db") << std::string(4096, 'x');

    const auto database = Database::open(folder_ / "a.db", Database::Mode::ReadWrite);

    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, Code::BadData);
}

TEST_F(SqliteTest, TellsAnAbsentFileToAReader) {
    EXPECT_EQ(Database::open(folder_ / "none.db", Database::Mode::ReadOnly).error().code,
              Code::NotFound);
}

} // namespace ferry::sqlite::testing
