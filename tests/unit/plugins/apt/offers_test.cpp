// What the apt plugin makes of apt's words about what is on offer.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apt_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

extern "C" const ferry_plugin ferry_plugin_v1;

namespace ferry::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct AptOffers : ::testing::Test {
    AptOffers() { furnish_apt(host); }

    ferry_status look_up(const std::vector<std::string>& ids) {
        std::vector<ferry_str> views;
        for (const auto& id : ids)
            views.push_back(sdk::to_abi(id));
        return ferry_plugin_v1.look_up(host, views.data(), views.size());
    }

    FakeHost host;
};

TEST_F(AptOffers, CarryVersionOriginAndBothSizes) {
    ASSERT_EQ(look_up({"ex-app"}), FERRY_OK);

    ASSERT_EQ(host.offers.size(), 1u);
    EXPECT_EQ(host.offers[0].version, "2.0-1");
    EXPECT_THAT(host.offers[0].origin, HasSubstr("/srv/example/repo"));
    EXPECT_EQ(host.offers[0].download_bytes, 674u);
    EXPECT_EQ(host.offers[0].installed_bytes, 12u * 1024);
}

TEST_F(AptOffers, AreGivenForNothingThatIsUnknownOrOnlyVirtual) {
    ASSERT_EQ(look_up({"ex-nosuch", "ex-virtual", "ex-tool"}), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(Field(&SaidOffer::id, "ex-tool")));
}

TEST_F(AptOffers, NameTheForeignArchitectureAsItWasAsked) {
    ASSERT_EQ(look_up({"ex-lib:arm64"}), FERRY_OK);

    EXPECT_THAT(host.offers, ElementsAre(Field(&SaidOffer::id, "ex-lib:arm64")));
}

TEST_F(AptOffers, AreAskedForWithTheArchitectureBehindTheEndOfOptions) {
    ASSERT_EQ(look_up({"ex-app"}), FERRY_OK);

    const auto asked = host.ran({"apt-cache", "policy"});
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_THAT(asked[0].line(), ::testing::EndsWith("-- ex-app:amd64"));
    EXPECT_THAT(asked[0].argv, Contains("APT::Cmd::Pattern-Only=true"));
}

TEST_F(AptOffers, WordsOfAptAreKeptWhereItFails) {
    host.answer({"apt-cache"}, {.exit_code = 100, .err = "E: The list of sources is broken\n"});

    EXPECT_EQ(look_up({"ex-app"}), FERRY_TOOL_FAILED);
    EXPECT_THAT(host.failures.at(0).message, HasSubstr("The list of sources is broken"));
}

TEST_F(AptOffers, AreRefusedWhereAptWorksOnAnotherTree) {
    host.set_root("/srv/other");

    EXPECT_EQ(look_up({"ex-app"}), FERRY_NOT_SUPPORTED);
    EXPECT_THAT(host.offers, IsEmpty());
}

TEST_F(AptOffers, OutdatedAreThoseThatAnUpgradeWouldReplace) {
    ASSERT_EQ(ferry_plugin_v1.outdated(host), FERRY_OK);

    ASSERT_EQ(host.offers.size(), 1u);
    EXPECT_EQ(host.offers[0].id, "ex-app");
    EXPECT_EQ(host.offers[0].version, "2.0-1");
}

} // namespace
} // namespace ferry::testing
