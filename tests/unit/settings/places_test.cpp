// Named places, and paths that try to leave them.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kHome = "/home/mia";

TEST(Places, OfLinuxFollowItsCustom) {
    const auto places = customary_places("linux", kHome);

    EXPECT_EQ(*resolve(places, "{home}/.vimrc"), kHome / ".vimrc");
    EXPECT_EQ(*resolve(places, "{config}/bat"), kHome / ".config" / "bat");
    EXPECT_EQ(*resolve(places, "{data}/a/b"), kHome / ".local" / "share" / "a" / "b");
    EXPECT_EQ(*resolve(places, "{documents}/x"), kHome / "Documents" / "x");
}

TEST(Places, OfWindowsFollowItsCustom) {
    const auto places = customary_places("windows", kHome);

    EXPECT_EQ(places.system, "windows");
    EXPECT_EQ(*resolve(places, "{roaming}/bat"), kHome / "AppData" / "Roaming" / "bat");
    EXPECT_EQ(*resolve(places, "{local}/bat"), kHome / "AppData" / "Local" / "bat");
    EXPECT_EQ(*resolve(places, "{documents}/x"), kHome / "Documents" / "x");
}

TEST(Places, OfMacosFollowItsCustom) {
    const auto places = customary_places("macos", kHome);
    const auto library = kHome / "Library";

    EXPECT_EQ(*resolve(places, "{app_support}/X"), library / "Application Support" / "X");
    EXPECT_EQ(*resolve(places, "{preferences}/x.plist"), library / "Preferences" / "x.plist");
    EXPECT_EQ(*resolve(places, "{config}/x"), kHome / ".config" / "x");
    EXPECT_EQ(*resolve(places, "{data}/x"), kHome / ".local" / "share" / "x");
}

TEST(Places, ThatASystemLacksAreNotSupported) {
    const auto on = [](const std::string& system, std::string_view path) {
        return resolve(customary_places(system, kHome), path).error();
    };

    EXPECT_EQ(on("linux", "{roaming}/x").code, Code::NotSupported);
    EXPECT_EQ(on("windows", "{config}/x").code, Code::NotSupported);
    EXPECT_EQ(on("windows", "{data}/x").code, Code::NotSupported);
    EXPECT_EQ(on("plan9", "{documents}/x").code, Code::NotSupported);
    EXPECT_THAT(on("linux", "{roaming}/x").message, HasSubstr("linux has no place {roaming}"));
}

TEST(Places, StandAtTheFrontOfEachPath) {
    const auto places = customary_places("linux", kHome);

    for (const std::string_view path : {"", "x", "/etc/passwd", "home/x", "{home}", "{home}x",
                                        "{root}/x", "{}/x", "x/{home}/y", "{home/x", "~/x"})
        EXPECT_EQ(resolve(places, path).error().code, Code::BadData) << path;
}

TEST(Places, CannotBeLeft) {
    const auto places = customary_places("linux", kHome);

    for (const std::string_view path :
         {"{home}/..", "{home}/../x", "{home}/a/../../x", "{home}/.", "{home}/./x", "{home}//x",
          "{home}/", "{home}/x/", "{home}//etc/passwd", "{home}/..\\x", "{home}/c:x",
          "{home}/{config}/x", "{home}/\xFF"})
        EXPECT_EQ(resolve(places, path).error().code, Code::BadData) << path;
    EXPECT_EQ(resolve(places, std::string_view("{home}/a\0b", 10)).error().code, Code::BadData);
    EXPECT_TRUE(resolve(places, "{home}/..x").ok());
}

} // namespace
} // namespace ferry::settings
