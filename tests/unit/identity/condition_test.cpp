// When a package's `on` holds.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/catalog.hpp"
#include "core/identity/condition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

Device linux_device(const std::string& distribution, const std::string& version) {
    return {"box", "linux", version, distribution, "x86_64"};
}

TEST(Condition, HoldsForItsDistributionOnly) {
    EXPECT_TRUE(condition_holds("debian", linux_device("debian", "12")));
    EXPECT_FALSE(condition_holds("ubuntu", linux_device("debian", "12")));
    EXPECT_FALSE(condition_holds("debian", linux_device("ubuntu", "24.04")));
}

TEST(Condition, ComparesVersionsAsNumbers) {
    EXPECT_TRUE(condition_holds("ubuntu>=22.04", linux_device("ubuntu", "22.04")));
    EXPECT_TRUE(condition_holds("ubuntu>=9.10", linux_device("ubuntu", "22.04")));
    EXPECT_FALSE(condition_holds("ubuntu>=24.04", linux_device("ubuntu", "22.04")));
    EXPECT_FALSE(condition_holds("ubuntu>=22.04", linux_device("debian", "99")));
}

TEST(Condition, WithAVersionDoesNotHoldWhereTheVersionIsUnknown) {
    EXPECT_FALSE(condition_holds("debian>=12", linux_device("debian", "")));
    EXPECT_TRUE(condition_holds("debian", linux_device("debian", "")));
}

TEST(Condition, KnowsTheThreeSystems) {
    const Device windows{"pc", "windows", "10.0.22631", "", "x86_64"};

    EXPECT_TRUE(condition_holds("linux", linux_device("arch", "")));
    EXPECT_TRUE(condition_holds("windows>=10.0.19041", windows));
    EXPECT_FALSE(condition_holds("macos", windows));
    EXPECT_FALSE(condition_holds("linux", windows));
    EXPECT_TRUE(condition_holds("", windows));
}

TEST(Condition, ThatCannotBeReadNeverHolds) {
    for (const char* const text :
         {"Debian", "debian>12", "debian>=", ">=12", "de bian", "debian>=1 2"}) {
        EXPECT_FALSE(parse_condition(text).has_value()) << text;
        EXPECT_FALSE(condition_holds(text, linux_device("debian", "12"))) << text;
    }
}

TEST(Condition, OverlapsWhereBothCanHoldOnOneDevice) {
    const auto overlap = [](const char* left, const char* right) {
        return may_overlap(*parse_condition(left), *parse_condition(right));
    };

    EXPECT_TRUE(overlap("", "debian"));
    EXPECT_TRUE(overlap("linux", "debian"));
    EXPECT_TRUE(overlap("ubuntu", "ubuntu>=22.04"));
    EXPECT_FALSE(overlap("ubuntu", "debian"));
    EXPECT_FALSE(overlap("windows", "linux"));
    EXPECT_FALSE(overlap("macos", "debian"));
}

TEST(FittingPackages, AreThoseWhoseConditionHoldsInOrderOfPreference) {
    Software software;
    software.packages = {
        {{"apt"}, {{{"firefox-esr"}, "debian"}, {{"firefox"}, "ubuntu"}, {{"any"}, ""}}},
        {{"dnf"}, {{{"firefox"}, ""}}}};

    EXPECT_THAT(fitting_packages(software, {"apt"}, linux_device("debian", "12")),
                ElementsAre(Field(&CatalogPackage::id, NativeId{"firefox-esr"}),
                            Field(&CatalogPackage::id, NativeId{"any"})));
    EXPECT_THAT(fitting_packages(software, {"winget"}, linux_device("debian", "12")), IsEmpty());
}

} // namespace
} // namespace ferry::identity
