// What apt-cache says of packages on offer.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/policy.hpp"
#include "tests/support/fixture.hpp"

#include <ferry/plugin.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ferry::apt {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kLocalOnly = "ex-own:\n"
                                        "  Installed: 1\n"
                                        "  Candidate: 1\n"
                                        "  Version table:\n"
                                        " *** 1 100\n"
                                        "        100 /var/lib/dpkg/status\n";

std::string from_source(const std::string& source) {
    return "ex-app:\n  Installed: 1\n  Candidate: 2\n  Version table:\n     2 500\n        500 " +
           source + "\n *** 1 500\n        500 http://old.example.org/x old/main amd64 Packages\n";
}

TEST(AptPolicy, ReadsEachPackageOfARealAnswer) {
    const auto all = parse_policy(testing::fixture("apt/policy.out"), "amd64");

    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 4u);
    EXPECT_EQ((*all)[0].target.argument(), "ex-app:amd64");
    EXPECT_EQ((*all)[0].candidate, "2.0-1");
    EXPECT_EQ((*all)[0].origin, "file:/srv/example/repo ./");
    EXPECT_EQ((*all)[1].target.argument(), "ex-lib:arm64");
}

TEST(AptPolicy, DoesNotOfferANameThatOthersOnlyProvide) {
    const auto all = parse_policy(testing::fixture("apt/policy.out"), "amd64");

    ASSERT_TRUE(all);
    EXPECT_EQ((*all)[2].target.name, "ex-virtual");
    EXPECT_FALSE((*all)[2].offered());
}

TEST(AptPolicy, DoesNotOfferWhatOnlyThisMachineHas) {
    const auto all = parse_policy(kLocalOnly, "amd64");

    ASSERT_TRUE(all);
    EXPECT_EQ(all->front().candidate, "1");
    EXPECT_FALSE(all->front().offered());
}

TEST(AptPolicy, NamesTheSourceOfTheCandidateAndNoOther) {
    const auto all = parse_policy(
        from_source("http://deb.example.org/debian bookworm/main amd64 Packages"), "amd64");

    ASSERT_TRUE(all);
    EXPECT_EQ(all->front().origin, "http://deb.example.org/debian bookworm/main");
}

TEST(AptPolicy, LeavesALoginOutOfTheOrigin) {
    const auto all = parse_policy(
        from_source("https://me:se@cret@deb.example.org/p bookworm/main amd64 Packages"), "amd64");

    ASSERT_TRUE(all);
    EXPECT_EQ(all->front().origin, "https://deb.example.org/p bookworm/main");
}

TEST(AptPolicy, RefusesAnAnswerOfAnotherForm) {
    EXPECT_THAT(parse_policy("Oops\n", "amd64").error().message, HasSubstr("'Oops'"));
    EXPECT_FALSE(parse_policy("  Candidate: 1\n", "amd64"));
    EXPECT_FALSE(parse_policy("a b:\n", "amd64"));
}

TEST(AptShow, GivesSizesInBytes) {
    const auto all = parse_show(testing::fixture("apt/show.out"), "amd64");

    ASSERT_TRUE(all);
    ASSERT_FALSE(all->empty());
    EXPECT_EQ(all->front().target.argument(), "ex-app:amd64");
    EXPECT_EQ(all->front().installed_bytes % 1024, 0u);
    EXPECT_NE(all->front().download_bytes, sdk::kUnknownSize);
}

TEST(AptShow, DoesNotGuessASizeThatIsNotThere) {
    const auto all = parse_show("Package: a\nVersion: 1\nArchitecture: all\nSize: many\n"
                                "Installed-Size: 99999999999999999999\n\n",
                                "amd64");

    ASSERT_TRUE(all);
    EXPECT_EQ(all->front().target.argument(), "a:amd64");
    EXPECT_EQ(all->front().download_bytes, sdk::kUnknownSize);
    EXPECT_EQ(all->front().installed_bytes, sdk::kUnknownSize);
}

} // namespace
} // namespace ferry::apt
