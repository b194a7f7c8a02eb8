// The registry of the machine that the test runs on.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::Not;

constexpr auto kVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

TEST(RegistryWindows, GivesKeysAndValuesOfThisMachine) {
    const RealRegistry registry;

    const auto items = registry.list(kVersion);
    const auto above = registry.list("HKLM\\SOFTWARE\\Microsoft\\Windows NT");

    ASSERT_TRUE(items) << items.error().message;
    EXPECT_THAT(*items, Contains(AllOf(Field(&RegistryItem::name, "ProductName"),
                                       Field(&RegistryItem::kind, RegistryKind::Text),
                                       Field(&RegistryItem::data, Not("")))));
    ASSERT_TRUE(above) << above.error().message;
    EXPECT_THAT(*above, Contains(AllOf(Field(&RegistryItem::name, "CurrentVersion"),
                                       Field(&RegistryItem::kind, RegistryKind::Key))));
}

TEST(RegistryWindows, TellsWhatIsNotThere) {
    const RealRegistry registry;

    EXPECT_EQ(registry.list("HKCU\\Software\\Ferry Test\\None").error().code, Code::NotFound);
    EXPECT_EQ(registry.list("HKU\\x").error().code, Code::BadData);
}

} // namespace
} // namespace ferry
