// Secrets wipe what they were made from and move without a copy.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/secret.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace ferry::vault {
namespace {

TEST(Secret, HoldsAnyBytes) {
    const std::string bytes("a\0b", 3);

    EXPECT_EQ(Secret(bytes).view(), bytes);
}

TEST(Secret, WipesTheStringThatItTakes) {
    std::string password = "correct horse battery staple";
    const char* where = password.data();

    const auto secret = Secret::take(password);

    EXPECT_EQ(secret.view(), "correct horse battery staple");
    EXPECT_TRUE(password.empty());
    EXPECT_EQ(std::string(where, 4), std::string(4, '\0'));
}

TEST(Secret, MovesItsBytes) {
    Secret first("token");
    const auto* where = first.view().data();

    const Secret second = std::move(first);

    EXPECT_EQ(second.view().data(), where);
    EXPECT_EQ(second.view(), "token");
}

TEST(Secret, IsEmptyWhereNothingIsInIt) {
    EXPECT_TRUE(Secret().empty());
    EXPECT_EQ(Secret().view(), "");
    EXPECT_TRUE(Secret("").empty());
}

} // namespace
} // namespace ferry::vault
