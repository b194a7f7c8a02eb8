// The order of operating system versions.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/version.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {

TEST(OsVersions, CompareNumbersAsNumbers) {
    EXPECT_TRUE(compare_os_versions("9", "12") < 0);
    EXPECT_TRUE(compare_os_versions("10.0.9999", "10.0.22631") < 0);
    EXPECT_TRUE(compare_os_versions("22.10", "22.04") > 0);
    EXPECT_TRUE(compare_os_versions("22.04", "22.4") == 0);
}

TEST(OsVersions, TreatAbsentPartsAsOlder) {
    EXPECT_TRUE(compare_os_versions("14", "14.1") < 0);
    EXPECT_TRUE(compare_os_versions("14", "14.0") == 0);
    EXPECT_TRUE(compare_os_versions("", "1") < 0);
}

} // namespace ferry::testing
