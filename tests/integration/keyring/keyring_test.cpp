// The store of a Linux desktop: what libsecret and GNOME Keyring make of each call.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/key_store.hpp"
#include "tests/integration/keyring/keyring_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

std::unique_ptr<KeyStore> store_by(const std::string& module) {
    auto made = system_key_store(module);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
}

class KeyringStore : public ::testing::Test {
protected:
    // One for all: GLib keeps the connection to the bus that it found first.
    static void SetUpTestSuite() { session = new KeyringSession; }
    static void TearDownTestSuite() {
        delete session;
        session = nullptr;
    }
    void SetUp() override { ASSERT_EQ(session->problem, ""); }
    std::string get(const std::string& item) {
        const auto found = store->get(item);
        return found ? *found : found.error().message;
    }

    static KeyringSession* session;
    std::unique_ptr<KeyStore> store = store_by(FERRY_BUILD_DIR "/lib/ferry/ferry-keyring.so");
};
KeyringSession* KeyringStore::session = nullptr;

// First: what is loaded stays loaded.
TEST_F(KeyringStore, IsUnavailableWithoutItsModule) {
    const auto ready = store_by("/nowhere/ferry-keyring.so")->ready();

    ASSERT_FALSE(ready);
    EXPECT_EQ(ready.error().code, Code::Unavailable);
    EXPECT_THAT(ready.error().message, HasSubstr("/nowhere/ferry-keyring.so"));
}

TEST_F(KeyringStore, GivesBackWhatWasPutAndKeepsItemsApart) {
    const std::string bytes("token\0\x01\xff and more", 17);
    ASSERT_TRUE(store->ready());

    EXPECT_EQ(*store->put("one", bytes), "one");
    EXPECT_EQ(*store->put("two", "second"), "two");

    EXPECT_EQ(get("one"), bytes);
    EXPECT_EQ(get("two"), "second");
}

TEST_F(KeyringStore, OverwritesInPlaceAndIsReadByAnotherObjectToo) {
    ASSERT_TRUE(store->put("three", "old"));

    ASSERT_TRUE(store->put("three", "new"));

    const auto other = store_by(FERRY_BUILD_DIR "/lib/ferry/ferry-keyring.so");
    EXPECT_EQ(*other->get("three"), "new");
    ASSERT_TRUE(other->remove("three"));
    EXPECT_EQ(store->get("three").error().code, Code::NotFound) << "no second one beneath";
}

TEST_F(KeyringStore, RemovesOneItemAndNoOther) {
    ASSERT_TRUE(store->put("four", "4") && store->put("five", "5"));

    ASSERT_TRUE(store->remove("four"));

    EXPECT_EQ(store->get("four").error().code, Code::NotFound);
    EXPECT_EQ(store->remove("four").error().code, Code::NotFound);
    EXPECT_EQ(get("five"), "5");
}

TEST_F(KeyringStore, IsUnavailableWhileLockedAndHasAllAfterwards) {
    ASSERT_TRUE(store->put("six", "6"));
    session->lock();

    for (const auto& error :
         {store->ready().error(), store->get("six").error(), store->get("never").error(),
          store->put("six", "7").error(), store->remove("six").error()}) {
        EXPECT_EQ(error.code, Code::Unavailable);
        EXPECT_EQ(error.message, "the keyring is locked");
    }

    session->unlock();
    ASSERT_EQ(session->problem, "");
    EXPECT_EQ(get("six"), "6");
}

TEST_F(KeyringStore, IsUnavailableWithoutASession) {
    const std::string address = getenv("DBUS_SESSION_BUS_ADDRESS");
    const std::string folder = getenv("XDG_RUNTIME_DIR");
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    setenv("XDG_RUNTIME_DIR", "/nowhere", 1);
    const auto ready = store->ready();
    setenv("DBUS_SESSION_BUS_ADDRESS", address.c_str(), 1);
    setenv("XDG_RUNTIME_DIR", folder.c_str(), 1);

    ASSERT_FALSE(ready);
    EXPECT_EQ(ready.error().code, Code::Unavailable);
    EXPECT_THAT(ready.error().message, HasSubstr("no Secret Service here"));
}

} // namespace
} // namespace ferry::testing
