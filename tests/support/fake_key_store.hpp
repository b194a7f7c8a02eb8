// A store of secrets in memory, which can be locked, or fail in one call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/key_store.hpp"

#include <map>
#include <optional>
#include <string>

namespace ferry::testing {

class FakeKeyStore final : public KeyStore {
public:
    std::map<std::string, std::string> items;
    std::optional<Error> down;      // every call fails with it
    std::optional<Error> put_fails; // after the item was written, unless it is Unavailable
    std::optional<Error> get_fails;
    std::optional<Error> remove_fails;
    std::string name = "fake";

    std::string id() const override { return name; }
    std::string place() const override { return "in the fake store"; }
    Result<void> ready() override { return down ? Result<void>(*down) : Result<void>(); }
    Result<std::string> put(const std::string& item, std::string_view secret) override {
        if (down) return *down;
        if (!put_fails || put_fails->code != Code::Unavailable) items[item] = secret;
        if (put_fails) return *put_fails;
        return item;
    }
    Result<std::string> get(const std::string& ticket) override {
        if (down) return *down;
        if (get_fails) return *get_fails;
        const auto found = items.find(ticket);
        if (found == items.end()) return Error{Code::NotFound, "nothing named " + ticket};
        return found->second;
    }
    Result<void> remove(const std::string& ticket) override {
        if (down) return *down;
        if (remove_fails) return *remove_fails;
        if (items.erase(ticket) == 0) return Error{Code::NotFound, "nothing named " + ticket};
        return {};
    }
};

inline const Error kLocked{Code::Unavailable, "the fake store is locked"};

} // namespace ferry::testing
