// The other devices, as last fetched.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/state/memory_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferry::state {
namespace {

using protocol::DeviceInfo;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

DeviceInfo device(const std::string& id, const std::string& name, std::int64_t revoked = 0) {
    return {id, {name, "linux", "12", "debian", "x86_64"}, false, 1, 2, revoked, 3};
}

class KnownDevicesTest : public MemoryTest {
protected:
    std::vector<std::string> names() {
        const auto devices = state().devices().list();
        std::vector<std::string> found;
        for (const auto& info : *devices)
            found.push_back(info.device.name);
        return found;
    }
};

TEST_F(KnownDevicesTest, AreListedByNameWithTheRevokedOnesLast) {
    ASSERT_TRUE(state().devices().replace(
        {device("1", "zebra"), device("2", "attic", 5), device("3", "desk")}));
    reopen();

    EXPECT_THAT(names(), ElementsAre("desk", "zebra", "attic"));
}

TEST_F(KnownDevicesTest, AreFoundByNameAndByIdAndAliveBeforeRevoked) {
    ASSERT_TRUE(state().devices().replace({device("1", "desk", 5), device("2", "desk")}));

    EXPECT_EQ(state().devices().find("desk")->id, "2");
    EXPECT_EQ(state().devices().find("1")->id, "1");
}

TEST_F(KnownDevicesTest, SuggestTheNearestNameForAnUnknownOne) {
    ASSERT_TRUE(state().devices().replace({device("1", "desktop")}));

    const auto unknown = state().devices().find("destkop");

    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, Code::NotFound);
    EXPECT_THAT(unknown.error().message, HasSubstr("did you mean \"desktop\"?"));
    EXPECT_THAT(state().devices().find("x").error().message, HasSubstr("ferry devices"));
}

TEST_F(KnownDevicesTest, KeepTheInventoriesOfTheirInstallers) {
    ASSERT_TRUE(state().devices().replace({device("1", "desk")}));
    ASSERT_TRUE(state().devices().put_stream({"1"}, head("flatpak"), {}));
    ASSERT_TRUE(state().devices().put_stream({"1"}, head("apt"), {package("git")}));
    reopen();

    const auto inventories = *state().devices().inventory({"1"});
    ASSERT_EQ(inventories.size(), 2u);
    EXPECT_EQ(inventories[0].installer, InstallerId{"apt"});
    EXPECT_THAT(inventories[0].packages, ElementsAre(package("git")));
    EXPECT_EQ((*state().devices().heads({"1"}))[0].hash, "hash of apt");
    EXPECT_THAT(*state().devices().inventory({"2"}), IsEmpty());
}

TEST_F(KnownDevicesTest, KeepTheirInventoriesWhenTheirDescriptionChanges) {
    ASSERT_TRUE(state().devices().replace({device("1", "desk")}));
    ASSERT_TRUE(state().devices().put_stream({"1"}, head("apt"), {package("git")}));

    ASSERT_TRUE(state().devices().replace({device("1", "tower")}));

    EXPECT_THAT(names(), ElementsAre("tower"));
    EXPECT_EQ(state().devices().inventory({"1"})->size(), 1u);
}

TEST_F(KnownDevicesTest, GoWithTheirInventoriesWhereTheAccountHasThemNoMore) {
    ASSERT_TRUE(state().devices().replace({device("1", "desk"), device("2", "attic")}));
    ASSERT_TRUE(state().devices().put_stream({"1"}, head("apt"), {package("git")}));

    ASSERT_TRUE(state().devices().replace({device("2", "attic")}));

    EXPECT_THAT(names(), ElementsAre("attic"));
    EXPECT_THAT(*state().devices().heads({"1"}), IsEmpty());
}

TEST_F(KnownDevicesTest, LoseAStreamThatWasRemovedThere) {
    ASSERT_TRUE(state().devices().replace({device("1", "desk")}));
    ASSERT_TRUE(state().devices().put_stream({"1"}, head("apt"), {package("git")}));

    ASSERT_TRUE(state().devices().remove_stream({"1"}, {"apt"}));

    EXPECT_THAT(*state().devices().inventory({"1"}), IsEmpty());
}

TEST_F(KnownDevicesTest, TakeNoStreamOfAnUnknownDevice) {
    const auto refused = state().devices().put_stream({"nobody"}, head("apt"), {});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Conflict);
}

} // namespace
} // namespace ferry::state
