// The template plugin, entered through its exported table: what people copy must be right.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sdk/recording_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {

using ::testing::ElementsAre;

constexpr auto kRegister = "/var/lib/example/installed";

TEST(TemplatePlugin, EmitsOnePackagePerLine) {
    RecordingHost host;
    host.files[kRegister] = "git 2.39\nvim 9.0";

    EXPECT_EQ(ferry_plugin_v1.inventory(host.table()), FERRY_OK);
    EXPECT_THAT(host.said, ElementsAre("emit git 2.39", "emit vim 9.0"));
}

TEST(TemplatePlugin, FailsOnALineThatItDoesNotUnderstand) {
    RecordingHost host;
    host.files[kRegister] = "git 2.39\nbroken\n";

    EXPECT_EQ(ferry_plugin_v1.inventory(host.table()), FERRY_BAD_DATA);
    EXPECT_THAT(host.said,
                ElementsAre("emit git 2.39", "fail 3 /var/lib/example/installed: broken"));
}

TEST(TemplatePlugin, IsUnavailableWithoutItsRegister) {
    RecordingHost host;

    EXPECT_EQ(ferry_plugin_v1.probe(host.table()), FERRY_UNAVAILABLE);
    EXPECT_THAT(host.said, ElementsAre("fail 1 /var/lib/example/installed is not there"));
}

TEST(TemplatePlugin, PresentsItselfWhereItsRegisterIs) {
    RecordingHost host;
    host.files[kRegister] = "";

    EXPECT_EQ(ferry_plugin_v1.probe(host.table()), FERRY_OK);
    EXPECT_EQ(ferry_plugin_v1.inventory(host.table()), FERRY_OK);
    EXPECT_THAT(host.said, ElementsAre("present 1.0 read from /var/lib/example/installed"));
}

TEST(TemplatePlugin, OffersNothingToInstall) {
    EXPECT_EQ(ferry_plugin_v1.install, nullptr);
}

} // namespace ferry::testing
