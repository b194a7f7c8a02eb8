// A manifest's fields become file names and arguments, so each has its grammar.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "tests/unit/protocol/sample_messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace ferry::protocol {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

bool takes(const char* key, const json& value) {
    auto manifest = *parse_json(encode(sample_manifest()));
    manifest[key] = value;
    const auto decoded = decode<DepotManifest>(dump_json(manifest));
    if (!decoded) {
        EXPECT_THAT(decoded.error().message, HasSubstr(key));
    }
    return decoded.ok();
}

TEST(DepotManifest, NamesAFileThatStaysInItsFolderOnEverySystem) {
    for (const auto* good : {"setup-1.2.exe", "Tool Setup (x64).msi", "übung.deb", "a"})
        EXPECT_TRUE(takes("file", good)) << good;
    for (const auto* bad : {"", ".", "..", "../x", "a/b", "a\\b", "c:x", "x\n", "-x", ".profile",
                            "x.", "x ", "nul", "Con.exe", "lpt1.txt", "a*", "a\x7f"})
        EXPECT_FALSE(takes("file", bad)) << bad;
    EXPECT_FALSE(takes("file", std::string(201, 'x')));
}

TEST(DepotManifest, NamesAKnownFormatAndSystem) {
    for (const auto* good : {"deb", "rpm", "msi", "exe", "pkg", "dmg", "appimage", "archive"})
        EXPECT_TRUE(takes("format", good)) << good;
    EXPECT_FALSE(takes("format", "sh"));
    EXPECT_TRUE(takes("os", "linux"));
    EXPECT_FALSE(takes("os", "beos"));
}

TEST(DepotManifest, NamesARangeOfVersionsOfItsSystem) {
    for (const auto* good : {"", ">=10", ">=10,<12", "=10.0.19045", "<=14.4", ">9"})
        EXPECT_TRUE(takes("os_versions", good)) << good;
    for (const auto* bad : {"10", ">=", ">=10,", ",", ">= 10", ">=10..1", ">=ten", ">=1234567890"})
        EXPECT_FALSE(takes("os_versions", bad)) << bad;
}

TEST(DepotManifest, NamesADistributionOnLinuxOnly) {
    EXPECT_FALSE(takes("distribution", "debian"));
    auto manifest = sample_manifest();
    manifest.os = "linux";
    manifest.distribution = "debian";
    EXPECT_TRUE(decode<DepotManifest>(encode(manifest)));
}

TEST(DepotManifest, HasFewShortArgumentsOfOneLine) {
    EXPECT_TRUE(takes("silent", json::array({"/S", "", "--dir=C:\\Program Files"})));
    EXPECT_TRUE(takes("silent", json(std::vector<std::string>(64, std::string(1024, 'x')))));
    EXPECT_FALSE(takes("silent", json(std::vector<std::string>(65, "x"))));
    EXPECT_FALSE(takes("silent", json::array({std::string(1025, 'x')})));
    EXPECT_FALSE(takes("silent", json::array({"a\nb"})));
    EXPECT_FALSE(takes("silent", json::array({std::string("a\0b", 3)})));
}

TEST(DepotManifest, HasAHashAndASizeThatCanBe) {
    EXPECT_FALSE(takes("sha256", std::string(64, 'A')));
    EXPECT_FALSE(takes("sha256", std::string(63, 'a')));
    EXPECT_FALSE(takes("size", 0));
    EXPECT_TRUE(takes("size", kLargestDepotFile));
    EXPECT_FALSE(takes("size", kLargestDepotFile + 1));
}

TEST(DepotManifest, NamesSoftwareByItsGrammar) {
    EXPECT_TRUE(takes("software", "my-tool"));
    EXPECT_FALSE(takes("software", "My Tool"));
    EXPECT_FALSE(takes("software", "../x"));
    EXPECT_FALSE(takes("version", ""));
    EXPECT_FALSE(takes("author", ""));
}

TEST(DepotFormat, IsToldByTheNameOfTheFile) {
    EXPECT_EQ(format_of("tool_1.2_amd64.deb"), "deb");
    EXPECT_EQ(format_of("Setup.EXE"), "exe");
    EXPECT_EQ(format_of("Tool.AppImage"), "appimage");
    EXPECT_EQ(format_of("tool-1.2.tar.gz"), "archive");
    EXPECT_EQ(format_of("tool.bin"), "");
    EXPECT_EQ(format_of("deb"), "");
}

} // namespace
} // namespace ferry::protocol
