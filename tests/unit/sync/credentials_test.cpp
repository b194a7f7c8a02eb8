// Token and account key on disk.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/credentials.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ferry::sync {
namespace {

using ::testing::HasSubstr;

class CredentialsTest : public ::testing::Test {
protected:
    Result<void> save() {
        return save_credentials(
            files, folder.path(),
            {vault::Secret("ferry_token"), vault::Secret(std::string(32, '\xfe')), 3});
    }
    RealFiles files;
    ferry::testing::TemporaryFolder folder;
};

TEST_F(CredentialsTest, ComeBackAsTheyWereSaved) {
    ASSERT_TRUE(save());

    const auto loaded = load_credentials(files, folder.path());

    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->token.view(), "ferry_token");
    EXPECT_EQ(loaded->account_key.view(), std::string(32, '\xfe'));
    EXPECT_EQ(loaded->key_version, 3u);
}

TEST_F(CredentialsTest, AreForTheirOwnerAlone) {
    ASSERT_TRUE(save());

    using std::filesystem::perms;
    const auto mode = std::filesystem::status(folder.path() / "credentials.json").permissions();
    EXPECT_EQ(mode & (perms::group_all | perms::others_all), perms::none);
}

TEST_F(CredentialsTest, AreNotFoundAfterALogoutWithWhatToDo) {
    ASSERT_TRUE(save());
    ASSERT_TRUE(remove_credentials(files, folder.path()));
    ASSERT_TRUE(remove_credentials(files, folder.path())) << "twice is as good as once";

    const auto loaded = load_credentials(files, folder.path());

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::NotFound);
    EXPECT_THAT(loaded.error().message, HasSubstr("ferry login"));
}

TEST_F(CredentialsTest, ThatAreDamagedAreNotUsed) {
    for (const auto* content :
         {"", "{}", "[]", "{\"token\":\"t\",\"account_key\":\"YWJj\",\"key_version\":1}",
          "{\"token\":\"t\",\"account_key\":1,\"key_version\":1}", "half a l"}) {
        ASSERT_TRUE(files.replace(folder.path() / "credentials.json", content, true));
        const auto loaded = load_credentials(files, folder.path());
        ASSERT_FALSE(loaded) << content;
        EXPECT_EQ(loaded.error().code, Code::BadData);
        EXPECT_THAT(loaded.error().message, HasSubstr("ferry login"));
    }
}

} // namespace
} // namespace ferry::sync
