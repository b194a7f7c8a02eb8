// The grammar that stands between an id from anywhere and a command line of apt.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ferry::apt {
namespace {

TEST(AptNames, TakesRealNamesWithTheirArchitecture) {
    EXPECT_EQ(parse_id("git", "amd64")->argument(), "git:amd64");
    EXPECT_EQ(parse_id("g++", "amd64")->argument(), "g++:amd64");
    EXPECT_EQ(parse_id("libc6:i386", "amd64")->argument(), "libc6:i386");
    EXPECT_EQ(parse_id("libstdc++6:kfreebsd-amd64", "amd64")->argument(),
              "libstdc++6:kfreebsd-amd64");
    EXPECT_EQ(parse_id("foo-", "amd64")->argument(), "foo-:amd64");
    EXPECT_TRUE(parse_id(std::string(128, 'a'), "amd64"));
}

TEST(AptNames, RefusesWhatAptWouldReadAsAnOrderOfItsOwn) {
    for (const std::string id : {"",
                                 "-",
                                 "--purge",
                                 "-y",
                                 "foo:amd64-",
                                 "foo:amd64+",
                                 "foo:",
                                 ":amd64",
                                 "foo:all",
                                 "foo=1.0",
                                 "foo/stable",
                                 "foo^",
                                 "foo*",
                                 "?name(x)",
                                 "~nx",
                                 "./foo.deb",
                                 "/dir/foo.deb",
                                 "a b",
                                 "a\nb",
                                 "foo;rm",
                                 "$(id)",
                                 "Foo",
                                 "a",
                                 "+foo",
                                 ".foo",
                                 "foo:amd64:i386",
                                 "foo:any-",
                                 "foo:-amd64",
                                 "foo:a--b",
                                 "fo\xc3\xb6"})
        EXPECT_FALSE(parse_id(id, "amd64")) << id;
    EXPECT_FALSE(parse_id(std::string("git\0x", 5), "amd64"));
    EXPECT_FALSE(parse_id(std::string(10 * 1024, 'a'), "amd64"));
    EXPECT_FALSE(parse_id("git", "")); // no native architecture is known
}

TEST(AptNames, LeavesTheNativeArchitectureOutOfIds) {
    EXPECT_EQ(id_of("git", "amd64", "amd64"), "git");
    EXPECT_EQ(id_of("adduser", "all", "amd64"), "adduser");
    EXPECT_EQ(id_of("libc6", "i386", "amd64"), "libc6:i386");
}

TEST(AptNames, KnowsVersionsWithEpochAndTilde) {
    EXPECT_TRUE(is_version("1:2.0~rc1-1+b2"));
    EXPECT_FALSE(is_version(""));
    EXPECT_FALSE(is_version("(none)"));
    EXPECT_FALSE(is_version("-1"));
    EXPECT_FALSE(is_version("1 2"));
}

TEST(AptNames, AllowARecordMoreThanACommand) {
    EXPECT_TRUE(is_recorded_name("Old_Name"));
    EXPECT_TRUE(is_recorded_name("a"));
    EXPECT_FALSE(is_package_name("Old_Name"));
    EXPECT_FALSE(is_recorded_name("-x"));
    EXPECT_FALSE(is_recorded_name("a:b"));
}

} // namespace
} // namespace ferry::apt
