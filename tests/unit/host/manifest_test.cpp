// plugin.json: what is taken, and what each mistake is told as.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using host::parse_manifest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kApt =
    R"({"schema": 1, "id": "apt", "name": "APT", "systems": ["linux"], "library": "ferry_apt",
        "present": ["/usr/bin/apt-get"], "lock": "dpkg", "elevate": ["install", "remove"],
        "environment": ["APT_CONFIG", "http_proxy"]})";

/// `kApt` with the first `from` replaced.
std::string apt_with(const std::string& from, const std::string& to) {
    std::string text = kApt;
    return text.replace(text.find(from), from.size(), to);
}

std::string mistake(const std::string& text) {
    const auto manifest = parse_manifest(text);
    return manifest ? "none" : manifest.error().message;
}

TEST(Manifest, IsReadWhole) {
    const auto manifest = parse_manifest(kApt);

    ASSERT_TRUE(manifest.ok());
    EXPECT_EQ(manifest->id.text, "apt");
    EXPECT_EQ(manifest->name, "APT");
    EXPECT_THAT(manifest->systems, ElementsAre("linux"));
    EXPECT_EQ(manifest->library, "ferry_apt");
    EXPECT_THAT(manifest->present, ElementsAre("/usr/bin/apt-get"));
    EXPECT_EQ(manifest->lock, "dpkg");
    EXPECT_THAT(manifest->elevate, ElementsAre(Action::Install, Action::Remove));
    EXPECT_THAT(manifest->environment, ElementsAre("APT_CONFIG", "http_proxy"));
}

TEST(Manifest, CallsLockAndNameByTheIdWhereTheyAreAbsent) {
    const auto manifest = parse_manifest(
        R"({"schema": 1, "id": "brew", "systems": ["macos"], "library": "ferry_brew"})");

    ASSERT_TRUE(manifest.ok());
    EXPECT_EQ(manifest->name, "brew");
    EXPECT_EQ(manifest->lock, "brew");
}

TEST(Manifest, NamesWhatIsWrong) {
    EXPECT_THAT(mistake(apt_with("\"lock\"", "\"lokc\"")), HasSubstr("lokc"));
    EXPECT_THAT(mistake(apt_with("\"schema\": 1", "\"schema\": 2")), HasSubstr("schema"));
    EXPECT_THAT(mistake(apt_with("\"id\": \"apt\"", "\"id\": \"../apt\"")), HasSubstr("../apt"));
    EXPECT_THAT(mistake(apt_with("\"name\": \"APT\"", "\"name\": 7")), HasSubstr("name"));
    EXPECT_THAT(mistake(apt_with("[\"linux\"]", "[\"lunix\"]")), HasSubstr("lunix"));
    EXPECT_THAT(mistake(apt_with("[\"linux\"]", "[]")), HasSubstr("systems"));
    EXPECT_THAT(mistake(apt_with("\"ferry_apt\"", "\"../ferry_apt\"")), HasSubstr("ferry_apt"));
    EXPECT_THAT(mistake(apt_with("\"remove\"", "\"purge\"")), HasSubstr("purge"));
    EXPECT_THAT(mistake(apt_with("\"APT_CONFIG\"", "\"A=B\"")), HasSubstr("A=B"));
    EXPECT_THAT(mistake(apt_with("[\"/usr/bin/apt-get\"]", "\"/usr/bin/apt-get\"")),
                HasSubstr("present"));
    EXPECT_THAT(mistake(apt_with("\"schema\": 1", "\"schema\": 1, \"schema\": 1")),
                HasSubstr("schema"));
}

TEST(Manifest, IsRefusedWhenCutAtAnyByte) {
    const std::string whole = kApt;
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(parse_manifest(whole.substr(0, size)).ok()) << size;
}

} // namespace
} // namespace ferry::testing
