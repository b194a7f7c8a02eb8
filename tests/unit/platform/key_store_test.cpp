// What FERRY_KEY_STORE says. The tests' own environment says "file", so no store is written to.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/key_store.hpp"
#include "core/platform/machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

TEST(SystemKeyStore, TakesNothingNewWhereTheEnvironmentSaysFile) {
    if (environment("FERRY_KEY_STORE") != "file") GTEST_SKIP() << "run by hand: ctest sets it";
    const auto store = system_key_store("/nowhere/ferry-keyring.so");
    ASSERT_TRUE(store);

    const auto put = (*store)->put("item", "secret");
    const auto ready = (*store)->ready();

    ASSERT_TRUE(!put && !ready);
    EXPECT_EQ(put.error().code, Code::NotSupported);
    EXPECT_THAT(ready.error().message, HasSubstr("FERRY_KEY_STORE=file"));
}

} // namespace
} // namespace ferry::testing
