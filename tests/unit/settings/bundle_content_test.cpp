// What a bundle holds, once it is opened.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/bundle_content.hpp"

#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

const BundleContent kContent{
    {"git"}, "lap\"top\n", "linux", {{"settings", ".gitconfig", std::string("a\0b", 3)}}};

TEST(BundleContent, ComesBackAsItWas) {
    const auto back = decode_bundle_content(*encode(kContent));

    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->software, kContent.software);
    EXPECT_EQ(back->device, kContent.device);
    EXPECT_EQ(back->os, "linux");
    EXPECT_EQ(back->files, kContent.files);
}

TEST(BundleContent, EqualSettingsAreEqualBytes) {
    EXPECT_EQ(*encode(kContent), *encode(kContent));
}

TEST(BundleContent, NewerFormatAsksForAnUpdate) {
    auto bytes = *encode(kContent);
    bytes.replace(bytes.find("\"schema\":1"), 10, "\"schema\":2");

    const auto refused = decode_bundle_content(bytes);

    EXPECT_EQ(refused.error().code, Code::NotSupported);
}

TEST(BundleContent, RefusesWhatIsNone) {
    const auto whole = *encode(kContent);
    for (const auto& bytes : {std::string(), std::string("no line"), std::string("{}\n"),
                              std::string("[1]\nx"), whole.substr(0, whole.size() - 10)})
        EXPECT_FALSE(decode_bundle_content(bytes)) << bytes.substr(0, 20);
}

} // namespace
} // namespace ferry::settings
