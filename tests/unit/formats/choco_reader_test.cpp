// Chocolatey's packages.config.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/choco_reader.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::read_choco;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ChocoReader, TakesIdsAndVersions) {
    const auto read = read_choco(fixture("formats/packages.config"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value),
                ElementsAre("choco:7zip.install", "choco:example-paint", "choco:Example.Tool"));
    EXPECT_EQ(read->value.entries[0].version, "26.2.0");
    EXPECT_EQ(read->value.entries[1].line, 5u);
}

TEST(ChocoReader, NamesAttributesItDropsButNeverTheirValues) {
    const auto read = read_choco(fixture("formats/packages.config"), {});

    ASSERT_TRUE(read);
    EXPECT_THAT(notes(*read),
                ElementsAre(HasSubstr("line 5: \"example-paint\": not carried: pinPackage"),
                            AllOf(HasSubstr("line 6"), HasSubstr("password, installArguments"),
                                  Not(HasSubstr("s3cret"))),
                            HasSubstr("line 7: the package is disabled")));
}

TEST(ChocoReader, LeavesOutAnIdThatIsAFile) {
    const auto read = read_choco("<packages><package id='evil.nupkg'/><package id='all'/>"
                                 "<package id='git'/></packages>",
                                 {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre("choco:git"));
    EXPECT_EQ(read->problems.size(), 2u);
}

TEST(ChocoReader, RefusesAPackageWithoutAnId) {
    const auto read = read_choco("<packages>\n<package version='1'/></packages>", {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("line 2: <package> without an id"));
}

TEST(ChocoReader, RefusesAnotherXmlFile) {
    const auto read = read_choco("<configuration/>", {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("no packages.config"));
}

TEST(ChocoReader, NamesElementsItDoesNotKnow) {
    const auto read =
        read_choco("<packages><script run='evil'><package id='inside'/></script></packages>", {});

    ASSERT_TRUE(read);
    EXPECT_THAT(refs(read->value), ElementsAre());
    EXPECT_THAT(notes(*read), ElementsAre(HasSubstr("<script> is not understood"),
                                          HasSubstr("<package> is not understood")));
}

} // namespace ferry::testing
