// Token and account key at rest: in a store, in a file, and on the way between them.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/credentials.hpp"
#include "tests/support/failing_files.hpp"
#include "tests/support/fake_key_store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ferry::sync {
namespace {

using ferry::testing::FailingFiles;
using ferry::testing::kLocked;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::string kKey(32, '\xfe');
const char* const kName = "credentials.json";

class CredentialsTest : public ::testing::Test {
protected:
    static Credentials made(const char* token = "ferry_token") {
        return {vault::Secret(token), vault::Secret(kKey), 3, vault::Secret(std::string(32, 's'))};
    }
    Result<void> save(const char* token = "ferry_token") {
        return save_credentials(files, folder.path(), store, made(token));
    }
    Result<void> save_in_file(const char* token = "ferry_token") {
        store.down = kLocked;
        auto saved = save(token);
        store.down.reset();
        return saved;
    }
    Result<Credentials> load() { return load_credentials(files, folder.path(), store); }
    Result<void> remove() { return remove_credentials(files, folder.path(), store); }
    std::string token() {
        const auto loaded = load();
        return loaded ? std::string(loaded->token.view()) : loaded.error().message;
    }
    std::string content() { return *files.read(folder.path() / kName); }

    RealFiles files;
    ferry::testing::FakeKeyStore store;
    ferry::testing::TemporaryFolder folder;
};

TEST_F(CredentialsTest, ComeBackAsTheyWereSaved) {
    for (const bool in_store : {false, true}) {
        ASSERT_TRUE(in_store ? save() : save_in_file());

        const auto loaded = load();

        ASSERT_TRUE(loaded) << loaded.error().message;
        EXPECT_EQ(loaded->token.view(), "ferry_token");
        EXPECT_EQ(loaded->account_key.view(), kKey);
        EXPECT_EQ(loaded->key_version, 3u);
        EXPECT_EQ(loaded->device_seed.view(), std::string(32, 's'));
        EXPECT_EQ(*credentials_in_file(files, folder.path()), !in_store);
    }
}

TEST_F(CredentialsTest, LeaveNothingSecretInTheFileWhereTheStoreTakesThem) {
    ASSERT_TRUE(save());

    const auto& [item, secret] = *store.items.begin();
    EXPECT_EQ(content(), R"({"item":")" + item + R"(","key_version":3,"store":"fake"})" + "\n");
    EXPECT_THAT(secret, HasSubstr("ferry_token"));
}

TEST_F(CredentialsTest, OfOneFolderOverwriteEachOtherAndNoOtherFolders) {
    const ferry::testing::TemporaryFolder other;
    ASSERT_TRUE(save() && save_credentials(files, other.path(), store, made("other")));

    ASSERT_TRUE(save("new"));

    EXPECT_THAT(store.items, SizeIs(2));
    EXPECT_EQ(token(), "new");
    EXPECT_EQ(load_credentials(files, other.path(), store)->token.view(), "other");
}

TEST_F(CredentialsTest, OfTheFormBeforeStoresMoveWithTheNextSaveAlone) {
    ASSERT_TRUE(files.replace(folder.path() / kName,
                              R"({"account_key":"/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v4=",)"
                              R"("device_seed":"","key_version":1,"token":"old"})",
                              true));

    EXPECT_EQ(token(), "old");
    EXPECT_THAT(store.items, IsEmpty());
    ASSERT_TRUE(save("new"));

    EXPECT_THAT(store.items, SizeIs(1));
    EXPECT_THAT(content(), Not(HasSubstr("token")));
}

TEST_F(CredentialsTest, AreForTheirOwnerAlone) {
    ASSERT_TRUE(save_in_file());

    using std::filesystem::perms;
    const auto mode = std::filesystem::status(folder.path() / kName).permissions();
    EXPECT_EQ(mode & (perms::group_all | perms::others_all), perms::none);
}

TEST_F(CredentialsTest, AreThereStillWhileTheirStoreIsLocked) {
    ASSERT_TRUE(save());
    store.down = kLocked;

    const auto loaded = load();
    const auto removed = remove();

    ASSERT_TRUE(!loaded && !removed);
    EXPECT_EQ(loaded.error().code, Code::Unavailable);
    EXPECT_THAT(loaded.error().message, AllOf(HasSubstr("in the fake store: the fake store is "
                                                        "locked; unlock it"),
                                              HasSubstr("ferry login")));
    EXPECT_THAT(removed.error().message, HasSubstr("is locked; unlock it"));
    EXPECT_EQ(*kept_key_version(files, folder.path(), store), 3u)
        << "an older one is refused still";
    store.down.reset();
    EXPECT_EQ(token(), "ferry_token");
}

TEST_F(CredentialsTest, ThatAreGoneFromTheirStoreAreNoLogout) {
    ASSERT_TRUE(save());
    store.items.clear();

    const auto loaded = load();

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::BadData);
    EXPECT_THAT(loaded.error().message, HasSubstr("run ferry login to make them anew"));
    EXPECT_TRUE(remove());
    EXPECT_EQ(load().error().code, Code::NotFound);
}

TEST_F(CredentialsTest, OfAnotherSystemsStoreAreNamedAndCanBeRemoved) {
    ASSERT_TRUE(save());
    store.name = "keychain";

    const auto loaded = load();

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::NotSupported);
    EXPECT_THAT(loaded.error().message, AllOf(HasSubstr("\"fake\""), HasSubstr("ferry login")));
    EXPECT_TRUE(remove());
    EXPECT_THAT(store.items, SizeIs(1)) << "not ours to remove";
}

TEST_F(CredentialsTest, GoToTheFileWhereTheStoreIsLockedAtTheNextSave) {
    ASSERT_TRUE(save("old"));
    store.down = kLocked;

    ASSERT_TRUE(save("new"));

    EXPECT_EQ(token(), "new");
    store.down.reset();
    EXPECT_EQ(token(), "new") << "not the old ones that the store still has";
    ASSERT_TRUE(save("newest"));
    EXPECT_THAT(store.items, SizeIs(1)) << "the item of before";
    EXPECT_THAT(content(), Not(HasSubstr("token")));
}

TEST_F(CredentialsTest, LeaveNoItemBehindWhereTheStoreTakesNothingNew) {
    ASSERT_TRUE(save("old"));
    store.put_fails = Error{Code::NotSupported, "FERRY_KEY_STORE=file"};

    ASSERT_TRUE(save("new"));

    EXPECT_EQ(token(), "new");
    EXPECT_THAT(store.items, IsEmpty());
    EXPECT_THAT(content(), Not(HasSubstr("item")));
}

TEST_F(CredentialsTest, AreInTheFileAloneWhereTheStoreDoesNotGiveThemBack) {
    store.get_fails = Error{Code::Io, "broken"};

    ASSERT_TRUE(save());

    EXPECT_EQ(token(), "ferry_token");
    EXPECT_THAT(store.items, IsEmpty());
}

TEST_F(CredentialsTest, RememberAnItemThatAStoreMayHaveWrittenTooLate) {
    store.put_fails = store.remove_fails = Error{Code::TimedOut, "late"};
    ASSERT_TRUE(save("new"));
    EXPECT_THAT(store.items, SizeIs(1));
    EXPECT_EQ(token(), "new");
    store.remove_fails.reset();

    ASSERT_TRUE(remove());

    EXPECT_THAT(store.items, IsEmpty());
}

TEST_F(CredentialsTest, SurviveAFullDiskAtEachStep) {
    for (const bool was_in_store : {false, true}) {
        store.items.clear();
        ASSERT_TRUE(remove());
        ASSERT_TRUE(was_in_store ? save("old") : save_in_file("old"));
        FailingFiles full(1, FailingFiles::Fault::ForGood);

        EXPECT_FALSE(save_credentials(full, folder.path(), store, made("new")));

        EXPECT_EQ(token(), was_in_store ? "new" : "old");
        EXPECT_THAT(store.items, SizeIs(was_in_store ? 1 : 0)) << "nothing that nobody points at";
    }
}

TEST_F(CredentialsTest, AreNotFoundAfterALogoutWithWhatToDo) {
    for (const bool in_store : {false, true}) {
        ASSERT_TRUE(in_store ? save() : save_in_file());
        ASSERT_TRUE(remove());
        ASSERT_TRUE(remove()) << "twice is as good as once";

        const auto loaded = load();

        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().code, Code::NotFound);
        EXPECT_THAT(loaded.error().message, HasSubstr("ferry login"));
        EXPECT_THAT(store.items, IsEmpty());
    }
}

TEST_F(CredentialsTest, InTheFileGoWithALogoutWhateverTheStoreSays) {
    ASSERT_TRUE(save("old"));
    store.down = kLocked;
    ASSERT_TRUE(save("new"));

    EXPECT_TRUE(remove());

    EXPECT_EQ(load().error().code, Code::NotFound);
}

TEST_F(CredentialsTest, ThatAreDamagedAreNotUsed) {
    for (const auto* damaged :
         {"", "{}", "[]", "{\"token\":\"t\",\"account_key\":\"YWJj\",\"key_version\":1}",
          "{\"token\":\"t\",\"account_key\":1,\"key_version\":1}", "half a l"}) {
        ASSERT_TRUE(files.replace(folder.path() / kName, damaged, true));
        const auto loaded = load();
        ASSERT_FALSE(loaded) << damaged;
        EXPECT_EQ(loaded.error().code, Code::BadData);
        EXPECT_THAT(loaded.error().message, HasSubstr("ferry login"));
    }
}

TEST_F(CredentialsTest, ThatAreDamagedInTheStoreAreNotUsed) {
    ASSERT_TRUE(save());
    store.items.begin()->second = "half a l";

    const auto loaded = load();

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::BadData);
    EXPECT_THAT(loaded.error().message, HasSubstr("ferry login"));
}

} // namespace
} // namespace ferry::sync
