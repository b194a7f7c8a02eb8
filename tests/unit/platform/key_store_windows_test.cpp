// Keys that Windows seals: only with its help they can be read again.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/key_store_of_system.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kSecret("ferry_token\0\xff and more", 22);

TEST(SealedKeys, ComeBackFromTheirTicketWhichShowsNothingOfThem) {
    const auto store = key_store_of_system({});
    ASSERT_TRUE(store->ready());

    const auto ticket = store->put("", kSecret);

    ASSERT_TRUE(ticket) << ticket.error().message;
    std::string sealed;
    ASSERT_TRUE(from_base64(*ticket, sealed));
    EXPECT_THAT(sealed, Not(HasSubstr("ferry_token")));
    EXPECT_EQ(*store->get(*ticket), kSecret);
    EXPECT_TRUE(store->remove(*ticket));
}

TEST(SealedKeys, ThatWereAlteredAreNotOpened) {
    const auto store = key_store_of_system({});
    std::string sealed;
    ASSERT_TRUE(from_base64(*store->put("", kSecret), sealed));
    sealed.back() = static_cast<char>(sealed.back() ^ 1);

    EXPECT_FALSE(store->get(base64(sealed)));
    EXPECT_FALSE(store->get(base64("short")));
    EXPECT_EQ(store->get("no base64!").error().code, Code::BadData);
}

} // namespace
} // namespace ferry::testing
