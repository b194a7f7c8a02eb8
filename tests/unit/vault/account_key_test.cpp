// Wrapping the account key: nothing opens it but the right key in the right place.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/account_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace ferry::vault {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

const Secret& wrapping() {
    static const Secret key(std::string(32, 'w'));
    return key;
}

WrapContext context() {
    return {"ann", {3, 256 * 1024, std::string(16, 's')}, 1};
}

TEST(AccountKey, ComesBackFromItsWrapping) {
    const auto key = fresh_account_key();

    const auto opened = unwrap_key(wrap_key(key, wrapping(), context()), wrapping(), context());

    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->view(), key.view());
    EXPECT_EQ(key.size(), 32u);
}

TEST(AccountKey, IsWrappedDifferentlyEachTime) {
    const auto key = fresh_account_key();

    EXPECT_NE(wrap_key(key, wrapping(), context()), wrap_key(key, wrapping(), context()));
}

TEST(AccountKey, DoesNotOpenWhereOneBitWasTamperedWith) {
    const auto wrapped = wrap_key(fresh_account_key(), wrapping(), context());

    for (std::size_t i = 0; i < wrapped.size(); ++i) {
        auto altered = wrapped;
        altered[i] = static_cast<char>(altered[i] ^ 0x40);
        EXPECT_FALSE(unwrap_key(altered, wrapping(), context())) << "byte " << i;
    }
}

TEST(AccountKey, DoesNotOpenWhereItWasCutOffOrLengthened) {
    const auto wrapped = wrap_key(fresh_account_key(), wrapping(), context());

    for (std::size_t size = 0; size < wrapped.size(); ++size)
        EXPECT_FALSE(unwrap_key(wrapped.substr(0, size), wrapping(), context())) << size;
    EXPECT_FALSE(unwrap_key(wrapped + "x", wrapping(), context()));
}

TEST(AccountKey, DoesNotOpenInAnotherAccountVersionOrUnderOtherParameters) {
    const auto wrapped = wrap_key(fresh_account_key(), wrapping(), context());
    const std::vector<std::function<void(WrapContext&)>> moves = {
        [](auto& one) { one.account = "bob"; },   [](auto& one) { one.key_version = 2; },
        [](auto& one) { one.kdf.passes = 2; },    [](auto& one) { one.kdf.memory_kib /= 2; },
        [](auto& one) { one.kdf.salt[0] = 'x'; }, [](auto& one) { one.kdf.salt.clear(); },
    };

    for (const auto& move : moves) {
        auto elsewhere = context();
        move(elsewhere);
        const auto refused = unwrap_key(wrapped, wrapping(), elsewhere);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Code::Denied);
    }
}

TEST(RecoveryCode, IsEightGroupsWithoutLookAlikes) {
    const auto code = std::string(fresh_recovery_code().view());

    EXPECT_THAT(code, MatchesRegex("([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}"));
    EXPECT_NE(code, fresh_recovery_code().view());
}

TEST(RecoveryCode, OpensWhatItWrapped) {
    const auto code = fresh_recovery_code();
    const auto key = fresh_account_key();
    const WrapContext bound{"ann", {}, 1};
    const auto wrapped = wrap_key(key, *recovery_wrap_key(code), bound);

    const auto typed = recovery_wrap_key(Secret(lower(code.view())));

    ASSERT_TRUE(typed);
    EXPECT_EQ(unwrap_key(wrapped, *typed, bound)->view(), key.view());
}

TEST(RecoveryCode, ForgivesCaseSpacesDashesAndLookAlikes) {
    const auto exact = recovery_wrap_key(Secret("0123456789ABCDEFGHJKMNPQRSTVWXYZ"));

    for (const auto* typed :
         {"0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", " o123 4567 89ab cdef ghjk mnpq rstv wxyz\n",
          "OI23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", "0L23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"}) {
        const auto forgiven = recovery_wrap_key(Secret(typed));
        ASSERT_TRUE(forgiven) << typed;
        EXPECT_EQ(forgiven->view(), exact->view()) << typed;
    }
    EXPECT_EQ(hex(exact->view()),
              "ef95b619d3504cd70de38ad028c3dd088c68cea8e4650cb6f99d39c679fde3a4");
}

TEST(RecoveryCode, ThatCannotBeOneIsRefusedWithTheReason) {
    EXPECT_THAT(recovery_wrap_key(Secret("0123")).error().message, HasSubstr("4 characters"));
    EXPECT_THAT(recovery_wrap_key(Secret("")).error().message, HasSubstr("0 characters"));
    EXPECT_THAT(recovery_wrap_key(Secret(std::string(31, 'A') + "U")).error().message,
                HasSubstr("a character"));
}

} // namespace
} // namespace ferry::vault
