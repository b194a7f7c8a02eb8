// The fixture of tests that enter a plugin through its exported table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ferry::testing {

class PluginTest : public ::testing::Test {
protected:
    /// Calls `verb` for one id; its outcome, or an empty one where it got none.
    SaidOutcome act(ferry_status (*verb)(const ferry_host*, const ferry_str*, size_t),
                    const std::string& id) {
        const ferry_str ids[] = {sdk::to_abi(id)};
        EXPECT_EQ(verb(host, ids, 1), FERRY_OK);
        return host.outcomes.empty() ? SaidOutcome{} : host.outcomes.back();
    }

    FakeHost host;
};

} // namespace ferry::testing
