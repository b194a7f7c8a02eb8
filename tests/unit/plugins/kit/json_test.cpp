// Foreign JSON that is none, or that no parser can hold.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ferry::kit {
namespace {

using ::testing::HasSubstr;

TEST(KitJson, NamesTheLineWhereItBreaks) {
    EXPECT_THAT(parse_json("{\n\"a\": 1,\n}").error().message, HasSubstr("line 3"));
}

TEST(KitJson, NumberBeyondAllBoundsIsAnError) {
    EXPECT_EQ(parse_json("35e55558555500028").error().code, Code::BadData);
    EXPECT_EQ(parse_json("[1e999]").error().code, Code::BadData);
}

TEST(KitJson, DepthThatNobodyWritesIsAnError) {
    EXPECT_FALSE(parse_json(std::string(1000, '[') + std::string(1000, ']')));
}

} // namespace
} // namespace ferry::kit
