// What the server acknowledged.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::state {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OwnStreamsTest : public MemoryTest {};

TEST_F(OwnStreamsTest, KeepHeadAndPackagesUntilTheNextRun) {
    ASSERT_TRUE(state().streams().put(head("flatpak", 1), {}));
    ASSERT_TRUE(state().streams().put(head("apt", 7), {package("git"), package("vim")}));
    reopen();

    const auto heads = *state().streams().heads();
    ASSERT_EQ(heads.size(), 2u);
    EXPECT_EQ(heads[0].installer, "apt");
    EXPECT_EQ(heads[0].revision, 7u);
    EXPECT_EQ(heads[0].hash, "hash of apt");
    EXPECT_EQ(heads[0].packages, 2u);
    EXPECT_EQ(heads[0].updated, 3);
    EXPECT_EQ(heads[1].installer, "flatpak");
    EXPECT_THAT(*state().streams().packages({"apt"}), ElementsAre(package("git"), package("vim")));
    EXPECT_THAT(*state().streams().packages({"flatpak"}), IsEmpty());
}

TEST_F(OwnStreamsTest, AreReplacedWhole) {
    ASSERT_TRUE(state().streams().put(head("apt", 1), {package("git")}));

    ASSERT_TRUE(state().streams().put(head("apt", 2), {package("vim")}));

    EXPECT_THAT(*state().streams().packages({"apt"}), ElementsAre(package("vim")));
    EXPECT_EQ((*state().streams().heads())[0].revision, 2u);
}

TEST_F(OwnStreamsTest, AreNotFoundOnceRemoved) {
    ASSERT_TRUE(state().streams().put(head("apt"), {package("git")}));

    ASSERT_TRUE(state().streams().remove({"apt"}));

    EXPECT_EQ(state().streams().packages({"apt"}).error().code, Code::NotFound);
    EXPECT_THAT(*state().streams().heads(), IsEmpty());
}

TEST_F(OwnStreamsTest, ThatWereDamagedAreAnErrorNotAShorterList) {
    ASSERT_TRUE(state().streams().put(head("apt"), {package("git")}));
    close();
    {
        auto file =
            sqlite::Database::open(folder.path() / "state.db", sqlite::Database::Mode::ReadWrite);
        ASSERT_TRUE(file->execute("UPDATE own_stream SET body = x'00112233'"));
    }
    reopen();

    const auto packages = state().streams().packages({"apt"});

    ASSERT_FALSE(packages);
    EXPECT_EQ(packages.error().code, Code::BadData);
}

} // namespace
} // namespace ferry::state
