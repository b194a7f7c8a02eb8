// Opening the memory: beside a writer, one writer at a time, damaged, newer, on a full disk.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace ferry::state {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Memory : public MemoryTest {
protected:
    void overwrite(const std::string& content) {
        close();
        std::ofstream(folder.path() / "state.db", std::ios::binary) << content;
    }
};

TEST_F(Memory, IsNotFoundByAReaderWhereNothingWasEverWritten) {
    const ferry::testing::TemporaryFolder empty;

    const auto state = State::open(empty.path(), Access::Read);

    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().code, Code::NotFound);
    EXPECT_TRUE(std::filesystem::is_empty(empty.path()));
}

TEST_F(Memory, CanBeReadBesideItsWriter) {
    ASSERT_TRUE(state().streams().put(head("apt"), {package("git")}));

    auto reader = State::open(folder.path(), Access::Read);

    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_THAT(*reader->streams().heads(), SizeIs(1));
    EXPECT_FALSE(reader->streams().remove({"apt"}));
}

TEST_F(Memory, HasOneWriterAtATime) {
    const auto second = State::open(folder.path(), Access::Write, std::chrono::milliseconds(1));

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Code::Conflict);
    EXPECT_THAT(second.error().message, HasSubstr("another ferry"));
}

TEST_F(Memory, ForgetsWhatWasNotCommitted) {
    {
        const auto transaction = state().begin();
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(state().streams().put(head("apt"), {package("git")}));
    }

    EXPECT_THAT(*state().streams().heads(), IsEmpty());
}

TEST_F(Memory, ThatIsDamagedSaysSoWithTheFileAndTheNextStep) {
    overwrite(std::string(8192, 'x'));

    const auto state = State::open(folder.path(), Access::Write);

    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().code, Code::BadData);
    EXPECT_THAT(state.error().message,
                AllOf(HasSubstr("state.db"), HasSubstr("move it away"), HasSubstr("ferry login")));
}

TEST_F(Memory, OfAnotherProgramIsLeftAlone) {
    close();
    std::filesystem::remove(folder.path() / "state.db");
    {
        auto foreign =
            sqlite::Database::open(folder.path() / "state.db", sqlite::Database::Mode::ReadWrite);
        ASSERT_TRUE(foreign->execute("CREATE TABLE theirs(x); PRAGMA user_version = 1"));
    }

    const auto state = State::open(folder.path(), Access::Write);

    ASSERT_FALSE(state);
    EXPECT_THAT(state.error().message, HasSubstr("is not a memory of ferry"));
}

TEST_F(Memory, OfANewerFerryIsLeftAlone) {
    close();
    {
        auto file =
            sqlite::Database::open(folder.path() / "state.db", sqlite::Database::Mode::ReadWrite);
        ASSERT_TRUE(file->execute("PRAGMA user_version = 99"));
    }

    for (const auto access : {Access::Read, Access::Write}) {
        const auto state = State::open(folder.path(), access);
        ASSERT_FALSE(state);
        EXPECT_EQ(state.error().code, Code::NotSupported);
        EXPECT_THAT(state.error().message, HasSubstr("update ferry"));
    }
}

TEST_F(Memory, OfAnOlderFerryIsBroughtUpToDateByAReaderToo) {
    overwrite(""); // schema 0: an empty file

    auto reader = State::open(folder.path(), Access::Read);

    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_THAT(*reader->streams().heads(), IsEmpty());
}

TEST_F(Memory, LivesInAFolderThatNobodyElseMayEnter) {
    const auto inner = folder.path() / "new" / "data";

    ASSERT_TRUE(State::open(inner, Access::Write));

    EXPECT_TRUE(RealFiles().exists(inner / "state.db"));
    EXPECT_FALSE(RealFiles().info(inner)->writable_by_others);
}

TEST_F(Memory, ForgetsTheAccountButNotWhatThePersonDeclined) {
    AccountRecord record;
    record.device = {"laptop", "linux", "", "", ""};
    ASSERT_TRUE(state().account().save(record));
    ASSERT_TRUE(state().streams().put(head("apt"), {}));
    ASSERT_TRUE(state().outbox().put({{"apt"}, WriteKind::Delta, "key", "body"}));
    ASSERT_TRUE(state().devices().replace({{"d1", record.device, false, 0, 0, 0, 0}}));
    ASSERT_TRUE(state().declined().add({"firefox"}, 1));

    ASSERT_TRUE(state().forget_account());

    EXPECT_FALSE(*state().account().load());
    EXPECT_THAT(*state().streams().heads(), IsEmpty());
    EXPECT_THAT(*state().outbox().list(), IsEmpty());
    EXPECT_THAT(*state().devices().list(), IsEmpty());
    EXPECT_THAT(*state().declined().list(), SizeIs(1));
}

} // namespace
} // namespace ferry::state
