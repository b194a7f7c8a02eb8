// What the tests of stores begin with: "ann" with a laptop, and "bob", in memory or in SQLite.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sqlite/sqlite_store.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ferry::testing {

template <typename T>
T good(Result<T> result) {
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    return result ? *std::move(result) : T{};
}
inline void good(const Result<void>& result) {
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
}

inline server::DeviceRow device(const std::string& id, const std::string& account,
                                const std::string& name) {
    return {id, account, {name, "linux", "12", "debian", "x86_64"}, false, 1000, 1000, 0};
}

inline server::AccountRow account(const std::string& name) {
    return {"id-" + name,
            name,
            "public",
            {"argon2id13", 3, 262'144, "salt"},
            std::string("wr\0apped", 8),
            "again",
            1,
            1000};
}

inline server::RequestRow request(const std::string& account, const std::string& device,
                                  const std::string& id) {
    return {account, device, device, 100, {id, "open", 10, {"header", "signature"}}};
}

class AnyStore : public ::testing::TestWithParam<std::string> {
protected:
    AnyStore() {
        if (GetParam() == "memory")
            store_ = std::make_unique<FakeStore>();
        else
            store_ = good(server::SqliteStore::open({folder_.path() / "ferryd.db"}));
        write([](server::Tables& tables) {
            good(tables.accounts().add(account("ann")));
            good(tables.accounts().add(account("bob")));
            good(tables.devices().add(device("d1", "id-ann", "laptop")));
        });
    }

    template <typename Body>
    void write(Body body) {
        good(store_->write([&](server::Tables& tables) {
            body(tables);
            return Result<void>();
        }));
    }
    template <typename Body>
    void read(Body body) {
        good(store_->read([&](server::Tables& tables) {
            body(tables);
            return Result<void>();
        }));
    }

    TemporaryFolder folder_;
    std::unique_ptr<server::Store> store_;
};

} // namespace ferry::testing
