// A memory in a folder of its own, that can be closed and opened again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/state.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

namespace ferry::state {

class MemoryTest : public ::testing::Test {
protected:
    void SetUp() override { reopen(); }

    /// As the next run of the program does.
    void reopen() {
        opened_.reset();
        auto state = State::open(folder.path(), Access::Write);
        ASSERT_TRUE(state) << state.error().message;
        opened_.emplace(std::move(*state));
    }
    void close() { opened_.reset(); }
    State& state() { return *opened_; }

    ferry::testing::TemporaryFolder folder;

private:
    std::optional<State> opened_;
};

inline Package package(const std::string& id, const std::string& version = "1") {
    Package made;
    made.id = {id};
    made.version = version;
    return made;
}

inline protocol::StreamHead head(const std::string& installer, std::uint64_t revision = 1) {
    return {installer, revision, "hash of " + installer, 2, 3};
}

} // namespace ferry::state
