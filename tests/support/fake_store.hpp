// The server's store in memory: transactions on a copy, which is kept where the rule succeeds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/store.hpp"
#include "tests/support/fake_tables.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace ferry::testing {

class FakeStore final : public server::Store {
public:
    Result<void> read(const server::Rule& rule) override {
        const std::lock_guard lock(mutex_);
        FakeTables view(data_); // what a reader writes by mistake is lost, as it should be
        return rule(view);
    }

    Result<void> write(const server::Rule& rule) override {
        const std::lock_guard lock(mutex_);
        FakeTables attempt(data_);
        const auto done = rule(attempt);
        if (!done) return done.error();
        if (commit_fails) return *commit_fails;
        data_ = attempt.data();
        ++statistics_.writes;
        ++statistics_.commits;
        return {};
    }

    std::string pepper() const override { return std::string(32, 'p'); }

    server::StoreStatistics statistics() const override {
        const std::lock_guard lock(mutex_);
        return statistics_;
    }

    std::optional<Error> commit_fails; // the disk is full, or the like

private:
    mutable std::mutex mutex_;
    FakeData data_;
    server::StoreStatistics statistics_;
};

} // namespace ferry::testing
