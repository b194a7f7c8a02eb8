// Runs the tests, or plays a child of one of them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/child.hpp"
#include "tests/unit/platform/child_system.hpp"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    const auto arguments = ferry::testing::arguments_of_process(argc, argv);
    if (arguments.size() > 1) {
        const auto& roles = ferry::testing::child_roles();
        const auto role = roles.find(arguments[1]);
        if (role != roles.end()) {
            ferry::testing::binary_streams();
            return role->second({arguments.begin() + 2, arguments.end()});
        }
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
